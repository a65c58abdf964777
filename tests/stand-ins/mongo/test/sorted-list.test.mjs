import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SortedList } from '../src/store/sorted-list.mjs';
import { randomChoices } from './support.mjs';

const byKeyAndNumber = (left, right) =>
  (left.key === right.key ? left.record.number - right.record.number : left.key < right.key ? -1 : 1);

function fillRandomly(operations) {
  const { below } = randomChoices(7);
  const list = new SortedList();
  const expected = [];
  for (let number = 0; number < operations; number++) {
    if (expected.length > 0 && below(3) === 0) {
      const [{ key, record }] = expected.splice(below(expected.length), 1);
      list.delete(key, record);
    } else {
      const entry = { key: `k${below(500)}`, record: { number } };
      list.insert(entry.key, entry.record);
      expected.push(entry);
    }
  }
  return { list, expected: expected.sort(byKeyAndNumber) };
}

test('ranges, counts and first entries agree with a plain sorted array', () => {
  const { list, expected } = fillRandomly(10_000);
  const { below } = randomChoices(8);
  for (let round = 0; round < 200; round++) {
    const [from, to] = [`k${below(600)}`, `k${below(600)}`];
    const inRange = expected.filter(({ key }) => key >= from && key < to).map(({ record }) => record);
    assert.deepEqual([...list.between(from, to)], inRange);
    assert.deepEqual([...list.betweenBackwards(from, to)], inRange.toReversed());
    assert.equal(list.count(from, to), inRange.length);
    assert.equal(list.first(from), expected.find(({ key }) => key === from)?.record);
  }
});

test('can be emptied and filled again', () => {
  const list = new SortedList();
  const records = Array.from({ length: 2000 }, (_, number) => ({ number }));
  for (const record of records) list.insert('same', record);
  for (const record of records) list.delete('same', record);
  assert.equal(list.count('', 'z'), 0);
  list.insert('a', records[0]);
  assert.deepEqual([...list.between('', 'z')], [records[0]]);
});

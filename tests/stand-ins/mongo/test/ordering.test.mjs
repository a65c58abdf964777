import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { Binary, Decimal128, Int32, Long, MaxKey, MinKey, ObjectId, Timestamp } from 'bson';
import { compareWithinType } from '../src/query/comparison.mjs';
import { EMPTY_ARRAY, encodeKey, encodeValue } from '../src/query/key-encoding.mjs';

// In MongoDB's order, each value less than the next.
const ASCENDING = [
  new MinKey(), EMPTY_ARRAY, null,
  NaN, -Infinity, Long.MIN_VALUE, -1e10, -1.5, -1, 0, 1e-300, 0.1, new Int32(1), new Decimal128('1.5'), 2, 2 ** 53,
  Long.fromString('9007199254740993'), Long.fromString('9223372036854775806'), Long.MAX_VALUE, 1e19, Infinity,
  '', '\0', '\0a', 'A', 'a', 'a\0', 'a\0b', 'aa', 'b', 'é', '\ue000', '\uffff', '\u{10000}', '\u{1f600}',
  {}, { a: 1 }, { a: 1, b: 1 }, { a: 2 }, { b: 0 }, { a: 'x' },
  [], [1], [1, 2], [2], ['a'],
  new Binary(Buffer.from([9])), new Binary(Buffer.from([1, 2])), new Binary(Buffer.from([1, 3])), new Binary(Buffer.from([1, 2]), 4),
  new ObjectId('000000000000000000000001'), new ObjectId('ff0000000000000000000000'),
  false, true,
  new Date(-62135596800000), new Date(0), new Date(1),
  new Timestamp({ t: 1, i: 1 }), new Timestamp({ t: 1, i: 2 }), new Timestamp({ t: 2, i: 0 }),
  /a/, /b/, new MaxKey(),
];

suite('order of values', () => {
  test('keys sort as MongoDB sorts values', () => {
    const keys = ASCENDING.map((value) => encodeValue(value));
    keys.slice(1).forEach((key, at) => assert.ok(keys[at] < key, `value ${at} before value ${at + 1}`));
  });

  test('descending keys sort the other way', () => {
    const keys = ASCENDING.map((value) => encodeValue(value, -1));
    keys.slice(1).forEach((key, at) => assert.ok(keys[at] > key, `value ${at} after value ${at + 1}`));
  });

  test('in keys of several values the first difference decides', () => {
    const pairs = [['a', 2], ['a', 1], ['a\0', 3], ['aa', 0], ['b', null]];
    const keys = pairs.map((pair) => encodeKey(pair, [1, -1]));
    assert.deepEqual(keys.toSorted(), keys);
  });

  test('the same number has one key, whatever its type', () => {
    const keys = [5, new Int32(5), Long.fromNumber(5), new Decimal128('5.0'), 5n].map((value) => encodeValue(value));
    assert.equal(new Set(keys).size, 1);
    assert.equal(encodeValue(-0), encodeValue(0));
  });

  test('comparison agrees with keys within a type and refuses other pairs', () => {
    assert.equal(compareWithinType('\uffff', '\u{1f600}'), -1);
    assert.equal(compareWithinType('\u{1f600}x', '\u{1f600}'), 1);
    assert.equal(compareWithinType(Long.MAX_VALUE, 5), 1);
    assert.equal(compareWithinType(new Date(5), new Date(5)), 0);
    assert.equal(compareWithinType(1, '1'), undefined);
    assert.equal(compareWithinType(NaN, 1), undefined);
    assert.equal(compareWithinType(NaN, NaN), 0);
  });
});

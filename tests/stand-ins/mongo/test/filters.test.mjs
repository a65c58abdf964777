import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import { Binary, Long } from 'mongodb';
import { idsOf, useStandIn } from './support.mjs';

const uuid = (last) => new Binary(Buffer.alloc(16, last), 4);
const LARGE = Long.fromString('638000000000000001');

const DOCUMENTS = [
  { _id: 'number', a: 5 },
  { _id: 'text', a: '5' },
  { _id: 'null', a: null },
  { _id: 'missing' },
  { _id: 'list', a: [1, 9] },
  { _id: 'empty', a: [] },
  { _id: 'object', a: { b: 1, c: 2 } },
  { _id: 'objects', a: [{ b: 1, c: 9 }, { b: 2, c: 1 }, 'x'] },
  { _id: 'nested', a: [[1, 2]] },
  { _id: 'date', a: new Date(1000) },
  { _id: 'uuid', a: uuid(1) },
  { _id: 'large', a: LARGE },
  { _id: 'emoji', a: '\u{1f600}' },
  { _id: 'high', a: '\uffee' },
  { _id: 'dotted', a: 'x.y*z' },
];

const ALL = DOCUMENTS.map((document) => document._id);
const except = (...ids) => ALL.filter((id) => !ids.includes(id));

const CASES = [
  [{ a: 5 }, ['number']],
  [{ a: '5' }, ['text']],
  [{ a: { $eq: 9 } }, ['list']],
  [{ a: [1, 9] }, ['list']],
  [{ a: [1, 2] }, ['nested']],
  [{ a: { b: 1, c: 2 } }, ['object']],
  [{ a: { c: 2, b: 1 } }, []],
  [{ a: null }, ['null', 'missing']],
  [{ a: { $ne: null } }, except('null', 'missing')],
  [{ a: { $ne: 5 } }, except('number')],
  [{ a: { $in: [null, 5] } }, ['null', 'missing', 'number']],
  [{ a: { $in: ['5', /^x/] } }, ['text', 'dotted', 'objects']],
  [{ a: { $nin: [5, 9] } }, except('number', 'list')],
  [{ a: uuid(1) }, ['uuid']],
  [{ a: LARGE }, ['large']],
  [{ a: { $gt: LARGE.subtract(1) } }, ['large']],
  [{ a: { $lt: LARGE.add(1), $gt: 9 } }, ['large']],

  // Only values of the operand's type.
  [{ a: { $gt: 4 } }, ['number', 'list', 'large']],
  [{ a: { $lt: 5 } }, ['list']],
  [{ a: { $gt: '4', $lt: '6' } }, ['text']],
  [{ a: { $gte: new Date(1000) } }, ['date']],
  [{ a: { $gte: null } }, ['null', 'missing']],
  [{ a: { $gt: null } }, []],
  // Two bounds may be met by different elements: 1 < 5 and 9 > 5.
  [{ a: { $gt: 6, $lt: 4 } }, ['list']],
  // By code point, a character above U+FFFF comes after all below.
  [{ a: { $gt: '\uffee' } }, ['emoji']],
  [{ a: { $lt: '\u{1f600}', $gte: '\uff00' } }, ['high']],

  [{ a: { $exists: true } }, except('missing')],
  [{ a: { $exists: false } }, ['missing']],
  [{ 'a.b': { $exists: true } }, ['object', 'objects']],
  [{ 'a.b': 2 }, ['objects']],
  [{ 'a.b': { $gt: 1 } }, ['objects']],
  [{ 'a.b': null }, except('list', 'empty', 'object', 'objects', 'nested')],
  [{ 'a.0': 1 }, ['list', 'nested']],
  [{ 'a.1.b': 2 }, ['objects']],
  [{ 'a.b': 1, 'a.c': 1 }, ['objects']],
  [{ a: { $elemMatch: { b: 1, c: 9 } } }, ['objects']],
  [{ a: { $elemMatch: { b: 1, c: 1 } } }, []],
  [{ a: { $elemMatch: { $gt: 0, $lt: 5 } } }, ['list']],
  [{ a: { $elemMatch: { $or: [{ b: 7 }, { c: 1 }] } } }, ['objects']],
  [{ a: { $not: { $elemMatch: { b: 1 } } } }, except('objects')],
  [{ a: { $size: 2 } }, ['list']],
  [{ a: { $all: [1, 9] } }, ['list']],

  [{ a: /^5/ }, ['text']],
  [{ a: /^(x|5)/s }, ['text', 'dotted', 'objects']],
  [{ a: { $regex: '^X' } }, []],
  [{ a: { $regex: '^X', $options: 'i' } }, ['dotted', 'objects']],
  [{ a: { $regex: 'x\\.y\\*z' } }, ['dotted']],
  [{ a: { $regex: '^x\\.' } }, ['dotted']],
  [{ a: { $not: /x/ } }, except('dotted', 'objects')],

  [{ a: { $type: 'string' } }, ['text', 'emoji', 'high', 'dotted', 'objects']],
  [{ a: { $type: 'array' } }, ['list', 'empty', 'objects', 'nested']],
  [{ a: { $type: ['date', 'null'] } }, ['date', 'null']],

  [{ $and: [{ a: { $gt: 4 } }, { _id: { $ne: 'large' } }] }, ['number', 'list']],
  [{ $or: [{ a: 5 }, { a: '5' }] }, ['number', 'text']],
  [{ $nor: [{ a: { $exists: true } }] }, ['missing']],
  [{ a: { $not: { $gt: 4 } } }, except('number', 'list', 'large')],
  [{ $expr: { $eq: ['$a', 5] } }, ['number']],
];

suite('filters', () => {
  const standIn = useStandIn();
  let plainOnes;
  let indexed;

  before(async () => {
    const { db } = standIn;
    plainOnes = db.collection('plain');
    indexed = db.collection('indexed');
    await plainOnes.insertMany(DOCUMENTS);
    await indexed.createIndexes([{ key: { a: 1 } }, { key: { 'a.b': 1, 'a.c': -1 } }, { key: { a: -1 }, name: 'sparse', sparse: true }]);
    await indexed.insertMany(DOCUMENTS);
  });

  for (const [filter, expected] of CASES) {
    test(JSON.stringify(filter, (key, value) => (value instanceof RegExp ? String(value) : value)), async () => {
      assert.deepEqual(await idsOf(plainOnes, filter), expected.toSorted());
      assert.deepEqual(await idsOf(indexed, filter), expected.toSorted(), 'through indexes');
    });
  }

  test('an unknown operator is refused', async () => {
    await assert.rejects(plainOnes.findOne({ a: { $near: 1 } }), { code: 2 });
  });
});

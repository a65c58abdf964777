import assert from 'node:assert/strict';
import { beforeEach, suite, test } from 'node:test';
import { Double, Int32, Long } from 'mongodb';
import { useStandIn } from './support.mjs';

const TYPED = { promoteValues: false };

suite('writes', () => {
  const standIn = useStandIn();
  let items;
  let round = 0;

  beforeEach(() => {
    items = standIn.db.collection(`items${++round}`);
  });

  test('a document comes back with the types it was written with', async () => {
    const document = { _id: Long.fromNumber(1), int: new Int32(2), long: Long.fromNumber(3), double: new Double(4), none: null, list: [] };
    await items.insertOne(document);
    await items.updateOne({ _id: 1 }, { $set: { changed: true } });
    assert.deepEqual(await items.findOne({}, TYPED), { ...document, changed: true });
    assert.deepEqual(await items.findOne({}, { ...TYPED, projection: { long: 1 } }), { _id: document._id, long: document.long });
  });

  test('an id is made where there is none and comes first', async () => {
    const { insertedId } = await items.insertOne({ a: 1 });
    assert.deepEqual(Object.keys(await items.findOne({ _id: insertedId })), ['_id', 'a']);
  });

  test('a replacement happens only at the expected revision', async () => {
    await items.insertOne({ _id: 1, revision: 1, old: true });
    const first = await items.replaceOne({ _id: 1, revision: 1 }, { revision: 2 });
    const second = await items.replaceOne({ _id: 1, revision: 1 }, { revision: 3 });
    assert.deepEqual([first.matchedCount, first.modifiedCount, second.matchedCount], [1, 1, 0]);
    assert.deepEqual(await items.findOne({}), { _id: 1, revision: 2 });
  });

  test('of many concurrent replacements of one revision one wins', async () => {
    await items.insertOne({ _id: 1, revision: 0 });
    const attempts = Array.from({ length: 30 }, (_, writer) => items.replaceOne({ _id: 1, revision: 0 }, { revision: 1, writer }));
    const winners = (await Promise.all(attempts)).filter((result) => result.modifiedCount === 1);
    assert.equal(winners.length, 1);
  });

  test('writing the same again matches and modifies nothing', async () => {
    await items.insertOne({ _id: 1, a: 1 });
    const result = await items.replaceOne({ _id: 1 }, { _id: 1, a: 1 });
    assert.deepEqual([result.matchedCount, result.modifiedCount], [1, 0]);
  });

  test('the id cannot be changed', async () => {
    await items.insertOne({ _id: 1 });
    await assert.rejects(items.updateOne({ _id: 1 }, { $set: { _id: 2 } }), { code: 66 });
  });

  const OPERATORS = [
    [{ $set: { 'b.c': 2, a: 9 } }, { a: 9, b: { c: 2 } }],
    [{ $set: { 'list.0.x': 5 } }, { list: [{ x: 5 }, { x: 2 }] }],
    [{ $unset: { a: '' } }, { a: undefined }],
    [{ $unset: { 'list.1': '' } }, { list: [{ x: 1 }, null] }],
    [{ $inc: { a: 2, fresh: -1 } }, { a: 3, fresh: -1 }],
    [{ $min: { a: 0 }, $max: { text: 'z' } }, { a: 0, text: 'z' }],
    [{ $push: { list: 7, fresh: { $each: [1, 2] } } }, { list: [{ x: 1 }, { x: 2 }, 7], fresh: [1, 2] }],
    [{ $addToSet: { list: { $each: [{ x: 2 }, { x: 3 }] } } }, { list: [{ x: 1 }, { x: 2 }, { x: 3 }] }],
    [{ $pull: { list: { x: { $gt: 1 } } } }, { list: [{ x: 1 }] }],
    [{ $rename: { a: 'z' } }, { a: undefined, z: 1 }],
  ];

  for (const [update, changes] of OPERATORS) {
    test(JSON.stringify(update), async () => {
      const document = { _id: 1, a: 1, text: 'm', list: [{ x: 1 }, { x: 2 }] };
      await items.insertOne(document);
      await items.updateOne({ _id: 1 }, update);
      const expected = Object.entries({ ...document, ...changes }).filter(([, value]) => value !== undefined);
      assert.deepEqual(await items.findOne({}), Object.fromEntries(expected));
    });
  }

  test('$inc keeps and widens number types', async () => {
    await items.insertOne({ _id: 1, long: Long.fromNumber(1), int: new Int32(2 ** 31 - 1) });
    await items.updateOne({ _id: 1 }, { $inc: { long: 1, int: 1 } });
    assert.deepEqual(await items.findOne({}, TYPED), { _id: new Int32(1), long: Long.fromNumber(2), int: Long.fromNumber(2 ** 31) });
  });

  test('conflicting paths and impossible paths are refused', async () => {
    await items.insertOne({ _id: 1, a: 1 });
    await assert.rejects(items.updateOne({ _id: 1 }, { $set: { b: 1, 'b.c': 2 } }), { code: 40 });
    await assert.rejects(items.updateOne({ _id: 1 }, { $set: { 'a.b': 1 } }), { code: 28 });
    assert.deepEqual(await items.findOne({}), { _id: 1, a: 1 });
  });

  test('an upsert starts from the equalities of its filter', async () => {
    const filter = { _id: 'x', 'a.b': 1, c: { $gt: 5 } };
    const result = await items.updateOne(filter, { $set: { d: 1 }, $setOnInsert: { e: 2 } }, { upsert: true });
    assert.equal(result.upsertedId, 'x');
    assert.deepEqual(await items.findOne({}), { _id: 'x', a: { b: 1 }, d: 1, e: 2 });
    const replaced = await items.replaceOne({ _id: 'y' }, { f: 1 }, { upsert: true });
    assert.deepEqual([replaced.upsertedId, await items.findOne({ f: 1 })], ['y', { _id: 'y', f: 1 }]);
  });

  test('find and modify returns the document before or after', async () => {
    await items.insertMany([{ _id: 1, n: 1 }, { _id: 2, n: 2 }]);
    const options = { sort: { n: -1 } };
    assert.deepEqual(await items.findOneAndUpdate({}, { $set: { n: 3 } }, options), { _id: 2, n: 2 });
    assert.deepEqual(await items.findOneAndReplace({ _id: 2 }, { n: 4 }, { returnDocument: 'after' }), { _id: 2, n: 4 });
    assert.deepEqual(await items.findOneAndDelete({}, options), { _id: 2, n: 4 });
    assert.equal(await items.findOneAndUpdate({ _id: 9 }, { $set: { n: 1 } }), null);
    assert.deepEqual(
      await items.findOneAndUpdate({ _id: 9 }, { $set: { n: 1 } }, { upsert: true, returnDocument: 'after' }), { _id: 9, n: 1 });
  });

  test('ordered inserts stop at the first error, unordered ones go on', async () => {
    const documents = [{ _id: 1 }, { _id: 1 }, { _id: 2 }];
    await assert.rejects(items.insertMany(documents), { code: 11000 });
    assert.equal(await items.countDocuments(), 1);
    await assert.rejects(items.insertMany(documents, { ordered: false }), { code: 11000 });
    assert.equal(await items.countDocuments(), 2);
  });

  test('many documents can be updated and deleted', async () => {
    await items.insertMany(Array.from({ length: 50 }, (_, n) => ({ n, even: n % 2 === 0 })));
    const updated = await items.updateMany({ even: true }, { $set: { touched: true } });
    const deleted = await items.deleteMany({ touched: { $ne: true } });
    assert.deepEqual([updated.modifiedCount, deleted.deletedCount, await items.countDocuments()], [25, 25, 25]);
  });

  test('an unacknowledged write is carried out without an answer', async () => {
    await items.insertOne({ _id: 1 }, { writeConcern: { w: 0 } });
    await items.insertOne({ _id: 2 });
    assert.equal(await items.countDocuments(), 2);
  });
});

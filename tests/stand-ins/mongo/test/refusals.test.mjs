// What is not supported fails: a test must not pass because an option was overlooked.
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { useStandIn } from './support.mjs';

const NOT_IMPLEMENTED = { code: 238 };

const REFUSED = {
  'collation in a query': (items) => items.find({}, { collation: { locale: 'en' } }).toArray(),
  'collation in an update': (items) => items.updateOne({}, { $set: { a: 1 } }, { collation: { locale: 'en' } }),
  'a partial index': (items) => items.createIndex({ a: 1 }, { partialFilterExpression: { a: { $gt: 1 } } }),
  'a text index': (items) => items.createIndex({ a: 'text' }),
  'an update by pipeline': (items) => items.updateOne({}, [{ $set: { a: 1 } }]),
  'a positional update': (items) => items.updateOne({ _id: 1 }, { $set: { 'a.$[]': 1 } }),
  'array filters': (items) => items.updateOne({ _id: 1 }, { $set: { 'a.$[x]': 1 } }, { arrayFilters: [{ x: 1 }] }),
  'a lookup': (items) => items.aggregate([{ $lookup: { from: 'x', localField: 'a', foreignField: 'b', as: 'c' } }]).toArray(),
  'an output stage': (items) => items.aggregate([{ $out: 'x' }]).toArray(),
  'an element projection': (items) => items.findOne({}, { projection: { a: { $slice: 1 } } }),
  'a capped collection': (items, db) => db.createCollection('capped', { capped: true, size: 1000 }),
};

suite('refusals', () => {
  const standIn = useStandIn();

  for (const [what, use] of Object.entries(REFUSED)) {
    test(what, async () => {
      const items = standIn.db.collection('items');
      await items.updateOne({ _id: 1 }, { $set: { a: [1] } }, { upsert: true });
      await assert.rejects(use(items, standIn.db), NOT_IMPLEMENTED);
    });
  }

  test('change streams and code in filters', async () => {
    const items = standIn.db.collection('items');
    await assert.rejects(items.watch().next(), { code: 40573 });
    await assert.rejects(items.findOne({ $where: 'true' }), { code: 2 });
  });

  test('a transaction', async () => {
    await assert.rejects(standIn.db.command({ find: 'items', txnNumber: 1, autocommit: false }), { code: 20 });
  });

  test('an unknown command', async () => {
    await assert.rejects(standIn.db.command({ nonsense: 1 }), { code: 59 });
  });
});

import assert from 'node:assert/strict';
import { before, beforeEach, suite, test } from 'node:test';
import { useStandIn } from './support.mjs';

/** Where the winning plan gets its documents: an index's name, or the stage. */
async function accessOf(cursor) {
  const { queryPlanner, executionStats } = await cursor.explain();
  let stage = queryPlanner.winningPlan;
  while (stage.inputStage) stage = stage.inputStage;
  const sorts = queryPlanner.winningPlan.stage === 'SORT';
  return { access: stage.indexName ?? stage.stage, sorts, examined: executionStats.totalDocsExamined };
}

suite('indexes', () => {
  const standIn = useStandIn();
  let items;
  let round = 0;

  beforeEach(() => {
    items = standIn.db.collection(`items${++round}`);
  });

  test('a duplicate key is reported with its index', async () => {
    await items.createIndex({ tenant: 1, name: 1 }, { unique: true });
    await items.insertOne({ _id: 1, tenant: 'a', name: 'x' });
    await items.insertOne({ _id: 2, tenant: 'b', name: 'x' });
    const message = 'E11000 duplicate key error collection: test.items1 index: tenant_1_name_1 dup key: { tenant: "a", name: "x" }';
    await assert.rejects(items.insertOne({ tenant: 'a', name: 'x' }), (error) => error.code === 11000 && error.message.startsWith(message));
    await assert.rejects(items.insertOne({ _id: 1 }), { code: 11000, keyPattern: { _id: 1 } });
    await assert.rejects(items.updateOne({ _id: 2 }, { $set: { tenant: 'a' } }), { code: 11000 });
    await assert.rejects(items.findOneAndUpdate({ _id: 2 }, { $set: { tenant: 'a' } }), { code: 11000 });
    assert.deepEqual(await items.findOne({ _id: 2 }), { _id: 2, tenant: 'b', name: 'x' });
  });

  test('a missing field is null to a unique index and nothing to a sparse one', async () => {
    await items.createIndex({ a: 1 }, { unique: true });
    await items.createIndex({ b: 1 }, { unique: true, sparse: true });
    await items.insertOne({ _id: 1 });
    await assert.rejects(items.insertOne({ _id: 2 }), { code: 11000 });
    await items.insertOne({ _id: 2, a: 1 });
    await items.insertOne({ _id: 3, a: 2, b: null });
    await assert.rejects(items.insertOne({ _id: 4, a: 3, b: null }), { code: 11000 });
  });

  test('a unique sparse index on an array keeps elements unique across documents', async () => {
    await items.createIndex({ keys: 1 }, { unique: true, sparse: true });
    await items.insertMany([{ _id: 1, keys: ['a', 'b', 'a'] }, { _id: 2, keys: ['c'] }, { _id: 3 }, { _id: 4 }]);
    await assert.rejects(items.insertOne({ keys: ['x', 'b'] }), { code: 11000 });
    await items.updateOne({ _id: 1 }, { $set: { keys: ['a'] } });
    await items.updateOne({ _id: 2 }, { $set: { keys: ['c', 'b'] } });
    await items.deleteOne({ _id: 1 });
    await items.insertOne({ _id: 5, keys: ['a'] });
    assert.equal((await items.findOne({ keys: 'b' }))._id, 2);
  });

  test('fields below one array are paired element by element', async () => {
    await items.createIndex({ 'list.a': 1, 'list.b': 1 }, { unique: true });
    await items.insertOne({ list: [{ a: 1, b: 2 }, { a: 3, b: 4 }] });
    await items.insertOne({ _id: 'crossed', list: [{ a: 1, b: 4 }] });
    await assert.rejects(items.insertOne({ list: [{ a: 3, b: 4 }] }), { code: 11000 });
    assert.equal(await items.countDocuments({ 'list.a': 1, 'list.b': 4 }), 2);
    assert.equal(await items.countDocuments({ list: { $elemMatch: { a: 1, b: 4 } } }), 1);
  });

  test('two arrays in one index are refused', async () => {
    await items.createIndex({ a: 1, b: 1 });
    await assert.rejects(items.insertOne({ a: [1], b: [2] }), { code: 171 });
    assert.equal(await items.countDocuments(), 0);
  });

  test('creating an index again does nothing, creating another under its name fails', async () => {
    await items.createIndex({ a: 1 });
    await items.createIndex({ a: 1 });
    await assert.rejects(items.createIndex({ a: 1 }, { unique: true }), { code: 86 });
    await assert.rejects(items.createIndex({ b: 1 }, { name: 'a_1' }), { code: 86 });
    await assert.rejects(items.createIndex({ a: 1 }, { name: 'other' }), { code: 85 });
    assert.deepEqual((await items.indexes()).map((index) => index.name), ['_id_', 'a_1']);
    await items.dropIndex('a_1');
    await assert.rejects(items.dropIndex('a_1'), { code: 27 });
  });

  test('a unique index cannot be built over duplicates', async () => {
    await items.insertMany([{ a: 1 }, { a: 1 }]);
    await assert.rejects(items.createIndex({ a: 1 }, { unique: true }), { code: 11000 });
    assert.equal((await items.indexes()).length, 1);
  });
});

suite('indexes are used', () => {
  const standIn = useStandIn();
  let items;

  before(async () => {
    items = standIn.db.collection('items');
    await items.createIndexes([
      { key: { tenant: 1, name: 1 } }, { key: { keys: 1 }, sparse: true }, { key: { age: -1 } }, { key: { 'groups.id': 1, _id: 1 } },
    ]);
    await items.insertMany(Array.from({ length: 3000 }, (_, n) => (
      {
        _id: n,
        tenant: `t${n % 3}`,
        name: `n${String(n).padStart(4, '0')}`,
        keys: [`k${n}`, `q${n}`],
        age: n % 100,
        groups: [{ id: `g${n % 10}` }, { id: `h${n % 100}` }],
      })));
  });

  const PLANS = [
    ['an id', { _id: 5 }, {}, { access: '_id_', sorts: false, examined: 1 }],
    ['equality on all fields', { tenant: 't1', name: 'n0001' }, {}, { access: 'tenant_1_name_1', sorts: false, examined: 1 }],
    ['a range below equality', { tenant: 't0', name: { $gte: 'n0000', $lt: 'n0030' } }, {},
      { access: 'tenant_1_name_1', sorts: false, examined: 11 }],
    ['a beginning of a text', { tenant: 't0', name: { $regex: '^n000\\d' } }, {}, { access: 'tenant_1_name_1', sorts: false, examined: 4 }],
    ['an element of an array', { keys: 'q7' }, {}, { access: 'keys_1', sorts: false, examined: 1 }],
    ['several values', { keys: { $in: ['q7', 'k7', 'k8'] } }, {}, { access: 'keys_1', sorts: false, examined: 2 }],
    ['a descending range', { age: { $gt: 97 } }, {}, { access: 'age_-1', sorts: false, examined: 90 }],
    ['an order', { tenant: 't1' }, { sort: { name: -1 }, limit: 5 }, { access: 'tenant_1_name_1', sorts: false, examined: 5 }],
    ['an order of everything', {}, { sort: { age: 1 }, skip: 5, limit: 5 }, { access: 'age_-1', sorts: false, examined: 10 }],
    ['an order below one element of an array', { groups: { $elemMatch: { id: 'g3' } }, _id: { $gt: 2000 } },
      { sort: { _id: 1 }, limit: 5 }, { access: 'groups.id_1__id_1', sorts: false, examined: 5 }],
    ['no order below several elements', { 'groups.id': { $in: ['h3', 'h4'] } }, { sort: { _id: 1 } },
      { access: 'groups.id_1__id_1', sorts: true, examined: 60 }],
    ['every branch of $or', { $or: [{ _id: 3 }, { keys: 'k4' }] }, {}, { access: 'OR', sorts: false, examined: 2 }],
    ['none for null in a sparse one', { keys: null }, {}, { access: 'COLLSCAN', sorts: false, examined: 3000 }],
    ['none for another field', { other: 1 }, { sort: { other: 1 } }, { access: 'COLLSCAN', sorts: true, examined: 3000 }],
  ];

  for (const [title, filter, options, expected] of PLANS) {
    test(`for ${title}`, async () => {
      assert.deepEqual(await accessOf(items.find(filter, options)), expected);
    });
  }

  test('several ranges come in the order asked for, forwards and backwards', async () => {
    for (const direction of [1, -1]) {
      const cursor = items.find({ age: { $in: [30, 10, 20] } }).sort({ age: direction });
      assert.deepEqual(await accessOf(cursor), { access: 'age_-1', sorts: false, examined: 90 });
      const ages = (await cursor.clone().toArray()).map((item) => item.age);
      assert.deepEqual(ages, ages.toSorted((left, right) => (left - right) * direction));
    }
  });
});

import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import { Long } from 'mongodb';
import { useStandIn } from './support.mjs';

suite('reading', () => {
  const standIn = useStandIn();
  let items;

  before(async () => {
    items = standIn.db.collection('items');
    await items.insertMany(Array.from({ length: 350 }, (_, n) => ({
      _id: n,
      group: n % 7,
      name: { given: `g${n}`, family: `f${n % 3}` },
      emails: [{ value: `${n}@x`, type: 'work' }],
      version: Long.fromNumber(n),
    })));
  });

  test('a result larger than a batch comes in several', async () => {
    const all = await items.find().sort({ _id: 1 }).toArray();
    assert.deepEqual(all.map((item) => item._id), Array.from({ length: 350 }, (_, n) => n));
    assert.equal((await items.find({}, { batchSize: 10 }).toArray()).length, 350);
    assert.equal((await items.find({}, { batchSize: 10, limit: 25 }).toArray()).length, 25);
    assert.equal((await items.aggregate([{ $match: { group: { $lt: 6 } } }], { batchSize: 7 }).toArray()).length, 300);
  });

  test('a batch keeps below the size of a message', async () => {
    const large = standIn.db.collection('large');
    const megabyte = 'x'.repeat(1024 * 1024);
    await large.insertMany(Array.from({ length: 40 }, (_, n) => ({ _id: n, megabyte })));
    assert.equal((await large.find().toArray()).length, 40);
  });

  test('an open cursor does not see later changes', async () => {
    const changing = standIn.db.collection('changing');
    await changing.insertMany([1, 2, 3].map((n) => ({ _id: n, n })));
    const cursor = changing.find({}, { batchSize: 1 }).sort({ _id: 1 });
    await cursor.next();
    await changing.updateMany({}, { $set: { n: 0 } });
    await changing.deleteOne({ _id: 3 });
    assert.deepEqual(await cursor.toArray(), [{ _id: 2, n: 2 }, { _id: 3, n: 3 }]);
  });

  test('a killed cursor is gone', async () => {
    const { cursor } = await standIn.db.command({ find: 'items', batchSize: 1 });
    const killed = await standIn.db.command({ killCursors: 'items', cursors: [Long.fromNumber(Number(cursor.id))] });
    assert.equal(killed.cursorsKilled.length, 1);
    await assert.rejects(standIn.db.command({ getMore: Long.fromNumber(Number(cursor.id)), collection: 'items' }), { code: 43 });
  });

  test('sort, skip and limit make pages', async () => {
    const page = await items.find({ group: 2 }).sort({ 'name.family': -1, _id: 1 }).skip(1).limit(3).toArray();
    assert.deepEqual(page.map((item) => [item.name.family, item._id]), [['f2', 23], ['f2', 44], ['f2', 65]]);
  });

  test('an array sorts by its smallest element, or its largest downwards', async () => {
    const lists = standIn.db.collection('lists');
    await lists.insertMany([{ _id: 'a', n: [5, 1] }, { _id: 'b', n: 3 }, { _id: 'c' }, { _id: 'd', n: [] }, { _id: 'e', n: ['x', 4] }]);
    const order = async (sort) => (await lists.find().sort(sort).toArray()).map((item) => item._id).join('');
    assert.equal(await order({ n: 1 }), 'dcabe');
    assert.equal(await order({ n: -1 }), 'eabcd');
  });

  const PROJECTIONS = [
    [{ group: 1 }, { _id: 8, group: 1 }],
    [{ 'name.given': 1, 'emails.value': true, _id: 0 }, { name: { given: 'g8' }, emails: [{ value: '8@x' }] }],
    [{ name: { family: 1 } }, { _id: 8, name: { family: 'f2' } }],
    [{ emails: 0, version: 0, 'name.given': 0 }, { _id: 8, group: 1, name: { family: 'f2' } }],
    [{ _id: 1 }, { _id: 8 }],
    [{ _id: 0, family: '$name.family' }, { family: 'f2' }],
  ];

  for (const [projection, expected] of PROJECTIONS) {
    test(`projection ${JSON.stringify(projection)}`, async () => {
      assert.deepEqual(await items.findOne({ _id: 8 }, { projection }), expected);
      assert.deepEqual(await items.aggregate([{ $match: { _id: 8 } }, { $project: projection }]).toArray(), [expected]);
    });
  }

  test('documents are counted', async () => {
    assert.equal(await items.countDocuments({ group: 3 }), 50);
    assert.equal(await items.countDocuments({ group: 3 }, { skip: 10, limit: 45 }), 40);
    assert.equal(await items.countDocuments({ group: 99 }), 0);
    assert.equal(await items.estimatedDocumentCount(), 350);
    assert.deepEqual(await items.aggregate([{ $match: { group: 1 } }, { $count: 'n' }]).toArray(), [{ n: 50 }]);
  });

  test('pipelines group, sort and compute', async () => {
    const groups = await items.aggregate([
      { $match: { _id: { $lt: 70 } } },
      { $group: { _id: '$name.family', n: { $sum: 1 }, last: { $max: '$_id' } } },
      { $sort: { _id: -1 } },
      { $limit: 2 },
    ]).toArray();
    assert.deepEqual(groups, [{ _id: 'f2', n: 23, last: 68 }, { _id: 'f1', n: 23, last: 67 }]);
    const stages = [{ $match: { _id: 5 } }, { $unwind: '$emails' }, { $set: { 'name.given': 'changed' } }];
    const unwound = await items.aggregate(stages).toArray();
    assert.deepEqual([unwound[0].emails.type, unwound[0].name.given], ['work', 'changed']);
    assert.equal((await items.findOne({ _id: 5 })).name.given, 'g5', 'the stored document is as it was');
  });

  test('sorting in a pipeline is by code point too', async () => {
    const texts = standIn.db.collection('texts');
    await texts.insertMany([{ _id: 1, t: '\u{1f600}' }, { _id: 2, t: '\uffee' }, { _id: 3, t: 'z' }]);
    const sorted = await texts.aggregate([{ $set: { x: 1 } }, { $sort: { t: 1 } }]).toArray();
    assert.deepEqual(sorted.map((item) => item._id), [3, 2, 1]);
  });

  test('distinct values are sorted, with arrays taken apart', async () => {
    assert.deepEqual(await items.distinct('name.family'), ['f0', 'f1', 'f2']);
    assert.deepEqual(await items.distinct('emails.value', { _id: { $in: [4, 2] } }), ['2@x', '4@x']);
  });

  test('a collection that is not there is empty and stays away', async () => {
    const absent = standIn.db.collection('absent');
    assert.deepEqual([await absent.findOne(), await absent.countDocuments()], [null, 0]);
    assert.equal((await standIn.db.listCollections({ name: 'absent' }).toArray()).length, 0);
  });

  test('collections and databases are listed and dropped', async () => {
    const other = standIn.client.db('other');
    await other.createCollection('a');
    await other.collection('b').insertOne({ _id: 1 });
    assert.deepEqual((await other.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name).sort(), ['a', 'b']);
    await other.dropCollection('a');
    await other.dropDatabase();
    const { databases } = await standIn.client.db('admin').admin().listDatabases();
    assert.ok(!databases.some(({ name }) => name === 'other'));
  });
});

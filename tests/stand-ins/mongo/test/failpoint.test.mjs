import assert from 'node:assert/strict';
import { afterEach, suite, test } from 'node:test';
import { useStandIn } from './support.mjs';

const STEPPED_DOWN = 189;

suite('fail points', () => {
  const standIn = useStandIn();
  const fail = (data, mode = { times: 1 }) => standIn.client.db('admin').command({ configureFailPoint: 'failCommand', mode, data });

  afterEach(() => fail({}, 'off'));

  test('a command fails before it does anything, as often as asked for', async () => {
    await fail({ failCommands: ['insert'], errorCode: STEPPED_DOWN }, { times: 2 });
    const items = standIn.db.collection('before');
    for (let i = 0; i < 2; i++) await assert.rejects(items.insertOne({ _id: i }), { code: STEPPED_DOWN });
    await items.insertOne({ _id: 2 });
    assert.deepEqual(await items.distinct('_id'), [2]);
  });

  test('a write is carried out and its write concern fails', async () => {
    await fail({ failCommands: ['insert'], writeConcernError: { code: STEPPED_DOWN, errmsg: 'stepped down' } });
    const items = standIn.db.collection('after');
    await assert.rejects(items.insertOne({ _id: 1 }), /stepped down/);
    assert.equal(await items.countDocuments(), 1);
  });

  test('other commands and other collections are left alone', async () => {
    await fail({ failCommands: ['insert'], namespace: 'test.meant', errorCode: STEPPED_DOWN });
    await standIn.db.collection('other').insertOne({ _id: 1 });
    await standIn.db.collection('meant').countDocuments();
    await assert.rejects(standIn.db.collection('meant').insertOne({ _id: 1 }), { code: STEPPED_DOWN });
  });
});

// The program itself: its first line, its end, and what survives it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { MongoClient } from 'mongodb';

const PROGRAM = fileURLToPath(new URL('../server.mjs', import.meta.url));

/** The program, which does not outlive the test that started it. */
async function start(context, ...options) {
  const child = spawn(process.execPath, [PROGRAM, ...options], { stdio: ['pipe', 'pipe', 'inherit'] });
  context.after(() => child.kill('SIGKILL'));
  const exited = once(child, 'exit');
  const [line] = await once(createInterface(child.stdout), 'line');
  return { child, exited, line, port: Number(line.split(' ')[1]) };
}

async function withClient(port, use) {
  const client = await new MongoClient(`mongodb://127.0.0.1:${port}`).connect();
  try {
    return await use(client.db('test').collection('items'));
  } finally {
    await client.close();
  }
}

suite('the program', () => {
  test('says its port, and ends when its standard input does', async (context) => {
    const { child, exited, line, port } = await start(context, '--port', '0');
    assert.match(line, /^ready \d+$/);
    assert.deepEqual(await withClient(port, (items) => items.find().toArray()), []);
    child.stdin.end();
    assert.deepEqual(await exited, [0, null]);
  });

  test('keeps its data through a kill, torn last record and all', async (context) => {
    const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'mongo-stand-in-'));
    context.after(() => fs.rmSync(directory, { recursive: true }));
    const first = await start(context, '--data', directory);
    await withClient(first.port, async (items) => {
      await items.createIndex({ name: 1 }, { unique: true });
      await items.createIndex({ gone: 1 });
      await items.dropIndex('gone_1');
      await items.insertMany([{ _id: 1, name: 'a' }, { _id: 2, name: 'b' }, { _id: 3, name: 'c' }]);
      await items.replaceOne({ _id: 1 }, { name: 'z' });
      await items.deleteOne({ _id: 2 });
    });
    first.child.kill('SIGKILL');
    await first.exited;
    fs.appendFileSync(path.join(directory, 'journal.bson'), Buffer.from([200, 0, 0, 0, 3, 1]));

    const second = await start(context, '--data', directory, '--port', String(first.port));
    assert.equal(second.port, first.port);
    await withClient(second.port, async (items) => {
      assert.deepEqual(await items.find().sort({ _id: 1 }).toArray(), [{ _id: 1, name: 'z' }, { _id: 3, name: 'c' }]);
      assert.deepEqual((await items.indexes()).map(({ name, unique }) => [name, unique]), [['_id_', true], ['name_1', true]]);
      await assert.rejects(items.insertOne({ name: 'z' }), { code: 11000 });
      await items.insertOne({ _id: 4, name: 'd' });
    });
    second.child.kill('SIGKILL');
    await second.exited;

    const third = await start(context, '--data', directory);
    assert.equal(await withClient(third.port, (items) => items.countDocuments()), 3);
    third.child.stdin.end();
    await third.exited;
  });
});

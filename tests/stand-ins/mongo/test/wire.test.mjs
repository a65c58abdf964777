// The protocol by hand, where a driver would not go.
import assert from 'node:assert/strict';
import net from 'node:net';
import { once } from 'node:events';
import { suite, test } from 'node:test';
import { deserialize, serialize } from 'bson';
import { FrameReader } from '../src/wire/framing.mjs';
import { useStandIn } from './support.mjs';

function message(opCode, ...parts) {
  const body = Buffer.concat(parts);
  const header = Buffer.alloc(16);
  header.writeInt32LE(16 + body.length, 0);
  header.writeInt32LE(77, 4);
  header.writeInt32LE(opCode, 12);
  return Buffer.concat([header, body]);
}

const opMsg = (command) => message(2013, Buffer.alloc(5), serialize(command));
const withChecksum = (command) => message(2013, Buffer.from([1, 0, 0, 0, 0]), serialize(command), Buffer.alloc(4));
const opQuery = (command) => message(2004, Buffer.alloc(4), Buffer.from('admin.$cmd\0'), Buffer.alloc(8), serialize(command));

suite('wire protocol', () => {
  const standIn = useStandIn();

  async function exchange(chunks, replies) {
    const socket = net.connect(standIn.server.port, '127.0.0.1');
    const frames = new FrameReader();
    const received = [];
    const finished = new Promise((resolve) => {
      socket.on('data', (chunk) => {
        for (const frame of frames.push(chunk)) received.push(Buffer.from(frame));
        if (received.length === replies) resolve();
      });
      socket.on('close', resolve);
    });
    for (const chunk of chunks) {
      socket.write(chunk);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await finished;
    socket.destroy();
    return received;
  }

  const ping = { ping: 1, $db: 'admin' };

  test('hello by OP_QUERY is answered by OP_REPLY and names no replica set', async () => {
    const [reply] = await exchange([opQuery({ isMaster: 1 })], 1);
    assert.deepEqual([reply.readInt32LE(8), reply.readInt32LE(12)], [77, 1]);
    const hello = deserialize(reply.subarray(36));
    assert.deepEqual([hello.ok, hello.isWritablePrimary, hello.maxWireVersion], [1, true, 21]);
    assert.ok(!('setName' in hello) && !('logicalSessionTimeoutMinutes' in hello));
  });

  test('messages may arrive in pieces and several at once', async () => {
    const three = Buffer.concat([opMsg(ping), withChecksum(ping), opMsg(ping)]);
    const replies = await exchange([three.subarray(0, 2), three.subarray(2, 30), three.subarray(30, 95), three.subarray(95)], 3);
    assert.deepEqual(replies.map((reply) => deserialize(reply.subarray(21)).ok), [1, 1, 1]);
  });

  test('what is not the protocol ends the connection and nothing else', async () => {
    assert.deepEqual(await exchange([Buffer.from('GET / HTTP/1.1\r\n\r\n')], 1), []);
    assert.deepEqual(await exchange([message(9999, Buffer.alloc(8))], 1), []);
    assert.equal((await exchange([opMsg(ping)], 1)).length, 1);
  });

  test('the server ends its connections when it closes', async () => {
    const { startServer } = await import('../src/server.mjs');
    const server = await startServer();
    const socket = net.connect(server.port, '127.0.0.1');
    await once(socket, 'connect');
    await Promise.all([once(socket, 'close'), server.close()]);
  });
});

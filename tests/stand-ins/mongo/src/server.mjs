import net from 'node:net';
import { runCommand } from './commands/dispatch.mjs';
import { FailPoint } from './commands/failpoint.mjs';
import { Cursors } from './cursors.mjs';
import { Store } from './store/store.mjs';
import { FrameReader } from './wire/framing.mjs';
import { decodeMessage, encodeReply } from './wire/messages.mjs';

/**
 * Listens on 127.0.0.1. Port 0 takes a free one. With a directory, the data is kept there; without, in memory only.
 * log(commandName, error) hears of commands that fail.
 */
export async function startServer({ port = 0, directory, log = () => {} } = {}) {
  const shared = { store: new Store(directory), cursors: new Cursors(), failPoint: new FailPoint(), log };
  const sockets = new Set();
  let lastConnectionId = 0;

  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serveConnection(socket, { ...shared, connectionId: ++lastConnectionId });
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });

  return {
    port: server.address().port,
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

function serveConnection(socket, context) {
  const frames = new FrameReader();
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    try {
      for (const message of frames.push(chunk)) {
        const request = decodeMessage(message);
        const reply = runCommand(request.command, context);
        if (!request.noReply) socket.write(encodeReply(request, reply));
      }
    } catch (error) {
      // Not the protocol: there is nothing to answer to.
      context.log('(message)', error);
      socket.destroy();
    }
  });
}

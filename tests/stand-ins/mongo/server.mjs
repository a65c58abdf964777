// node server.mjs [--port N] [--data DIR] [--verbose]
// Prints "ready <port>" once it listens, and ends when its standard input does.
import { parseArgs } from 'node:util';
import { startServer } from './src/server.mjs';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    data: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});

const log = values.verbose ? (command, error) => console.error(`${command}: ${error.stack}`) : undefined;
const server = await startServer({ port: Number(values.port), directory: values.data, log });
console.log(`ready ${server.port}`);

// The test host holds the other end of the pipe: when it dies, however it dies, so does this process.
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
process.stdin.on('error', () => process.exit(0));

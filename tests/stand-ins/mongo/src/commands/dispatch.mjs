import { encode } from '../bson-values.mjs';
import { errorReply, MongoError } from '../errors.mjs';
import { rejectUnsupportedOptions } from './options.mjs';
import { readingCommands } from './reading.mjs';
import { schemaCommands } from './schema.mjs';
import { sessionCommands } from './session.mjs';
import { writingCommands } from './writing.mjs';

// By lower-case name: drivers write isMaster and ismaster, findAndModify and findandmodify.
const handlers = new Map(
  Object.entries({ ...sessionCommands, ...readingCommands, ...writingCommands, ...schemaCommands })
    .map(([name, handler]) => [name.toLowerCase(), handler]),
);

/**
 * Runs a command to its end and returns the bytes of the reply. Nothing in it waits, so the commands of all connections
 * run one after another and each is atomic.
 */
export function runCommand(command, context) {
  const [name] = Object.keys(command);
  try {
    const handler = handlers.get(name.toLowerCase());
    if (!handler) throw new MongoError(59, 'CommandNotFound', `no such command: '${name}'`);
    rejectUnsupportedOptions(command);
    return encode(context.failPoint.run(name, command, () => handler(command, context)));
  } catch (error) {
    context.log(name, error);
    return encode(errorReply(error));
  } finally {
    context.store.flush(); // also what a failed command has done so far
  }
}

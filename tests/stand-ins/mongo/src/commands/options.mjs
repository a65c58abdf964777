import { query } from '../bson-values.mjs';
import { MongoError, notSupported } from '../errors.mjs';

/** An embedded document of a command, if it is there. */
export const optional = (bytes) => (bytes === undefined || bytes === null ? undefined : query(bytes));

/** Options that would change a result and cannot be honoured. */
export function rejectUnsupportedOptions(command) {
  if (command.txnNumber !== undefined) {
    throw new MongoError(20, 'IllegalOperation', 'Transaction numbers are only allowed on a replica set member or mongos');
  }
  if (command.collation !== undefined) throw notSupported('collation');
  if (command.arrayFilters !== undefined) throw notSupported('arrayFilters');
}

import { Long } from 'bson';
import { RawArray } from './bson-values.mjs';
import { MongoError } from './errors.mjs';

const FIRST_BATCH = 101;
const LARGEST_BATCH_BYTES = 16 * 1024 * 1024;
const MOST_OPEN = 1000;

/** Results that did not fit into a first batch, as lists of documents' bytes: what changes later does not show in them. */
export class Cursors {
  #open = new Map();
  #lastId = 0;

  /** The reply to a command that opens a cursor. */
  firstBatch(namespace, documents, { batchSize = FIRST_BATCH, singleBatch = false } = {}) {
    const count = batchLength(documents, 0, batchSize);
    const finished = count === documents.length || singleBatch;
    const id = finished ? 0 : this.#keep({ namespace, documents, position: count });
    return cursorReply(id, namespace, 'firstBatch', documents.slice(0, count));
  }

  /** A reply with everything, for lists that are short by nature. */
  wholeResult(namespace, documents) {
    return this.firstBatch(namespace, documents, { batchSize: Infinity });
  }

  nextBatch(id, batchSize) {
    const cursor = this.#open.get(id);
    if (!cursor) throw new MongoError(43, 'CursorNotFound', `cursor id ${id} not found`);
    const { namespace, documents, position } = cursor;
    const count = batchLength(documents, position, batchSize || Infinity);
    cursor.position += count;
    const finished = cursor.position === documents.length;
    if (finished) this.#open.delete(id);
    return cursorReply(finished ? 0 : id, namespace, 'nextBatch', documents.slice(position, position + count));
  }

  kill(id) {
    return this.#open.delete(id);
  }

  // Clients may forget cursors; the oldest go first, as on a server they would after ten idle minutes.
  #keep(cursor) {
    if (this.#open.size >= MOST_OPEN) this.#open.delete(this.#open.keys().next().value);
    this.#open.set(++this.#lastId, cursor);
    return this.#lastId;
  }
}

/** How many documents from the position on go into a batch; at least one, however large, if any is wanted. */
function batchLength(documents, position, batchSize) {
  const most = Math.min(batchSize, documents.length - position);
  let bytes = 0;
  for (let count = 0; count < most; count++) {
    bytes += documents[position + count].length;
    if (bytes > LARGEST_BATCH_BYTES && count > 0) return count;
  }
  return most;
}

const cursorReply = (id, namespace, batchName, documents) =>
  ({ cursor: { id: Long.fromNumber(id), ns: namespace, [batchName]: new RawArray(documents) }, ok: 1 });

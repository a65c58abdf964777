// Keeps the data across restarts: a file of BSON records, one per change, in the order of the changes. It is written before
// the change is answered, so a killed process loses nothing it has confirmed; only a crash of the machine could (no fsync).
import fs from 'node:fs';
import path from 'node:path';
import { encode, RawDocument } from './bson-values.mjs';
import { deserialize } from 'bson';

export class Journal {
  #file;
  #pending = [];

  constructor(directory) {
    fs.mkdirSync(directory, { recursive: true });
    this.path = path.join(directory, 'journal.bson');
  }

  /** All complete records. A record cut off by a kill was never confirmed and is left out. */
  *read() {
    if (!fs.existsSync(this.path)) return;
    const content = fs.readFileSync(this.path);
    let offset = 0;
    while (offset + 4 <= content.length) {
      const end = offset + content.readInt32LE(offset);
      if (end > content.length) return;
      yield deserialize(content.subarray(offset, end), { raw: true });
      offset = end;
    }
  }

  /** Starts a new file with the given records in place of the old one, so that it does not grow with every restart. */
  rewrite(records) {
    const fresh = `${this.path}.new`;
    this.#file = fs.openSync(fresh, 'w');
    for (const record of records) this.append(record);
    this.flush();
    // The old file is there until the new one is complete; the open file keeps its identity when renamed.
    fs.renameSync(fresh, this.path);
  }

  append(record) {
    this.#pending.push(encode(record));
    if (this.#pending.length >= 10_000) this.flush();
  }

  /** Must be called before a change is answered. */
  flush() {
    if (this.#pending.length === 0) return;
    const bytes = Buffer.concat(this.#pending);
    this.#pending = [];
    try {
      for (let written = 0; written < bytes.length;) written += fs.writeSync(this.#file, bytes, written);
    } catch (error) {
      // Memory and file would differ from here on, and the next start would lose data: end the process instead.
      console.error(error);
      process.exit(1);
    }
  }
}

export const putRecord = (database, collection, bytes) =>
  ({ op: 'put', database, collection, document: new RawDocument(bytes) });

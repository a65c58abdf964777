// All databases of the process; writes them to the journal and reads them back.
import { Journal, putRecord } from '../journal.mjs';
import { plain, RawDocument } from '../bson-values.mjs';
import { MongoError } from '../errors.mjs';
import { serialize } from 'bson';
import { Collection } from './collection.mjs';

export class Store {
  #databases = new Map();
  #journal;

  constructor(directory) {
    if (!directory) return;
    const journal = new Journal(directory);
    for (const record of journal.read()) this.#replay(record);
    journal.rewrite(this.#snapshot());
    this.#journal = journal;
  }

  databaseNames() {
    return [...this.#databases.keys()];
  }

  collectionNames(database) {
    return [...this.#databases.get(database)?.keys() ?? []];
  }

  /** The collection if it exists. */
  find(database, name) {
    return this.#databases.get(database)?.get(name);
  }

  /** The collection to read from; an empty one that is not kept if it does not exist. */
  forReading(database, name) {
    return this.find(database, name) ?? new Collection(`${database}.${name}`, NOBODY);
  }

  /** The collection to write to, made if it does not exist. */
  forWriting(database, name) {
    if (typeof name !== 'string' || name === '') throw new MongoError(73, 'InvalidNamespace', 'Invalid namespace specified');
    const existing = this.find(database, name);
    if (existing) return existing;
    const collection = new Collection(`${database}.${name}`, this.#observer(database, name));
    if (!this.#databases.has(database)) this.#databases.set(database, new Map());
    this.#databases.get(database).set(name, collection);
    this.#journal?.append({ op: 'create', database, collection: name });
    return collection;
  }

  drop(database, name) {
    const collections = this.#databases.get(database);
    if (!collections?.delete(name)) return false;
    if (collections.size === 0) this.#databases.delete(database);
    this.#journal?.append({ op: 'drop', database, collection: name });
    return true;
  }

  /** Writes every change so far to the journal. */
  flush() {
    this.#journal?.flush();
  }

  #observer(database, collection) {
    const append = (record) => this.#journal?.append(record);
    return {
      put: (bytes) => append(putRecord(database, collection, bytes)),
      delete: (id) => append({ op: 'delete', database, collection, key: new RawDocument(serialize({ id })) }),
      createIndex: (specification) => append(indexRecord(database, collection, specification)),
      dropIndex: (name) => append({ op: 'dropIndex', database, collection, name }),
    };
  }

  #replay({ op, database, collection: name, ...record }) {
    if (op === 'drop') return this.drop(database, name);
    const collection = this.forWriting(database, name);
    switch (op) {
      case 'create': return undefined;
      case 'put': return put(collection, record.document);
      case 'delete': return collection.delete(collection.byId(plain(record.key).id));
      case 'createIndex': return collection.createIndex(plain(record.specification));
      case 'dropIndex': return collection.dropIndex(record.name);
      default: throw new Error(`unknown journal record ${op}`);
    }
  }

  *#snapshot() {
    for (const [database, collections] of this.#databases) {
      for (const [name, collection] of collections) {
        yield { op: 'create', database, collection: name };
        for (const index of collection.indexes()) {
          if (index.name !== '_id_') yield indexRecord(database, name, index.specification);
        }
        for (const stored of collection.documents()) yield putRecord(database, name, stored.bytes);
      }
    }
  }
}

const NOBODY = { put() {}, delete() {}, createIndex() {}, dropIndex() {} };

// Index specifications go through bson's serialize, which keeps the order of the key's fields.
const indexRecord = (database, collection, specification) =>
  ({ op: 'createIndex', database, collection, specification: new RawDocument(serialize(specification)) });

function put(collection, bytes) {
  const existing = collection.byId(plain(bytes)._id);
  if (existing) collection.replace(existing, bytes);
  else collection.insert(bytes);
}

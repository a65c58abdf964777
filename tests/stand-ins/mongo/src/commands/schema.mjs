// Commands about databases, collections and indexes.
import { serialize } from 'bson';
import { plain } from '../bson-values.mjs';
import { badValue, MongoError, notSupported } from '../errors.mjs';
import { compileFilter } from '../query/engine.mjs';
import { optional } from './options.mjs';

const COLLECTION_OPTIONS = ['capped', 'validator', 'timeseries', 'viewOn', 'clusteredIndex'];

function listDatabases(command, { store }) {
  const databases = store.databaseNames().map((name) => ({ name, sizeOnDisk: 0, empty: false }));
  return { databases, totalSize: 0, ok: 1 };
}

function dropDatabase(command, { store }) {
  for (const name of store.collectionNames(command.$db)) store.drop(command.$db, name);
  return { dropped: command.$db, ok: 1 };
}

function listCollections(command, { store, cursors }) {
  const matches = compileFilter(optional(command.filter) ?? {});
  const collections = store.collectionNames(command.$db)
    .map((name) => ({ name, type: 'collection', options: {}, info: { readOnly: false } }))
    .filter(matches);
  return cursors.wholeResult(`${command.$db}.$cmd.listCollections`, collections.map((collection) => serialize(collection)));
}

// A collection that exists already is no error since MongoDB 7.0, as long as its options are the same.
function create(command, { store }) {
  for (const option of COLLECTION_OPTIONS) {
    if (command[option]) throw notSupported(`collection option ${option}`);
  }
  store.forWriting(command.$db, command.create);
  return { ok: 1 };
}

function drop(command, { store }) {
  store.drop(command.$db, command.drop);
  return { ok: 1 };
}

function createIndexes(command, { store }) {
  const existed = store.find(command.$db, command.createIndexes) !== undefined;
  const collection = store.forWriting(command.$db, command.createIndexes);
  const numIndexesBefore = [...collection.indexes()].length;
  for (const bytes of command.indexes) {
    const specification = plain(bytes);
    if (!specification.key || !specification.name) throw badValue('an index needs a key and a name');
    collection.createIndex(specification);
  }
  const numIndexesAfter = [...collection.indexes()].length;
  return { numIndexesBefore, numIndexesAfter, createdCollectionAutomatically: !existed, ok: 1 };
}

function existingCollection(store, database, name) {
  const collection = store.find(database, name);
  if (!collection) throw new MongoError(26, 'NamespaceNotFound', `ns does not exist: ${database}.${name}`);
  return collection;
}

function listIndexes(command, { store, cursors }) {
  const collection = existingCollection(store, command.$db, command.listIndexes);
  const specifications = [...collection.indexes()].map((index) => serialize(index.specification));
  return cursors.wholeResult(collection.namespace, specifications);
}

function dropIndexes(command, { store }) {
  const collection = existingCollection(store, command.$db, command.dropIndexes);
  const indexes = [...collection.indexes()];
  for (const name of indexNames(command.index, indexes)) collection.dropIndex(name);
  return { nIndexesWas: indexes.length, ok: 1 };
}

/** "*", a name, a list of names, or a key pattern. */
function indexNames(wanted, indexes) {
  if (wanted === '*') return indexes.map((index) => index.name).filter((name) => name !== '_id_');
  if (typeof wanted === 'string' || Array.isArray(wanted)) return [wanted].flat();
  const specification = { key: plain(wanted) };
  const index = indexes.find((candidate) => candidate.hasSameKeyAs(specification));
  if (!index) throw new MongoError(27, 'IndexNotFound', `can't find index with key: ${JSON.stringify(specification.key)}`);
  return [index.name];
}

export const schemaCommands = {
  listDatabases, dropDatabase, listCollections, create, drop, createIndexes, listIndexes, dropIndexes,
};

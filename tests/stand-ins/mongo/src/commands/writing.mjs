// Commands that change documents. A failed statement is reported in the reply; ordered commands stop there.
import { decodeCommand, RawDocument } from '../bson-values.mjs';
import { writeError } from '../errors.mjs';
import { findDocuments } from '../query/find.mjs';
import { compileProjection } from '../query/projection.mjs';
import { updateDocuments } from '../update/update.mjs';
import { optional, rejectUnsupportedOptions } from './options.mjs';

function runStatements(statements, ordered, run) {
  const errors = [];
  for (const [index, statement] of statements.entries()) {
    try {
      run(statement, index);
    } catch (error) {
      errors.push(writeError(index, error));
      if (ordered !== false) break;
    }
  }
  return errors.length > 0 ? { writeErrors: errors } : {};
}

function insert(command, { store }) {
  const collection = store.forWriting(command.$db, command.insert);
  let inserted = 0;
  const failures = runStatements(command.documents, command.ordered, (bytes) => {
    collection.insert(bytes);
    inserted++;
  });
  return { n: inserted, ...failures, ok: 1 };
}

function update(command, { store }) {
  const collection = store.forWriting(command.$db, command.update);
  const totals = { n: 0, nModified: 0 };
  const upserted = [];
  const failures = runStatements(command.updates, command.ordered, (bytes, index) => {
    const { q: filter, u: change, ...options } = decodeCommand(bytes);
    rejectUnsupportedOptions(options);
    const result = updateDocuments(collection, { filter, update: change, multi: options.multi, upsert: options.upsert });
    totals.n += result.matched;
    totals.nModified += result.modified;
    if (result.upsertedId !== undefined) {
      totals.n++;
      upserted.push({ index, _id: result.upsertedId });
    }
  });
  return { ...totals, ...(upserted.length > 0 ? { upserted } : {}), ...failures, ok: 1 };
}

function deleteDocuments(command, { store }) {
  const collection = store.forReading(command.$db, command.delete);
  let deleted = 0;
  const failures = runStatements(command.deletes, command.ordered, (bytes) => {
    const { q: filter, limit, ...options } = decodeCommand(bytes);
    rejectUnsupportedOptions(options);
    for (const stored of findDocuments(collection, { filter: optional(filter), limit })) {
      collection.delete(stored);
      deleted++;
    }
  });
  return { n: deleted, ...failures, ok: 1 };
}

function findAndModify(command, { store }) {
  const collection = store.forWriting(command.$db, command.findAndModify);
  const project = compileProjection(optional(command.fields));
  const value = (bytes) => (bytes ? new RawDocument(project(bytes)) : null);
  const sort = optional(command.sort);
  if (command.remove) {
    const [stored] = findDocuments(collection, { filter: optional(command.query), sort, limit: 1 });
    if (stored) collection.delete(stored);
    return { lastErrorObject: { n: stored ? 1 : 0 }, value: value(stored?.bytes), ok: 1 };
  }
  const result = updateDocuments(collection, { filter: command.query, update: command.update, upsert: command.upsert, sort });
  const lastErrorObject = { n: result.matched, updatedExisting: result.matched > 0 };
  if (result.upsertedId !== undefined) Object.assign(lastErrorObject, { n: 1, upserted: result.upsertedId });
  return { lastErrorObject, value: value(command.new ? result.after : result.before), ok: 1 };
}

export const writingCommands = { insert, update, delete: deleteDocuments, findAndModify };

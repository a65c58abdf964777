// One update statement: replacing a document, changing it by operators, or making it (upsert).
import { serialize } from 'bson';
import { firstFieldName, isPlainObject, query, typed } from '../bson-values.mjs';
import { badValue, notSupported } from '../errors.mjs';
import { findDocuments } from '../query/find.mjs';
import { applyOperators } from './operators.mjs';
import { setAt } from './typed-path.mjs';

/**
 * filter and update are bytes. Returns how many documents matched and were modified, the first one's bytes before and after,
 * and the id of an upserted one.
 */
export function updateDocuments(collection, { filter, update, multi = false, upsert = false, sort }) {
  const change = compileUpdate(update);
  if (multi && change.isReplacement) throw badValue('multi update is not supported for replacement-style update');
  const matched = findDocuments(collection, { filter: query(filter), sort, limit: multi ? 0 : 1 });
  if (matched.length === 0 && upsert) return insertFrom(collection, filter, change);
  const before = matched[0]?.bytes;
  let modified = 0;
  for (const stored of matched) {
    if (collection.replace(stored, change.applyTo(stored.bytes))) modified++;
  }
  return { matched: matched.length, modified, before, after: matched[0]?.bytes };
}

function compileUpdate(update) {
  if (Array.isArray(update)) throw notSupported('update by pipeline');
  if (!firstFieldName(update)?.startsWith('$')) {
    return { isReplacement: true, applyTo: () => update };
  }
  const operators = typed(update);
  return {
    isReplacement: false,
    applyTo(bytes, inserting = false) {
      const document = typed(bytes);
      applyOperators(document, operators, inserting);
      return serialize(document);
    },
  };
}

/** An upserted document begins with what the filter demands by equality. */
function insertFrom(collection, filter, change) {
  const seed = {};
  collectEqualities(typed(filter), seed);
  const stored = collection.insert(change.isReplacement
    ? withId(change.applyTo(), seed._id)
    : change.applyTo(serialize(seed), true));
  return { matched: 0, modified: 0, after: stored.bytes, upsertedId: typed(stored.bytes)._id };
}

function withId(bytes, id) {
  const document = typed(bytes);
  if (document._id !== undefined || id === undefined) return bytes;
  return serialize({ _id: id, ...document });
}

function collectEqualities(filter, seed) {
  for (const [name, condition] of Object.entries(filter)) {
    if (name === '$and') {
      condition.forEach((part) => collectEqualities(part, seed));
    } else if (!name.startsWith('$')) {
      const value = equalityOf(condition);
      if (value !== undefined) setAt(seed, name, value);
    }
  }
}

function equalityOf(condition) {
  if (condition?._bsontype === 'BSONRegExp') return undefined;
  const isOperators = isPlainObject(condition) && Object.keys(condition).some((name) => name.startsWith('$'));
  return isOperators ? condition.$eq : condition;
}

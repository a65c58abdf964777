import { isDeepStrictEqual } from 'node:util';
import { duplicateKey, MongoError, notSupported } from '../errors.mjs';
import { EMPTY_ARRAY } from '../query/key-encoding.mjs';
import { KeyPattern } from '../query/key-pattern.mjs';
import { SortedList } from './sorted-list.mjs';

const UNSUPPORTED_OPTIONS = ['partialFilterExpression', 'collation', 'wildcardProjection', 'weights'];

/** One index of a collection: an ordered list of the documents' keys. */
export class CollectionIndex {
  constructor(specification, namespace) {
    rejectUnsupported(specification);
    const { v, ns, background, ...kept } = specification;
    this.specification = { ...kept, v: 2 };
    this.name = specification.name;
    this.unique = Boolean(specification.unique);
    this.sparse = Boolean(specification.sparse);
    this.pattern = new KeyPattern(specification.key);
    this.entries = new SortedList();
    // Positions of fields that have held an array at least once: the planner has to be careful with those.
    this.arrayFields = new Set();
    this.namespace = namespace;
  }

  get fields() {
    return this.pattern.fields;
  }

  keysOf(document) {
    return this.pattern.keysOf(document, { sparse: this.sparse, arrayFields: this.arrayFields });
  }

  /** Throws if another document than the given record holds one of the keys. */
  checkUnique(keys, document, record) {
    if (!this.unique) return;
    for (const key of keys) {
      const holder = this.entries.first(key);
      if (holder !== undefined && holder !== record) throw this.#duplicate(key, document);
    }
  }

  add(keys, record) {
    for (const key of keys) this.entries.insert(key, record);
  }

  remove(keys, record) {
    for (const key of keys) this.entries.delete(key, record);
  }

  /** Moves a record from its old keys to its new ones, touching only what differs. */
  move(oldKeys, newKeys, record) {
    const [before, after] = [new Set(oldKeys), new Set(newKeys)];
    this.remove(oldKeys.filter((key) => !after.has(key)), record);
    this.add(newKeys.filter((key) => !before.has(key)), record);
  }

  hasSameKeyAs(specification) {
    // As lists, because the order of an index's fields matters and isDeepStrictEqual ignores it in objects.
    return isDeepStrictEqual(Object.entries(this.specification.key), Object.entries(specification.key));
  }

  hasSameOptionsAs(specification) {
    return this.unique === Boolean(specification.unique)
      && this.sparse === Boolean(specification.sparse)
      && this.specification.expireAfterSeconds === specification.expireAfterSeconds;
  }

  #duplicate(key, document) {
    const tuple = this.pattern.tuples(document).find((values) => this.pattern.encode(values) === key);
    const shown = (value) => (value === undefined || value === EMPTY_ARRAY ? null : value);
    const keyValue = Object.fromEntries(this.fields.map(({ path }, position) => [path, shown(tuple[position])]));
    return duplicateKey(this.namespace, this.name, this.specification.key, keyValue);
  }
}

function rejectUnsupported(specification) {
  for (const option of UNSUPPORTED_OPTIONS) {
    if (specification[option] !== undefined) throw notSupported(`index option ${option}`);
  }
  if (Object.keys(specification.key).length === 0) throw new MongoError(67, 'CannotCreateIndex', 'Index keys cannot be an empty object.');
  for (const [path, direction] of Object.entries(specification.key)) {
    if (typeof direction === 'string') throw notSupported(`index type ${direction}`);
    if (path.includes('$') || path.split('.').some((part) => /^\d+$/.test(part))) throw notSupported(`index on ${path}`);
  }
}

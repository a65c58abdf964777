import { ObjectId } from 'bson';
import { typed } from '../bson-values.mjs';
import { MongoError } from '../errors.mjs';
import { equalValues } from '../query/comparison.mjs';
import { encodeValue } from '../query/key-encoding.mjs';
import { CollectionIndex } from './collection-index.mjs';
import { contentOf, StoredDocument, withIdFirst } from './stored-document.mjs';

const ID_INDEX = { key: { _id: 1 }, name: '_id_', unique: true };

/** Documents and their indexes. Every change checks all unique indexes first, so that it happens as a whole or not at all. */
export class Collection {
  #documents = new Map();
  #indexes = new Map();
  #nextNumber = 1;

  /** observer is told what changed, for the journal. */
  constructor(namespace, observer) {
    this.namespace = namespace;
    this.observer = observer;
    this.#indexes.set(ID_INDEX.name, new CollectionIndex(ID_INDEX, namespace));
  }

  get size() {
    return this.#documents.size;
  }

  documents() {
    return this.#documents.values();
  }

  indexes() {
    return this.#indexes.values();
  }

  byId(id) {
    return this.#indexes.get(ID_INDEX.name).entries.first(encodeValue(id));
  }

  insert(bytes) {
    const content = contentOf(withIdFirst(bytes, () => new ObjectId()));
    const stored = new StoredDocument(this.#nextNumber++, content);
    const changes = this.#planChanges(stored, undefined, content.document);
    for (const { index, newKeys } of changes) index.add(newKeys, stored);
    this.#documents.set(stored.number, stored);
    this.observer.put(content.bytes);
    return stored;
  }

  /** Returns false if the bytes are what is stored already. */
  replace(stored, bytes) {
    const content = contentOf(withIdFirst(bytes, () => typed(stored.bytes)._id));
    if (content.bytes.equals(stored.bytes)) return false;
    if (!equalValues(content.document._id, stored.document._id)) {
      throw new MongoError(66, 'ImmutableField', "Performing an update on the path '_id' would modify the immutable field '_id'");
    }
    const changes = this.#planChanges(stored, stored.document, content.document);
    for (const { index, oldKeys, newKeys } of changes) index.move(oldKeys, newKeys, stored);
    stored.content = content;
    this.observer.put(content.bytes);
    return true;
  }

  delete(stored) {
    for (const index of this.#indexes.values()) index.remove(index.keysOf(stored.document), stored);
    this.#documents.delete(stored.number);
    this.observer.delete(stored.document._id);
  }

  #planChanges(stored, oldDocument, newDocument) {
    const changes = [];
    for (const index of this.#indexes.values()) {
      const newKeys = index.keysOf(newDocument);
      index.checkUnique(newKeys, newDocument, stored);
      changes.push({ index, oldKeys: oldDocument ? index.keysOf(oldDocument) : [], newKeys });
    }
    return changes;
  }

  /** Returns false if the index is there already. */
  createIndex(specification) {
    if (this.#findExisting(specification)) return false;
    const index = new CollectionIndex(specification, this.namespace);
    for (const stored of this.#documents.values()) {
      const keys = index.keysOf(stored.document);
      index.checkUnique(keys, stored.document, stored);
      index.add(keys, stored);
    }
    this.#indexes.set(index.name, index);
    this.observer.createIndex(index.specification);
    return true;
  }

  #findExisting(specification) {
    const { name } = specification;
    for (const index of this.#indexes.values()) {
      const sameKey = index.hasSameKeyAs(specification);
      if (sameKey && index.name === ID_INDEX.name) return index;
      if (index.name === name && !(sameKey && index.hasSameOptionsAs(specification))) {
        throw new MongoError(86, 'IndexKeySpecsConflict', `An existing index has the same name as the requested index: ${name}`);
      }
      if (index.name !== name && sameKey) {
        throw new MongoError(85, 'IndexOptionsConflict', `Index already exists with a different name: ${index.name}`);
      }
      if (index.name === name) return index;
    }
    return undefined;
  }

  dropIndex(name) {
    if (name === ID_INDEX.name) throw new MongoError(72, 'InvalidOptions', 'cannot drop _id index');
    if (!this.#indexes.delete(name)) throw new MongoError(27, 'IndexNotFound', `index not found with name [${name}]`);
    this.observer.dropIndex(name);
  }
}

// Which keys a document has under an index (or sort) specification such as { tenant: 1, 'emails.value': 1 }.
// An array gives one key per element; two fields below the same array go together element by element.
import { isPlainObject } from '../bson-values.mjs';
import { MongoError } from '../errors.mjs';
import { EMPTY_ARRAY, encodeKey } from './key-encoding.mjs';

export class KeyPattern {
  #tree = [];

  constructor(specification) {
    this.fields = Object.entries(specification).map(([path, direction]) => ({ path, direction: Number(direction) }));
    this.directions = this.fields.map((field) => field.direction);
    this.fields.forEach((field, position) => this.#addPath(field.path.split('.'), position));
  }

  /** Paths that share their beginning share the nodes of it. */
  #addPath(parts, position) {
    let level = this.#tree;
    let node;
    for (const name of parts) {
      node = level.find((candidate) => candidate.name === name);
      if (!node) level.push(node = { name, position: undefined, children: [] });
      level = node.children;
    }
    node.position = position;
  }

  /**
   * The lists of values, one value per field; undefined stands for a missing one.
   * Positions of fields that came out of an array are added to arrayFields.
   */
  tuples(document, arrayFields = new Set()) {
    return expandObject(this.#tree, document, this.fields.length, arrayFields);
  }

  /** The encoded keys, each once. A sparse index leaves out what has none of the fields. */
  keysOf(document, { sparse = false, arrayFields } = {}) {
    let tuples = this.tuples(document, arrayFields);
    if (sparse) tuples = tuples.filter((tuple) => tuple.some((value) => value !== undefined));
    if (tuples.length === 1) return [this.encode(tuples[0])];
    return [...new Set(tuples.map((tuple) => this.encode(tuple)))];
  }

  encode(tuple) {
    return encodeKey(tuple, this.directions);
  }

  /** What the document sorts by: of several keys the one that comes first. */
  sortKeyOf(document) {
    return this.keysOf(document).reduce((first, key) => (key < first ? key : first));
  }
}

function expandObject(nodes, object, width, arrayFields) {
  let tuples = [new Array(width).fill(undefined)];
  let arrays = 0;
  for (const node of nodes) {
    const value = Object.hasOwn(object, node.name) ? object[node.name] : undefined;
    if (Array.isArray(value) && ++arrays > 1) {
      throw new MongoError(171, 'CannotIndexParallelArrays', `cannot index parallel arrays [${node.name}]`);
    }
    const alternatives = expandValue(node, value, width, arrayFields);
    tuples = tuples.flatMap((tuple) => alternatives.map((alternative) => merge(tuple, alternative)));
  }
  return tuples;
}

function expandValue(node, value, width, arrayFields) {
  if (!Array.isArray(value)) return expandElement(node, value, width, arrayFields);
  markArrayFields(node, arrayFields);
  if (value.length === 0) return expandElement(node, EMPTY_ARRAY, width, arrayFields);
  return value.flatMap((element) => expandElement(node, element, width, arrayFields));
}

function expandElement(node, value, width, arrayFields) {
  const tuples = node.children.length > 0 && isPlainObject(value)
    ? expandObject(node.children, value, width, arrayFields)
    : [new Array(width).fill(undefined)];
  if (node.position !== undefined) {
    for (const tuple of tuples) tuple[node.position] = value;
  }
  return tuples;
}

function markArrayFields(node, arrayFields) {
  if (node.position !== undefined) arrayFields.add(node.position);
  for (const child of node.children) markArrayFields(child, arrayFields);
}

const merge = (left, right) => left.map((value, position) => (value === undefined ? right[position] : value));

// A BSON document is handled in one of three forms:
//   bytes - what is stored and sent. Passing bytes through keeps every type (int64, double, ...) as the client wrote it.
//   plain - numbers as JavaScript numbers: what filters, sorting and aggregation work on.
//   typed - numbers as Int32/Long/Double objects: what updates and projections work on, so that types survive them.
// and a fourth for filters and what holds them:
//   query - plain, with JavaScript's regular expressions.
import { deserialize, serialize } from 'bson';
import { badValue } from './errors.mjs';

export const plain = (bytes) => deserialize(bytes, { bsonRegExp: true });
export const typed = (bytes) => deserialize(bytes, { bsonRegExp: true, promoteValues: false });
export const query = (bytes) => withPatterns(plain(bytes));

// bson could do this too, but makes of the flag s ("dot matches line ends") the flag g, with which an expression remembers
// where it stopped and matches every other document.
function withPatterns(value) {
  if (Array.isArray(value)) return value.map(withPatterns);
  if (isPlainObject(value)) return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withPatterns(inner)]));
  return value?._bsontype === 'BSONRegExp' ? asPattern(value) : value;
}

function asPattern({ pattern, options }) {
  try {
    return new RegExp(pattern, options.replace(/[ul]/g, '')); // u and l mean nothing to MongoDB
  } catch (error) {
    throw badValue(`Regular expression is invalid: ${error.message}`);
  }
}

/** Bytes to embed as a document in a reply. */
export class RawDocument {
  constructor(bytes) {
    this.bytes = bytes;
  }
}

/** A list of documents' bytes to embed as an array in a reply. */
export class RawArray {
  constructor(documents) {
    this.documents = documents;
  }
}

export function isPlainObject(value) {
  return value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype;
}

/** Like bson's serialize, but lets raw documents and raw arrays stand anywhere among the fields. */
export function encode(fields) {
  const parts = [];
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) parts.push(...encodeElement(name, value));
  }
  return wrap(parts);
}

function encodeElement(name, value) {
  if (value instanceof RawDocument) return [elementHeader(DOCUMENT, name), value.bytes];
  if (value instanceof RawArray) return [elementHeader(ARRAY, name), encodeRawArray(value.documents)];
  if (isPlainObject(value)) return [elementHeader(DOCUMENT, name), encode(value)];
  // A one-field document without its length prefix and its closing zero is just the element.
  return [serialize({ [name]: value }).subarray(4, -1)];
}

function encodeRawArray(documents) {
  const parts = [];
  documents.forEach((bytes, index) => parts.push(elementHeader(DOCUMENT, String(index)), bytes));
  return wrap(parts);
}

const DOCUMENT = 0x03;
const ARRAY = 0x04;

function elementHeader(type, name) {
  const header = Buffer.alloc(Buffer.byteLength(name) + 2);
  header[0] = type;
  header.write(name, 1);
  return header;
}

function wrap(parts) {
  const length = parts.reduce((sum, part) => sum + part.length, 5);
  const prefix = Buffer.alloc(4);
  prefix.writeInt32LE(length);
  return Buffer.concat([prefix, ...parts, Buffer.alloc(1)], length);
}

/** The first field's name, or undefined for an empty document; read without decoding the rest. */
export function firstFieldName(bytes) {
  if (bytes[4] === 0) return undefined;
  return bytes.toString('utf8', 5, bytes.indexOf(0, 5));
}

// Top-level array fields whose elements are documents that handlers decode themselves.
const RAW_LISTS = { documents: true, updates: true, deletes: true, pipeline: true, indexes: true };

/** A command's own fields; embedded documents stay bytes, so that each handler chooses how to look at them. */
export const decodeCommand = (bytes) => deserialize(bytes, { raw: true, fieldsAsRaw: RAW_LISTS });

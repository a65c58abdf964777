// Turns BSON values into strings whose ordinary comparison is MongoDB's order of values. Indexes, sorting and equality of
// whole documents all rest on it. Every character of such a string is one byte (0-255), so JavaScript's comparison by
// UTF-16 units is a comparison by bytes, and strings inside are UTF-8, which makes them ordered by code point.
import { isPlainObject } from '../bson-values.mjs';

/** Stands for "the field is an empty array", which sorts below null. */
export const EMPTY_ARRAY = Symbol('empty array');

const Type = {
  minKey: 1, emptyArray: 3, null: 5, number: 10, string: 15, object: 20, array: 25, binary: 30, objectId: 35,
  boolean: 40, date: 45, timestamp: 47, regex: 50, code: 60, maxKey: 127,
};

const BSON_TYPES = {
  ObjectId: Type.objectId, Binary: Type.binary, Long: Type.number, Int32: Type.number, Double: Type.number,
  Decimal128: Type.number, Timestamp: Type.timestamp, BSONSymbol: Type.string, BSONRegExp: Type.regex,
  Code: Type.code, MinKey: Type.minKey, MaxKey: Type.maxKey, DBRef: Type.object,
};

/** The place of a value's type in MongoDB's order of types. Values of different types are never < or > in a filter. */
export function typeRank(value) {
  switch (typeof value) {
    case 'string': return Type.string;
    case 'number': case 'bigint': return Type.number;
    case 'boolean': return Type.boolean;
    case 'undefined': return Type.null;
    case 'symbol': return Type.emptyArray;
  }
  if (value === null) return Type.null;
  if (Array.isArray(value)) return Type.array;
  if (value instanceof Date) return Type.date;
  if (value instanceof RegExp) return Type.regex;
  return BSON_TYPES[value._bsontype] ?? Type.object;
}

/** One growing buffer for all encodings: they are short-lived and this program has one thread. */
class KeyWriter {
  #buffer = Buffer.alloc(1024);
  length = 0;

  #reserve(count) {
    if (this.length + count <= this.#buffer.length) return;
    const larger = Buffer.alloc((this.length + count) * 2);
    this.#buffer.copy(larger, 0, 0, this.length);
    this.#buffer = larger;
  }

  byte(value) {
    this.#reserve(1);
    this.#buffer[this.length++] = value;
  }

  uint32(value) {
    this.#reserve(4);
    this.length = this.#buffer.writeUInt32BE(value, this.length);
  }

  bytes(source) {
    this.#reserve(source.length);
    this.#buffer.set(source, this.length);
    this.length += source.length;
  }

  /** UTF-8 text without its end mark. A zero byte inside becomes 00 ff, which sorts above the end mark 00 01. */
  textBody(text) {
    this.#reserve(text.length * 3);
    if (text.includes('\0')) {
      for (const unit of Buffer.from(text)) {
        this.byte(unit);
        if (unit === 0) this.byte(0xff);
      }
    } else {
      this.length += this.#buffer.write(text, this.length);
    }
  }

  text(text) {
    this.textBody(text);
    this.byte(0);
    this.byte(1);
  }

  // 8 bytes of double, its bits arranged so that they sort as unsigned, then 2 bytes for what an int64 above 2^53 has lost
  // by becoming a double.
  number(value) {
    const { approximate, remainder } = splitNumber(value);
    this.#reserve(10);
    if (Number.isNaN(approximate)) {
      this.#buffer.fill(0, this.length, this.length + 8); // below every number
    } else {
      this.#buffer.writeDoubleBE(approximate === 0 ? 0 : approximate, this.length); // -0 is 0
      const negative = this.#buffer[this.length] >= 0x80;
      if (negative) this.invertFrom(this.length, this.length + 8);
      else this.#buffer[this.length] ^= 0x80;
    }
    this.#buffer.writeUInt16BE(0x8000 + remainder, this.length + 8);
    this.length += 10;
  }

  invertFrom(start, end = this.length) {
    for (let at = start; at < end; at++) this.#buffer[at] ^= 0xff;
  }

  toString() {
    return this.#buffer.latin1Slice(0, this.length);
  }
}

function splitNumber(value) {
  if (typeof value === 'number') return { approximate: value, remainder: 0 };
  if (value._bsontype === 'Decimal128') return { approximate: Number(value.toString()), remainder: 0 };
  if (value._bsontype === 'Int32' || value._bsontype === 'Double') return { approximate: value.value, remainder: 0 };
  const exact = typeof value === 'bigint' ? value : value.toBigInt();
  const approximate = Number(exact);
  return { approximate, remainder: Number(exact - BigInt(approximate)) };
}

function writeValue(writer, value) {
  const rank = typeRank(value);
  writer.byte(rank);
  switch (rank) {
    case Type.number: return writer.number(value);
    case Type.string: return writer.text(String(value));
    case Type.boolean: return writer.byte(value ? 1 : 0);
    case Type.date: return writer.number(value.getTime());
    case Type.objectId: return writer.bytes(value.id);
    case Type.binary: return writeBinary(writer, value);
    case Type.timestamp: writer.uint32(value.getHighBitsUnsigned()); return writer.uint32(value.getLowBitsUnsigned());
    case Type.regex: writer.text(value.source ?? value.pattern); return writer.text(value.flags ?? value.options);
    case Type.code: return writer.text(value.code);
    case Type.array: return writeArray(writer, value);
    case Type.object: return writeObject(writer, value);
  }
}

function writeBinary(writer, value) {
  const content = value.buffer.subarray(0, value.position);
  writer.uint32(content.length);
  writer.byte(value.sub_type);
  writer.bytes(content);
}

function writeArray(writer, values) {
  for (const value of values) writeValue(writer, value);
  writer.byte(0);
}

// MongoDB compares documents field by field: type first, then name, then value.
function writeObject(writer, object) {
  const fields = isPlainObject(object) ? object : object.toJSON();
  for (const [name, value] of Object.entries(fields)) {
    writer.byte(typeRank(value));
    writer.text(name);
    writeValue(writer, value);
  }
  writer.byte(0);
}

const shared = new KeyWriter();

/** Several values as one key; a direction of -1 turns a component's order around. */
export function encodeKey(values, directions) {
  shared.length = 0;
  for (let i = 0; i < values.length; i++) {
    const start = shared.length;
    writeValue(shared, values[i]);
    if (directions[i] < 0) shared.invertFrom(start);
  }
  return shared.toString();
}

export const encodeValue = (value, direction = 1) => encodeKey([value], [direction]);

/** The common beginning of the keys of all strings that start with the text. */
export function encodeTextPrefix(text, direction = 1) {
  shared.length = 0;
  shared.byte(Type.string);
  shared.textBody(text);
  if (direction < 0) shared.invertFrom(0);
  return shared.toString();
}

/** The key bounds [from, to) of all values of one type. */
export function typeBounds(rank, direction = 1) {
  const first = direction < 0 ? 0xff - rank : rank;
  return { from: String.fromCharCode(first), to: String.fromCharCode(first + 1) };
}

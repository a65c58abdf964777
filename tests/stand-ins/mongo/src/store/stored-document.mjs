import { serialize } from 'bson';
import { firstFieldName, plain, typed } from '../bson-values.mjs';
import { MongoError } from '../errors.mjs';

const LARGEST_DOCUMENT = 16 * 1024 * 1024;

/**
 * A document's place in its collection. Its content is only ever replaced as a whole, never changed: whoever holds the
 * bytes of a result keeps what was read.
 */
export class StoredDocument {
  constructor(number, content) {
    this.number = number; // the order of insertion
    this.content = content;
  }

  get bytes() {
    return this.content.bytes;
  }

  get document() {
    return this.content.document;
  }
}

/** Checked bytes together with what filters and indexes look at. */
export function contentOf(bytes) {
  if (bytes.length > LARGEST_DOCUMENT) {
    throw new MongoError(10334, 'BSONObjectTooLarge', `BSONObj size: ${bytes.length} is invalid. Size must be between 0 and 16793600`);
  }
  const own = Buffer.from(bytes); // a copy: the received message is not kept alive by one of its documents
  const document = plain(own);
  if (Array.isArray(document._id) || document._id?._bsontype === 'BSONRegExp' || document._id === undefined) {
    throw new MongoError(53, 'InvalidIdField', "The '_id' value cannot be of type array, regex or undefined");
  }
  return { bytes: own, document };
}

/** The bytes with the id as first field, where MongoDB keeps it; an id that is missing is made or given. */
export function withIdFirst(bytes, makeId) {
  if (firstFieldName(bytes) === '_id') return bytes;
  const { _id: id = makeId(), ...rest } = typed(bytes);
  return serialize({ _id: id, ...rest });
}

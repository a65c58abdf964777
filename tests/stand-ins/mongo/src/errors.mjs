// Errors as MongoDB reports them: drivers decide by the numeric code, people read the message.
export class MongoError extends Error {
  constructor(code, codeName, message, details = {}) {
    super(message);
    this.code = code;
    this.codeName = codeName;
    this.details = details;
  }
}

export const badValue = (message) => new MongoError(2, 'BadValue', message);

// What MongoDB supports and this program does not must fail: with an option silently ignored, a test would prove nothing.
export const notSupported = (what) =>
  new MongoError(238, 'NotImplemented', `${what}: not supported by the MongoDB stand-in`);

export function duplicateKey(namespace, indexName, keyPattern, keyValue) {
  const shown = Object.entries(keyValue).map(([path, value]) => `${path}: ${JSON.stringify(value) ?? 'null'}`).join(', ');
  const message = `E11000 duplicate key error collection: ${namespace} index: ${indexName} dup key: { ${shown} }`;
  return new MongoError(11000, 'DuplicateKey', message, { keyPattern, keyValue });
}

/** The reply to a command that failed as a whole. */
export function errorReply(error) {
  const { code, codeName, message, details } = asMongoError(error);
  return { ok: 0, errmsg: message, code, codeName, ...details };
}

/** One failed statement inside an otherwise successful write command. */
export function writeError(index, error) {
  const { code, message, details } = asMongoError(error);
  return { index, code, errmsg: message, ...details };
}

// Anything else is a bug in this program or a malformed command. It must not look like an error of MongoDB.
function asMongoError(error) {
  return error instanceof MongoError ? error : new MongoError(1, 'InternalError', `MongoDB stand-in failed: ${error.stack}`);
}

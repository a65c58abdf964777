// Reading and changing a typed document at a dotted path.
import { isPlainObject } from '../bson-values.mjs';
import { MongoError, notSupported } from '../errors.mjs';

function partsOf(path) {
  const parts = path.split('.');
  if (parts.some((part) => part.startsWith('$'))) throw notSupported(`positional update of ${path}`);
  return parts;
}

const isContainer = (value) => Array.isArray(value) || isPlainObject(value);

export function getAt(document, path) {
  let value = document;
  for (const part of partsOf(path)) {
    if (!isContainer(value) || !Object.hasOwn(value, part)) return undefined;
    value = value[part];
  }
  return value;
}

/** Creates the missing documents along the path. */
export function setAt(document, path, value) {
  const parts = partsOf(path);
  const last = parts.pop();
  let container = document;
  for (const part of parts) {
    if (!Object.hasOwn(container, part)) container[part] = {};
    container = container[part];
    if (!isContainer(container)) throw cannotCreate(path, part);
  }
  if (Array.isArray(container)) {
    if (!/^\d+$/.test(last)) throw cannotCreate(path, last);
    while (container.length < Number(last)) container.push(null);
  }
  container[last] = value;
}

const cannotCreate = (path, part) =>
  new MongoError(28, 'PathNotViable', `Cannot create field in element '${part}' of path '${path}'`);

export function removeAt(document, path) {
  const parts = partsOf(path);
  const last = parts.pop();
  const container = parts.length > 0 ? getAt(document, parts.join('.')) : document;
  if (Array.isArray(container)) {
    // An array keeps its length.
    if (Object.hasOwn(container, last)) container[last] = null;
  } else if (isPlainObject(container)) {
    delete container[last];
  }
}

// How a filter's dotted path finds values in a document.
import { isPlainObject } from '../bson-values.mjs';

/**
 * Whether any value at the path passes the test. Arrays on the way are searched in all their documents and, by number, at
 * one position. An array at the end counts as itself and, unless fanOut is false, as each of its elements. A missing value
 * is tested as undefined.
 */
export function someValueAt(document, parts, test, fanOut = true) {
  return visitObject(document, parts, 0, test, fanOut);
}

function visitObject(object, parts, depth, test, fanOut) {
  const value = Object.hasOwn(object, parts[depth]) ? object[parts[depth]] : undefined;
  return visitValue(value, parts, depth + 1, test, fanOut);
}

function visitValue(value, parts, depth, test, fanOut) {
  if (depth === parts.length) return testEnd(value, test, fanOut);
  if (Array.isArray(value)) return visitArray(value, parts, depth, test, fanOut);
  return isPlainObject(value) ? visitObject(value, parts, depth, test, fanOut) : test(undefined);
}

function testEnd(value, test, fanOut) {
  if (fanOut && Array.isArray(value) && value.some((element) => test(element))) return true;
  return test(value);
}

// Elements that are no documents have nothing at the path, not even a missing value: { a: [1] } does not match { 'a.b': null }.
function visitArray(array, parts, depth, test, fanOut) {
  const position = /^\d+$/.test(parts[depth]) ? Number(parts[depth]) : -1;
  if (position >= 0 && position < array.length && visitValue(array[position], parts, depth + 1, test, fanOut)) return true;
  return array.some((element) => isPlainObject(element) && visitObject(element, parts, depth, test, fanOut));
}

/** All values at the path, arrays taken apart; missing ones left out. */
export function valuesAt(document, path) {
  const values = [];
  const collect = (value) => {
    if (value !== undefined && !Array.isArray(value)) values.push(value);
    return false;
  };
  someValueAt(document, path.split('.'), collect);
  return values;
}

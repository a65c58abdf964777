// Filter operators with MongoDB's rules for equality, order, null and arrays. They replace mingo's own, which compare as
// JavaScript does. mingo calls each with (path, operand, options) and expects a test of documents back.
import { Query } from 'mingo/query';
import { isPlainObject } from '../bson-values.mjs';
import { badValue } from '../errors.mjs';
import { compareWithinType, equalValues } from './comparison.mjs';
import { someValueAt } from './paths.mjs';

const isNullish = (value) => value === null || value === undefined;

function anyValue(path, test) {
  const parts = path.split('.');
  return (document) => someValueAt(document, parts, test);
}

function fieldItself(path, test) {
  const parts = path.split('.');
  return (document) => someValueAt(document, parts, test, false);
}

const negated = (operator) => (path, operand, options) => {
  const test = operator(path, operand, options);
  return (document) => !test(document);
};

function equalityTest(operand) {
  if (isNullish(operand)) return isNullish;
  // A missing value is no value: nothing but null equals it.
  return (value) => value !== undefined && equalValues(value, operand);
}

const $eq = (path, operand) => anyValue(path, equalityTest(operand));

function $in(path, operands) {
  if (!Array.isArray(operands)) throw badValue('$in needs an array');
  const texts = new Set(operands.filter((operand) => typeof operand === 'string'));
  const patterns = operands.filter((operand) => operand instanceof RegExp);
  const tests = operands
    .filter((operand) => typeof operand !== 'string' && !(operand instanceof RegExp))
    .map(equalityTest);
  return anyValue(path, (value) => {
    if (typeof value === 'string' && (texts.has(value) || patterns.some((pattern) => pattern.test(value)))) return true;
    return tests.some((test) => test(value));
  });
}

function ordering(accepts) {
  return (path, operand) => {
    // Null is equal to missing here too, so that $gte and $lte null match what $eq null matches.
    if (isNullish(operand)) return anyValue(path, (value) => isNullish(value) && accepts(0));
    return anyValue(path, (value) => {
      if (value === undefined) return false;
      const order = compareWithinType(value, operand);
      return order !== undefined && accepts(order);
    });
  };
}

const $exists = (path, operand) => {
  const present = fieldItself(path, (value) => value !== undefined);
  return operand ? present : (document) => !present(document);
};

const $regex = (path, pattern) => anyValue(path, (value) => typeof value === 'string' && pattern.test(value));

const $size = (path, count) => fieldItself(path, (value) => Array.isArray(value) && value.length === count);

function $elemMatch(path, criteria, options) {
  if (!isPlainObject(criteria)) throw badValue('$elemMatch needs an Object');
  const test = elementTest(criteria, options);
  return fieldItself(path, (value) => Array.isArray(value) && value.some(test));
}

const LOGICAL = new Set(['$and', '$or', '$nor']);

// { $gt: 1, $lt: 5 } speaks of the elements themselves, { type: 'work' } of the fields of elements that are documents.
function elementTest(criteria, options) {
  const names = Object.keys(criteria);
  const aboutValues = names.length > 0 && names.every((name) => name.startsWith('$') && !LOGICAL.has(name));
  if (aboutValues) {
    const query = new Query({ element: criteria }, options);
    // An element that is an array is meant as a whole; inside another array its own elements are not looked at.
    return (element) => query.test({ element: Array.isArray(element) ? [element] : element });
  }
  const query = new Query(criteria, options);
  return (element) => isPlainObject(element) && query.test(element);
}

function $all(path, operands, options) {
  if (!Array.isArray(operands)) throw badValue('$all needs an array');
  const tests = operands.map((operand) => {
    if (isPlainObject(operand) && '$elemMatch' in operand) return $elemMatch(path, operand.$elemMatch, options);
    return operand instanceof RegExp ? $regex(path, operand) : $eq(path, operand);
  });
  return (document) => tests.length > 0 && tests.every((test) => test(document));
}

// Plain values have lost whether a whole number was an int, a long or a double, so each of these accepts it.
const TYPE_TESTS = new Map([
  [['double', 1], (value) => typeof value === 'number'],
  [['string', 2], (value) => typeof value === 'string'],
  [['object', 3], isPlainObject],
  [['array', 4], Array.isArray],
  [['binData', 5], (value) => value?._bsontype === 'Binary'],
  [['objectId', 7], (value) => value?._bsontype === 'ObjectId'],
  [['bool', 8], (value) => typeof value === 'boolean'],
  [['date', 9], (value) => value instanceof Date],
  [['null', 10], (value) => value === null],
  [['regex', 11], (value) => value?._bsontype === 'BSONRegExp'],
  [['int', 16], (value) => Number.isInteger(value) && Math.abs(value) <= 0x7fffffff],
  [['timestamp', 17], (value) => value?._bsontype === 'Timestamp'],
  [['long', 18], (value) => Number.isInteger(value) || value?._bsontype === 'Long'],
  [['decimal', 19], (value) => value?._bsontype === 'Decimal128'],
  [['number'], (value) => typeof value === 'number' || ['Long', 'Decimal128'].includes(value?._bsontype)],
]);

function typeTest(name) {
  for (const [names, test] of TYPE_TESTS) {
    if (names.includes(name)) return test;
  }
  throw badValue(`Unknown type name alias: ${name}`);
}

function $type(path, operand) {
  const names = [operand].flat();
  const isArrayType = (name) => name === 'array' || name === 4;
  const tests = names.filter((name) => !isArrayType(name)).map(typeTest);
  const ofElements = anyValue(path, (value) => tests.some((test) => test(value)));
  const ofField = fieldItself(path, Array.isArray);
  return (document) => ofElements(document) || (names.some(isArrayType) && ofField(document));
}

export const filterOperators = {
  $eq,
  $ne: negated($eq),
  $in,
  $nin: negated($in),
  $gt: ordering((order) => order > 0),
  $gte: ordering((order) => order >= 0),
  $lt: ordering((order) => order < 0),
  $lte: ordering((order) => order <= 0),
  $exists,
  $regex,
  $size,
  $elemMatch,
  $all,
  $type,
};

// Update operators, on typed documents so that numbers keep their types.
import { Double, Int32, Long, serialize } from 'bson';
import { isPlainObject, query } from '../bson-values.mjs';
import { badValue, MongoError, notSupported } from '../errors.mjs';
import { compileFilter } from '../query/engine.mjs';
import { encodeValue } from '../query/key-encoding.mjs';
import { getAt, removeAt, setAt } from './typed-path.mjs';

const OPERATORS = {
  $set: setAt,
  $unset: removeAt,
  $inc: (document, path, amount) => setAt(document, path, sum(getAt(document, path), amount, path)),
  $min: (document, path, value) => replaceIf(document, path, value, (order) => order < 0),
  $max: (document, path, value) => replaceIf(document, path, value, (order) => order > 0),
  $currentDate: (document, path) => setAt(document, path, new Date()),
  $rename: rename,
  $push: (document, path, value) => setAt(document, path, [...arrayAt(document, path, '$push'), ...pushed(value, '$push')]),
  $addToSet: addToSet,
  $pull: pull,
};

/** Applies the operators of one update; inserting says that the document is about to be made by an upsert. */
export function applyOperators(document, update, inserting) {
  rejectConflicts(update);
  for (const [operator, fields] of Object.entries(update)) {
    const isForInsert = operator === '$setOnInsert';
    if (isForInsert && !inserting) continue;
    const apply = isForInsert ? setAt : OPERATORS[operator];
    if (!apply) throw notSupported(`update operator ${operator}`);
    if (!isPlainObject(fields)) throw badValue(`Modifiers operate on fields but we found another type for ${operator}`);
    for (const [path, operand] of Object.entries(fields)) apply(document, path, operand);
  }
}

function rejectConflicts(update) {
  const paths = Object.values(update).flatMap((fields) => Object.keys(fields)).sort();
  for (const path of paths) {
    const clashing = paths.find((other, at) => other.startsWith(`${path}.`) || (other === path && at !== paths.indexOf(path)));
    if (clashing) {
      throw new MongoError(40, 'ConflictingUpdateOperators', `Updating the path '${clashing}' would create a conflict at '${path}'`);
    }
  }
}

function sum(current, amount, path) {
  const numbers = [current ?? new Int32(0), amount];
  if (!numbers.every((number) => ['Int32', 'Long', 'Double'].includes(number?._bsontype))) {
    throw new MongoError(14, 'TypeMismatch', `Cannot apply $inc to a value of non-numeric type at ${path}`);
  }
  if (numbers.some((number) => number._bsontype === 'Double')) {
    return new Double(numbers.reduce((total, number) => total + Number(number.toString()), 0));
  }
  const exact = numbers.reduce((total, number) => total + BigInt(number.toString()), 0n);
  const fitsInt = numbers.every((number) => number._bsontype === 'Int32') && BigInt.asIntN(32, exact) === exact;
  return fitsInt ? new Int32(Number(exact)) : Long.fromBigInt(exact);
}

function replaceIf(document, path, value, accepts) {
  const current = getAt(document, path);
  const [newKey, currentKey] = [encodeValue(value), encodeValue(current)];
  const order = newKey === currentKey ? 0 : newKey < currentKey ? -1 : 1;
  if (current === undefined || accepts(order)) setAt(document, path, value);
}

function rename(document, from, to) {
  const value = getAt(document, from);
  if (value === undefined) return;
  removeAt(document, from);
  setAt(document, to, value);
}

function arrayAt(document, path, operator) {
  const current = getAt(document, path) ?? [];
  if (Array.isArray(current)) return current;
  throw badValue(`The field '${path}' must be an array for ${operator}`);
}

function pushed(value, operator) {
  if (!isPlainObject(value) || !('$each' in value)) return [value];
  const { $each: values, ...modifiers } = value;
  if (Object.keys(modifiers).length > 0) throw notSupported(`${operator} with ${Object.keys(modifiers)}`);
  return values;
}

function addToSet(document, path, value) {
  const elements = [...arrayAt(document, path, '$addToSet')];
  const present = new Set(elements.map((element) => encodeValue(element)));
  for (const candidate of pushed(value, '$addToSet')) {
    const key = encodeValue(candidate);
    if (!present.has(key)) elements.push(candidate);
    present.add(key);
  }
  setAt(document, path, elements);
}

function pull(document, path, condition) {
  if (getAt(document, path) === undefined) return;
  const isPulled = elementTest(condition);
  setAt(document, path, arrayAt(document, path, '$pull').filter((element) => !isPulled(element)));
}

// { type: 'work' } speaks of the fields of elements that are documents, anything else of the elements themselves.
function elementTest(condition) {
  const aboutFields = isPlainObject(condition) && !Object.keys(condition).some((name) => name.startsWith('$'));
  if (aboutFields) {
    const matches = compileFilter(toPlain(condition));
    return (element) => isPlainObject(element) && matches(toPlain(element));
  }
  const matches = compileFilter(toPlain({ element: condition }));
  return (element) => matches(toPlain({ element }));
}

const toPlain = (document) => query(serialize(document));

// Projections: which fields of a document to return.
import { isPlainObject, plain, typed } from '../bson-values.mjs';
import { serialize } from 'bson';
import { badValue, notSupported } from '../errors.mjs';
import { runStages } from './engine.mjs';

const FIND_ONLY_OPERATORS = ['$slice', '$elemMatch', '$meta'];

/** A function from a document's bytes to the bytes to return. */
export function compileProjection(projection) {
  if (!projection || Object.keys(projection).length === 0) return (bytes) => bytes;
  if (!isFieldSelection(projection)) return computedProjection(projection);
  const select = fieldSelection(projection);
  return (bytes) => serialize(select(typed(bytes)));
}

const isFlag = (value) => typeof value === 'number' || typeof value === 'boolean';

/** Nothing but fields to include or to exclude. */
export function isFieldSelection(projection) {
  return Object.values(projection).every((value) => isFlag(value) || (isPlainObject(value) && isFieldSelection(value)))
    && !Object.keys(projection).some((path) => path.includes('$'));
}

// Computed fields are made by mingo, from plain values.
function computedProjection(projection) {
  for (const [path, value] of Object.entries(projection)) {
    const operator = isPlainObject(value) ? Object.keys(value)[0] : undefined;
    if (path.endsWith('.$') || FIND_ONLY_OPERATORS.includes(operator)) throw notSupported(`projection ${path}: ${operator ?? '$'}`);
  }
  return (bytes) => serialize(runStages([plain(bytes)], [{ $project: projection }])[0]);
}

function fieldSelection(projection) {
  const { _id: idFlag, ...rest } = projection;
  const tree = {};
  const flags = new Set();
  addToTree(tree, rest, flags);
  if (flags.size > 1) throw badValue('Cannot do exclusion and inclusion in one projection');
  const including = flags.size > 0 ? flags.has(true) : Boolean(idFlag);
  if (including) {
    // The id comes along unless it is turned off.
    if (idFlag === undefined || idFlag) tree._id = true;
    return (document) => include(document, tree);
  }
  if (idFlag !== undefined && !idFlag) tree._id = true;
  return (document) => exclude(document, tree);
}

function addToTree(tree, fields, flags) {
  for (const [path, value] of Object.entries(fields)) {
    let level = tree;
    const parts = path.split('.');
    const last = parts.pop();
    for (const name of parts) level = level[name] = isPlainObject(level[name]) ? level[name] : {};
    if (isPlainObject(value)) {
      addToTree(level[last] = {}, value, flags);
    } else {
      level[last] = true;
      flags.add(Boolean(value));
    }
  }
}

function include(document, tree) {
  const result = {};
  for (const [name, value] of Object.entries(document)) {
    if (!Object.hasOwn(tree, name)) continue;
    if (tree[name] === true) result[name] = value;
    else if (Array.isArray(value)) result[name] = value.filter(isContainer).map((element) => includeElement(element, tree[name]));
    else if (isPlainObject(value)) result[name] = include(value, tree[name]);
  }
  return result;
}

const isContainer = (value) => Array.isArray(value) || isPlainObject(value);

const includeElement = (element, tree) =>
  (Array.isArray(element) ? element.filter(isContainer).map((inner) => includeElement(inner, tree)) : include(element, tree));

function exclude(document, tree) {
  const result = {};
  for (const [name, value] of Object.entries(document)) {
    if (!Object.hasOwn(tree, name)) result[name] = value;
    else if (tree[name] !== true) result[name] = excludeFrom(value, tree[name]);
  }
  return result;
}

function excludeFrom(value, tree) {
  if (Array.isArray(value)) return value.map((element) => excludeFrom(element, tree));
  return isPlainObject(value) ? exclude(value, tree) : value;
}

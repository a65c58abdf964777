// What a filter says about single paths, as far as an index can use it. Whatever is left out here costs speed only:
// every document an index brings up is tested against the whole filter.
import { isPlainObject } from '../bson-values.mjs';

/**
 * A map of path to { points, ranges }: points are values one of which the path must equal; ranges are bounds
 * { low }, { high } or { startsWith }, all of which must hold.
 */
export function constraintsOf(filter) {
  const constraints = new Map();
  collect(filter, '', constraints);
  return constraints;
}

function collect(filter, prefix, constraints) {
  for (const [name, condition] of Object.entries(filter)) {
    if (name === '$and' && Array.isArray(condition)) {
      condition.forEach((part) => collect(part, prefix, constraints));
    } else if (!name.startsWith('$')) {
      collectField(prefix + name, condition, constraints);
    }
  }
}

function collectField(path, condition, constraints) {
  if (condition instanceof RegExp) return addPattern(path, condition, constraints);
  if (!isOperatorObject(condition)) return addPoints(path, [condition], constraints);
  for (const [operator, operand] of Object.entries(condition)) {
    switch (operator) {
      case '$eq': addPoints(path, [operand], constraints); break;
      case '$in': addPoints(path, operand, constraints); break;
      case '$gt': case '$gte': addRange(path, { low: operand }, constraints); break;
      case '$lt': case '$lte': addRange(path, { high: operand }, constraints); break;
      case '$regex': addPattern(path, asPattern(operand, condition.$options), constraints); break;
      case '$elemMatch': collectElement(path, operand, constraints); break;
    }
  }
}

function collectElement(path, criteria, constraints) {
  if (!isPlainObject(criteria)) return;
  if (isOperatorObject(criteria)) collectField(path, criteria, constraints);
  else collect(criteria, `${path}.`, constraints);
}

const isOperatorObject = (condition) =>
  isPlainObject(condition) && Object.keys(condition).some((name) => name.startsWith('$'));

function constraintAt(path, constraints) {
  if (!constraints.has(path)) constraints.set(path, { points: undefined, ranges: [] });
  return constraints.get(path);
}

// An array is equal to itself and to an array that has it as an element, a regular expression matches many values:
// neither is one point of an index.
const isPoint = (value) => !Array.isArray(value) && !(value instanceof RegExp);

function addPoints(path, values, constraints) {
  if (!Array.isArray(values) || !values.every(isPoint)) return;
  const constraint = constraintAt(path, constraints);
  if (constraint.points === undefined || values.length < constraint.points.length) constraint.points = values;
}

function addRange(path, range, constraints) {
  const bound = Object.values(range)[0];
  if (bound === null || bound === undefined || !isPoint(bound)) return;
  constraintAt(path, constraints).ranges.push(range);
}

function addPattern(path, pattern, constraints) {
  const startsWith = pattern && literalStart(pattern);
  if (startsWith) constraintAt(path, constraints).ranges.push({ startsWith });
}

function asPattern(operand, flags) {
  if (operand instanceof RegExp) return flags === undefined ? operand : undefined;
  return typeof operand === 'string' ? { source: operand, flags: flags ?? '' } : undefined;
}

/** The text every match of ^text... begins with; empty if there is none to rely on, as when case or lines are ignored. */
function literalStart({ source, flags }) {
  if (/[^s]/.test(flags) || !source.startsWith('^') || source.includes('|')) return '';
  let text = '';
  let rest = source.slice(1);
  for (;;) {
    // A plain character, or a punctuation character or space escaped with a backslash.
    const [token, plain, escaped] = /^(?:([^\\^$.*+?()[\]{}])|\\([^A-Za-z0-9]))/s.exec(rest) ?? [];
    if (token === undefined) break;
    rest = rest.slice(token.length);
    if (/^[*?{]/.test(rest)) break; // the quantifier makes this character optional
    text += plain ?? escaped;
  }
  // A character above U+FFFF may have been cut in half by a quantifier.
  return /[\ud800-\udbff]$/.test(text) ? text.slice(0, -1) : text;
}

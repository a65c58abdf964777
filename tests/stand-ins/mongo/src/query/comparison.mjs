// Comparison of two BSON values. Index keys are the reference; the common types take a shorter way to the same answer.
import { encodeValue, typeRank } from './key-encoding.mjs';

/** -1, 0 or 1, or undefined for values of different types, which no $gt or $lt brings together. */
export function compareWithinType(left, right) {
  if (typeof left === 'string' && typeof right === 'string') return compareText(left, right);
  if (typeof left === 'number' && typeof right === 'number') return compareNumbers(left, right);
  if (typeRank(left) !== typeRank(right)) return undefined;
  const [leftKey, rightKey] = [encodeValue(left), encodeValue(right)];
  if (leftKey === rightKey) return 0;
  if (isNotANumber(left) || isNotANumber(right)) return undefined;
  return leftKey < rightKey ? -1 : 1;
}

export const equalValues = (left, right) => left === right || compareWithinType(left, right) === 0;

// NaN equals itself and is neither less nor greater than any number.
function compareNumbers(left, right) {
  if (left === right) return 0;
  if (Number.isNaN(left) || Number.isNaN(right)) return Number.isNaN(left) && Number.isNaN(right) ? 0 : undefined;
  return left < right ? -1 : 1;
}

const isNotANumber = (value) => typeof value === 'number' && Number.isNaN(value);

/**
 * By code points, as UTF-8 bytes sort. UTF-16 units sort otherwise: a surrogate (0xD800-0xDFFF, a half of a character above
 * U+FFFF) would come before 0xE000-0xFFFF.
 */
function compareText(left, right) {
  const shorter = Math.min(left.length, right.length);
  for (let i = 0; i < shorter; i++) {
    const [a, b] = [left.charCodeAt(i), right.charCodeAt(i)];
    if (a !== b) return liftSurrogates(a) < liftSurrogates(b) ? -1 : 1;
  }
  return Math.sign(left.length - right.length);
}

const liftSurrogates = (unit) => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);

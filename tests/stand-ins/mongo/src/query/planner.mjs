// Chooses how to find a filter's candidates: the index ranges with the fewest entries, or all documents.
import { constraintsOf } from './constraints.mjs';
import { encodeTextPrefix, encodeValue, typeBounds, typeRank } from './key-encoding.mjs';

// Above every key that continues a whole component: a component starts with a type byte, which is below 0xff.
const BEYOND = '\u00ff\u00ff';
const LARGEST_PRODUCT = 10_000;
// An entry that must be sorted afterwards costs about this many that come in order.
const SORTING_FACTOR = 4;

/**
 * A plan has a stage ('IXSCAN', 'OR' or 'COLLSCAN'), an estimate of the entries it visits and candidates(), which
 * gives every document that can match, each once, and maybe some that do not. inOrder: they come as the sort asks.
 */
export function planQuery(collection, filter, sort) {
  const constraints = constraintsOf(filter);
  const plans = [...collection.indexes()].flatMap((index) => planForIndex(index, constraints, sort) ?? []);
  plans.push(planForOr(collection, filter) ?? [], collectionScan(collection));
  const costOf = (plan) => plan.estimate * (sort && !plan.inOrder ? SORTING_FACTOR : 1);
  return plans.flat().reduce((best, plan) => (isBetter(plan, best, costOf) ? plan : best));
}

function isBetter(plan, best, costOf) {
  const difference = costOf(plan) - costOf(best);
  return difference === 0 ? plan.fieldsUsed > best.fieldsUsed : difference < 0;
}

function collectionScan(collection) {
  return {
    stage: 'COLLSCAN',
    estimate: collection.size,
    inOrder: false,
    fieldsUsed: 0,
    candidates: () => collection.documents(),
  };
}

function planForIndex(index, constraints, sort) {
  const { intervals, fieldsUsed, singlePoints } = intervalsFor(index, constraints);
  const direction = sort ? sortDirection(index, sort, singlePoints) : 0;
  // Without any constraint an index serves for its order alone, provided it has all documents.
  if (fieldsUsed === 0 && (direction === 0 || index.sparse)) return undefined;
  const repeats = index.arrayFields.size > 0;
  return {
    stage: 'IXSCAN',
    index,
    fieldsUsed,
    inOrder: direction !== 0,
    direction: direction < 0 ? 'backward' : 'forward',
    estimate: intervals.reduce((sum, { from, to }) => sum + index.entries.count(from, to), 0),
    candidates: () => (repeats ? distinct(scan(index, intervals, direction)) : scan(index, intervals, direction)),
  };
}

/** Points on the first fields narrow to prefixes; the first field without points may add a range and ends it. */
function intervalsFor(index, constraints) {
  let prefixes = [''];
  let fieldsUsed = 0;
  let arrayFieldUsed = false;
  const singlePoints = [];
  for (const [position, { path, direction }] of index.fields.entries()) {
    const constraint = constraints.get(path);
    const fromArray = index.arrayFields.has(position);
    // Two conditions on fields below arrays may be met by different elements, whose keys are different too.
    if (!constraint || (fromArray && arrayFieldUsed)) break;
    const points = usablePoints(constraint, index);
    if (!points) {
      const range = rangeBounds(constraint.ranges, direction, fromArray);
      if (!range) break;
      return { intervals: intervalsBelow(prefixes, range), fieldsUsed: fieldsUsed + 1, singlePoints };
    }
    const encoded = [...new Set(points.map((point) => encodeValue(point, direction)))];
    if (prefixes.length * encoded.length > LARGEST_PRODUCT) break;
    prefixes = prefixes.flatMap((prefix) => encoded.map((point) => prefix + point));
    if (encoded.length === 1) singlePoints.push(path);
    arrayFieldUsed ||= fromArray;
    fieldsUsed++;
  }
  return { intervals: intervalsBelow(prefixes, { from: '', to: BEYOND }), fieldsUsed, singlePoints };
}

// In order, so that reading one after the other keeps the index's order.
const intervalsBelow = (prefixes, { from, to }) =>
  prefixes.sort().map((prefix) => ({ from: prefix + from, to: prefix + to }));

// A sparse index lacks the documents without the field, and those equal null.
function usablePoints({ points }, index) {
  if (index.sparse && points?.some((point) => point === null || point === undefined)) return undefined;
  return points;
}

/** The key bounds that hold all given ranges, or only the first of them if different array elements may meet them. */
function rangeBounds(ranges, direction, fromArray) {
  if (ranges.length === 0) return undefined;
  const bounds = (fromArray ? ranges.slice(0, 1) : ranges).map((range) => boundsOf(range, direction));
  return {
    from: bounds.map(({ from }) => from).reduce((left, right) => (left > right ? left : right)),
    to: bounds.map(({ to }) => to).reduce((left, right) => (left < right ? left : right)),
  };
}

// Bounds always include the value itself, for $gt as for $gte: the filter decides in the end.
function boundsOf(range, direction) {
  if (range.startsWith !== undefined) {
    const start = encodeTextPrefix(range.startsWith, direction);
    return { from: start, to: start + BEYOND };
  }
  const value = range.low ?? range.high;
  const ofType = typeBounds(typeRank(value), direction);
  const key = encodeValue(value, direction);
  const keyIsLowerBound = (range.low !== undefined) === direction > 0;
  return keyIsLowerBound ? { from: key, to: ofType.to } : { from: ofType.from, to: key + BEYOND };
}

/**
 * 1 or -1 if the index, read forwards or backwards, gives the order; 0 if it does not. Fields held at one value do not
 * matter. An index with arrays has one document at several places, in no order of documents, unless each of them is held
 * at one value. A document sorts by the least value of an array, be it that one or another.
 */
function sortDirection(index, sort, singlePoints) {
  const arrays = [...index.arrayFields].map((position) => index.fields[position].path);
  if (arrays.some((path) => !singlePoints.includes(path) || path in sort)) return 0;
  const wanted = Object.entries(sort).filter(([path]) => !singlePoints.includes(path));
  if (wanted.length === 0) return 1;
  const offered = index.fields.filter(({ path }) => !singlePoints.includes(path));
  const directions = wanted.map(([path, direction], position) =>
    (offered[position]?.path === path ? Number(direction) * offered[position].direction : 0));
  return directions.every((direction) => direction === directions[0]) ? directions[0] : 0;
}

function* scan(index, intervals, direction) {
  if (direction < 0) {
    for (const { from, to } of intervals.toReversed()) yield* index.entries.betweenBackwards(from, to);
  } else {
    for (const { from, to } of intervals) yield* index.entries.between(from, to);
  }
}

/** A top-level $or is the union of its branches, if an index serves every one of them. */
function planForOr(collection, filter) {
  if (!Array.isArray(filter.$or) || filter.$or.length === 0) return undefined;
  const plans = filter.$or.map((branch) => planQuery(collection, branch));
  if (plans.some((plan) => plan.stage === 'COLLSCAN')) return undefined;
  return {
    stage: 'OR',
    plans,
    inOrder: false,
    fieldsUsed: 0,
    estimate: plans.reduce((sum, plan) => sum + plan.estimate, 0),
    candidates: () => distinct(unite(plans)),
  };
}

function* unite(plans) {
  for (const plan of plans) yield* plan.candidates();
}

function* distinct(records) {
  const seen = new Set();
  for (const record of records) {
    if (!seen.has(record)) {
      seen.add(record);
      yield record;
    }
  }
}

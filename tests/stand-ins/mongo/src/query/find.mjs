import { notSupported } from '../errors.mjs';
import { compileFilter } from './engine.mjs';
import { planQuery } from './planner.mjs';
import { sortBy } from './sorting.mjs';

/**
 * The stored documents that match, in order. Always a finished list, so that a writer can change the collection while it
 * goes through the result, and a cursor keeps what the collection held when it was opened.
 */
export function findDocuments(collection, { filter = {}, sort, skip = 0, limit = 0 } = {}) {
  return runQuery(collection, { filter, sort, skip, limit }).documents;
}

/** The same with the plan and with how many documents were looked at. */
export function runQuery(collection, { filter = {}, sort, skip = 0, limit = 0 } = {}) {
  const matches = compileFilter(filter);
  const order = sort && Object.keys(sort).length > 0 ? checkedSort(sort) : undefined;
  const plan = planQuery(collection, filter, order);
  const end = limit > 0 ? skip + limit : Infinity;
  const stopEarly = !order || plan.inOrder;

  let examined = 0;
  let found = [];
  for (const candidate of end > 0 ? plan.candidates() : []) {
    examined++;
    if (matches(candidate.document)) found.push(candidate);
    if (stopEarly && found.length === end) break;
  }
  if (!stopEarly) found = sortBy(found, order, (stored) => stored.document);
  return { documents: found.slice(skip, end), plan, examined };
}

function checkedSort(sort) {
  for (const [path, direction] of Object.entries(sort)) {
    if (typeof direction === 'object') throw notSupported(`sort by expression on ${path}`);
  }
  return sort;
}

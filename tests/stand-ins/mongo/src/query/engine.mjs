// mingo with this program's comparison of values: parses filters, runs aggregation stages and expressions.
import { Aggregator } from 'mingo/aggregator';
import { Context } from 'mingo/core';
import { Lazy } from 'mingo/lazy';
import * as accumulators from 'mingo/operators/accumulator';
import * as expressions from 'mingo/operators/expression';
import * as stages from 'mingo/operators/pipeline';
import * as projections from 'mingo/operators/projection';
import * as queries from 'mingo/operators/query';
import { Query } from 'mingo/query';
import { badValue, MongoError } from '../errors.mjs';
import { filterOperators } from './filter-operators.mjs';
import { sortDocuments } from './sorting.mjs';

const query = { ...queries, ...filterOperators };
const sortStage = (documents, specification) => documents.transform((list) => Lazy(sortDocuments(list, specification)));

const options = {
  scriptEnabled: false, // no $where: nothing a client sends is run as code
  context: Context.init({
    accumulator: accumulators,
    expression: expressions,
    pipeline: { ...stages, $sort: sortStage },
    projection: projections,
    query,
  }),
};

/** Filters without expressions need a fraction of the context, which mingo copies for every query. */
const filterOptions = { scriptEnabled: false, context: Context.init({ query }) };
const expressionFilterOptions = { scriptEnabled: false, context: Context.init({ query, expression: expressions }) };

/** A test of (plain) documents. */
export function compileFilter(filter) {
  if (Object.keys(filter).length === 0) return () => true;
  return translatingErrors(() => {
    const compiled = new Query(filter, usesExpressions(filter) ? expressionFilterOptions : filterOptions);
    return (document) => compiled.test(document);
  });
}

function usesExpressions(filter) {
  return '$expr' in filter || [filter.$and, filter.$or, filter.$nor].some((branches) => branches?.some(usesExpressions));
}

export function runStages(documents, pipeline) {
  return translatingErrors(() => new Aggregator(pipeline, options).run(documents));
}

// An error of mingo is reported as the client's.
function translatingErrors(action) {
  try {
    return action();
  } catch (error) {
    throw error instanceof MongoError ? error : badValue(error.message);
  }
}

// Aggregation pipelines. What a pipeline begins with ($match, $sort, $skip, $limit) is a query and uses indexes;
// the stages after that are mingo's work.
import { serialize } from 'bson';
import { plain } from '../bson-values.mjs';
import { badValue, MongoError, notSupported } from '../errors.mjs';
import { runStages } from './engine.mjs';
import { findDocuments } from './find.mjs';
import { compileProjection, isFieldSelection } from './projection.mjs';

// They reach beyond the one collection, and services that speak MongoDB's protocol differ in them.
const UNSUPPORTED_STAGES = new Set([
  '$out', '$merge', '$lookup', '$graphLookup', '$unionWith', '$facet', '$setWindowFields', '$densify', '$fill',
  '$indexStats', '$collStats',
]);

// Stages that leave their input as it is, so that they may be given the stored documents themselves.
const READ_ONLY_STAGES = new Set(['$match', '$sort', '$skip', '$limit', '$group', '$count']);

/** Runs the pipeline and gives the bytes of each resulting document. */
export function aggregate(collection, pipeline) {
  const stages = pipeline.map(checkedStage);
  const { query, rest } = splitPipeline(stages);
  const found = findDocuments(collection, query);
  const count = countOnly(rest, found.length);
  if (count) return found.length > 0 ? [serialize(count)] : [];
  const [first] = rest;
  if (rest.length === 0) return found.map((stored) => stored.bytes);
  if (rest.length === 1 && first.$project && isFieldSelection(first.$project)) {
    const project = compileProjection(first.$project);
    return found.map((stored) => project(stored.bytes));
  }
  const readOnly = rest.every((stage) => READ_ONLY_STAGES.has(Object.keys(stage)[0]));
  const input = found.map((stored) => (readOnly ? stored.document : plain(stored.bytes)));
  return runStages(input, rest).map((document) => serialize(document));
}

function checkedStage(stage) {
  const names = Object.keys(stage);
  if (names.length !== 1) throw badValue('A pipeline stage specification object must contain exactly one field.');
  if (names[0] === '$changeStream') {
    throw new MongoError(40573, 'Location40573', 'The $changeStream stage is only supported on replica sets');
  }
  if (UNSUPPORTED_STAGES.has(names[0])) throw notSupported(`stage ${names[0]}`);
  return stage;
}

/** Takes off the front what means the same as a find with filter, then sort, then skip, then limit. */
export function splitPipeline(stages) {
  const query = {};
  const filters = [];
  let taken = 0;
  for (const stage of stages) {
    if (stage.$match && !query.sort && !query.skip && !query.limit) filters.push(stage.$match);
    else if (stage.$sort && !query.sort && !query.skip && !query.limit) query.sort = stage.$sort;
    else if (stage.$skip && !query.skip && !query.limit) query.skip = stage.$skip;
    else if (stage.$limit && !query.limit) query.limit = stage.$limit;
    else break;
    taken++;
  }
  query.filter = filters.length > 1 ? { $and: filters } : filters[0] ?? {};
  return { query, rest: stages.slice(taken) };
}

/** The answer to what drivers send for counting, { $group: { _id: 1, n: { $sum: 1 } } }, and to $count. */
function countOnly(stages, count) {
  if (stages.length !== 1) return undefined;
  const { $count: name, $group: group } = stages[0];
  if (typeof name === 'string') return { [name]: count };
  if (!group) return undefined;
  const { _id: id, ...sums } = group;
  const isConstant = id === null || typeof id === 'number';
  const isCount = Object.values(sums).every((sum) => sum?.$sum === 1 && Object.keys(sum).length === 1);
  if (!isConstant || !isCount) return undefined;
  return { _id: id, ...Object.fromEntries(Object.keys(sums).map((field) => [field, count])) };
}

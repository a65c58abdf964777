// Commands that read documents.
import { query as decodeQuery } from '../bson-values.mjs';
import { badValue, notSupported } from '../errors.mjs';
import { encodeValue } from '../query/key-encoding.mjs';
import { findDocuments, runQuery } from '../query/find.mjs';
import { valuesAt } from '../query/paths.mjs';
import { aggregate as runPipeline, splitPipeline } from '../query/pipeline.mjs';
import { compileProjection } from '../query/projection.mjs';
import { optional } from './options.mjs';

function queryOf(command, filterField = 'filter') {
  // A negative limit is the old way to say "one batch of so many".
  return {
    filter: optional(command[filterField]),
    sort: optional(command.sort),
    skip: command.skip,
    limit: Math.abs(command.limit ?? 0),
  };
}

function find(command, { store, cursors }) {
  if (command.tailable) throw notSupported('tailable cursors');
  const collection = store.forReading(command.$db, command.find);
  const project = compileProjection(optional(command.projection));
  const documents = findDocuments(collection, queryOf(command)).map((stored) => project(stored.bytes));
  const singleBatch = command.singleBatch || command.limit < 0;
  return cursors.firstBatch(collection.namespace, documents, { batchSize: command.batchSize, singleBatch });
}

function getMore(command, { cursors }) {
  return cursors.nextBatch(Number(command.getMore), command.batchSize);
}

function killCursors(command, { cursors }) {
  const ids = command.cursors.map(Number);
  const killed = ids.filter((id) => cursors.kill(id));
  const notFound = ids.filter((id) => !killed.includes(id));
  return { cursorsKilled: killed, cursorsNotFound: notFound, cursorsAlive: [], cursorsUnknown: [], ok: 1 };
}

function aggregate(command, { store, cursors }) {
  if (typeof command.aggregate !== 'string') throw notSupported('aggregate on a database');
  const collection = store.forReading(command.$db, command.aggregate);
  const documents = runPipeline(collection, command.pipeline.map(decodeQuery));
  return cursors.firstBatch(collection.namespace, documents, { batchSize: optional(command.cursor)?.batchSize });
}

function count(command, { store }) {
  const collection = store.forReading(command.$db, command.count);
  return { n: findDocuments(collection, queryOf(command, 'query')).length, ok: 1 };
}

function distinct(command, { store }) {
  const collection = store.forReading(command.$db, command.distinct);
  const values = new Map();
  for (const { document } of findDocuments(collection, { filter: optional(command.query) })) {
    for (const value of valuesAt(document, command.key)) values.set(encodeValue(value), value);
  }
  return { values: [...values.keys()].sort().map((key) => values.get(key)), ok: 1 };
}

/** Explains a query in the shape of MongoDB's answer, as far as tests read it. */
function explain(command, { store }) {
  const explained = { ...decodeQuery(command.explain), $db: command.$db };
  const { name, query } = explainedQuery(explained);
  const collection = store.forReading(command.$db, name);
  const { documents, plan, examined } = runQuery(collection, query);
  const access = describe(plan);
  const isSorted = !query.sort || Object.keys(query.sort).length === 0 || plan.inOrder;
  return {
    queryPlanner: {
      namespace: collection.namespace,
      winningPlan: isSorted ? access : { stage: 'SORT', sortPattern: query.sort, inputStage: access },
      rejectedPlans: [],
    },
    executionStats: { executionSuccess: true, nReturned: documents.length, totalDocsExamined: examined },
    ok: 1,
  };
}

function explainedQuery(command) {
  if (command.find) return { name: command.find, query: command };
  if (command.count) return { name: command.count, query: { ...command, filter: command.query } };
  if (command.distinct) return { name: command.distinct, query: { filter: command.query } };
  if (command.findAndModify) return { name: command.findAndModify, query: { ...command, filter: command.query, limit: 1 } };
  if (command.aggregate) return { name: command.aggregate, query: splitPipeline(command.pipeline).query };
  const statement = command.updates?.[0] ?? command.deletes?.[0];
  if (!statement) throw badValue('Explain failed due to unknown command');
  return { name: command.update ?? command.delete, query: { filter: statement.q } };
}

function describe(plan) {
  if (plan.stage === 'COLLSCAN') return { stage: 'COLLSCAN', direction: 'forward' };
  if (plan.stage === 'OR') return { stage: 'FETCH', inputStage: { stage: 'OR', inputStages: plan.plans.map(describe) } };
  const { index, direction } = plan;
  const scan = {
    stage: 'IXSCAN',
    indexName: index.name,
    keyPattern: index.specification.key,
    isUnique: index.unique,
    isSparse: index.sparse,
    isMultiKey: index.arrayFields.size > 0,
    direction,
  };
  return { stage: 'FETCH', inputStage: scan };
}

export const readingCommands = { find, getMore, killCursors, aggregate, count, distinct, explain };

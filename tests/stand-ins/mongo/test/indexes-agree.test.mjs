// Whatever index is chosen, the result is that of a scan: random documents and queries, with and without indexes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serialize } from 'bson';
import { findDocuments } from '../src/query/find.mjs';
import { Store } from '../src/store/store.mjs';
import { randomChoices } from './support.mjs';

const { below, pick } = randomChoices(2024);

const scalar = () => pick([null, 0, 1, 2, 3, -1, 1.5, 'a', 'ab', 'b', '\uffff', '\u{1f600}', true, new Date(below(3)), { x: 1 }]);
const value = () => (below(5) === 0 ? Array.from({ length: below(3) }, scalar) : scalar());

function inner() {
  const document = {};
  for (const name of ['x', 'y']) if (below(3) > 0) document[name] = scalar();
  return document;
}

function randomDocument(id) {
  const document = { _id: id };
  for (const name of ['a', 'b']) if (below(4) > 0) document[name] = name === 'a' ? value() : scalar();
  if (below(4) > 0) document.list = below(4) === 0 ? scalar() : Array.from({ length: below(3) }, element);
  return document;
}

const element = () => (below(6) === 0 ? scalar() : inner());

const condition = () => pick([
  () => scalar(),
  () => scalar(),
  () => value(),
  () => ({ $in: [scalar(), scalar(), scalar()] }),
  () => ({ $in: [scalar(), scalar(), scalar()] }),
  () => ({ $gt: scalar() }),
  () => ({ $gte: scalar(), $lt: scalar() }),
  () => ({ $lte: scalar() }),
  () => ({ $ne: scalar() }),
  () => ({ $exists: below(2) === 0 }),
  () => /^a/,
])();

function randomFilter(depth = 0) {
  if (depth < 2 && below(5) === 0) return { [pick(['$or', '$and'])]: [randomFilter(depth + 1), randomFilter(depth + 1)] };
  if (below(6) === 0) return { list: { $elemMatch: { x: condition(), y: condition() } } };
  if (below(6) === 0) return { 'list.x': scalar(), 'list.y': condition() };
  const filter = {};
  for (let fields = below(3); fields >= 0; fields--) filter[pick(['a', 'b', 'list.x', 'list.y', 'a.x'])] = condition();
  return filter;
}

const INDEXES = [
  { key: { a: 1 }, name: 'a' },
  { key: { a: -1, b: 1 }, name: 'ab' },
  { key: { b: -1, _id: 1 }, name: 'b' },
  { key: { a: 1, _id: 1 }, name: 'a-id' },
  { key: { b: 1 }, name: 'sparse', sparse: true },
  { key: { 'list.x': 1, 'list.y': -1 }, name: 'list' },
  { key: { b: 1, 'list.y': 1 }, name: 'by' },
];

test('1200 random queries find the same with and without indexes', () => {
  const store = new Store();
  const plain = store.forWriting('d', 'plain');
  const indexed = INDEXES.map((specification, at) => {
    const collection = store.forWriting('d', `indexed${at}`);
    collection.createIndex(specification);
    return collection;
  });
  for (let id = 0; id < 300; id++) {
    const bytes = serialize(randomDocument(id));
    for (const collection of [plain, ...indexed]) collection.insert(bytes);
  }
  for (let round = 0; round < 1200; round++) {
    const query = { filter: randomFilter(), ...pick([randomPage, randomOrder])() };
    const expected = idsOf(plain, query);
    for (const collection of indexed) {
      assert.deepEqual(idsOf(collection, query), expected, `${collection.namespace} ${JSON.stringify(query)}`);
    }
  }
});

// Sorting by the id last makes the order, and so the page, unambiguous.
function randomPage() {
  const id = { _id: pick([1, -1]) };
  return { sort: below(3) > 0 ? { [pick(['a', 'b'])]: pick([1, -1]), ...id } : id, skip: below(3), limit: below(2) * 10 };
}

const randomOrder = () => ({ sort: { [pick(['a', 'b'])]: pick([1, -1]) } });

function idsOf(collection, query) {
  const ids = findDocuments(collection, query).map((stored) => stored.document._id);
  return '_id' in query.sort ? ids : ids.sort();
}

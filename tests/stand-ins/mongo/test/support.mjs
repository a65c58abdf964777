import { after, before } from 'node:test';
import { MongoClient } from 'mongodb';
import { startServer } from '../src/server.mjs';

/** For a test file: a stand-in inside the test process with a driver connected to it, there from before to after its tests. */
export function useStandIn() {
  const standIn = {};
  before(async () => {
    standIn.server = await startServer();
    standIn.client = await new MongoClient(`mongodb://127.0.0.1:${standIn.server.port}`).connect();
    standIn.db = standIn.client.db('test');
  });
  after(async () => {
    await standIn.client.close();
    await standIn.server.close();
  });
  return standIn;
}

/** The ids of what matches, sorted. */
export async function idsOf(collection, filter) {
  const documents = await collection.find(filter, { projection: { _id: 1 } }).toArray();
  return documents.map((document) => document._id).sort();
}

/** A repeatable source of random choices. */
export function randomChoices(seed) {
  let state = seed;
  const below = (limit) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  return { below, pick: (list) => list[below(list.length)] };
}

import { KeyPattern } from './key-pattern.mjs';

/** Sorts anything that has documents; the keys are made once per document, not once per comparison. */
export function sortBy(items, specification, documentOf) {
  const pattern = new KeyPattern(specification);
  const keyed = items.map((item) => ({ item, key: pattern.sortKeyOf(documentOf(item)) }));
  keyed.sort((left, right) => (left.key < right.key ? -1 : Number(left.key > right.key)));
  return keyed.map(({ item }) => item);
}

export const sortDocuments = (documents, specification) => sortBy(documents, specification, (document) => document);

// An ordered list of (key, record) pairs in blocks: a block is found by binary search and insertion moves one block's
// entries only. Finding, inserting and counting a range stay at microseconds for hundreds of thousands of entries.
const LARGEST_BLOCK = 512;

export class SortedList {
  // Keys and records in parallel arrays: a search reads nothing but the keys.
  #blocks = [{ keys: [], records: [] }];

  insert(key, record) {
    const { block, offset } = this.#locate(key, record.number);
    const { keys, records } = this.#blocks[block];
    keys.splice(offset, 0, key);
    records.splice(offset, 0, record);
    if (keys.length > LARGEST_BLOCK) this.#split(block);
  }

  delete(key, record) {
    const { block, offset } = this.#locate(key, record.number);
    const { keys, records } = this.#blocks[block];
    if (records[offset] !== record || keys[offset] !== key) throw new Error('index out of step with its collection');
    keys.splice(offset, 1);
    records.splice(offset, 1);
    if (keys.length === 0 && this.#blocks.length > 1) this.#blocks.splice(block, 1);
  }

  /** The first record with exactly this key. */
  first(key) {
    return this.between(key, key + '\0').next().value;
  }

  /** Records whose key is in [from, to), in order. */
  *between(from, to) {
    let { block, offset } = this.#locate(from, -1);
    for (; block < this.#blocks.length; block++, offset = 0) {
      const { keys, records } = this.#blocks[block];
      for (; offset < keys.length; offset++) {
        if (keys[offset] >= to) return;
        yield records[offset];
      }
    }
  }

  *betweenBackwards(from, to) {
    let { block, offset } = this.#locate(to, -1);
    for (;;) {
      const { keys, records } = this.#blocks[block];
      for (offset--; offset >= 0; offset--) {
        if (keys[offset] < from) return;
        yield records[offset];
      }
      if (--block < 0) return;
      offset = this.#blocks[block].keys.length;
    }
  }

  /** How many entries [from, to) holds, without visiting them. */
  count(from, to) {
    if (from >= to) return 0;
    const [start, end] = [this.#locate(from, -1), this.#locate(to, -1)];
    let count = end.offset - start.offset;
    for (let block = start.block; block < end.block; block++) count += this.#blocks[block].keys.length;
    return count;
  }

  /** Where the first entry not less than (key, number) is, or would be. */
  #locate(key, number) {
    let [low, high] = [0, this.#blocks.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      const { keys, records } = this.#blocks[middle];
      const last = keys.length - 1;
      if (isLess(keys[last], records[last].number, key, number)) low = middle + 1;
      else high = middle;
    }
    return { block: low, offset: offsetWithin(this.#blocks[low], key, number) };
  }

  #split(block) {
    const { keys, records } = this.#blocks[block];
    const half = keys.length >> 1;
    this.#blocks.splice(block + 1, 0, { keys: keys.splice(half), records: records.splice(half) });
  }
}

function offsetWithin({ keys, records }, key, number) {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isLess(keys[middle], records[middle].number, key, number)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isLess(leftKey, leftNumber, rightKey, rightNumber) {
  return leftKey === rightKey ? leftNumber < rightNumber : leftKey < rightKey;
}

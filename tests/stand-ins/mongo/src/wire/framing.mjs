// Cuts a connection's byte stream into messages: each begins with its own length.
const LARGEST_MESSAGE = 48_000_000 + 16 * 1024;
const HEADER = 16;

export class FrameReader {
  #chunks = [];
  #received = 0;

  /** Takes what has arrived and gives the messages that are complete with it. */
  *push(chunk) {
    this.#chunks.push(chunk);
    this.#received += chunk.length;
    for (;;) {
      const length = this.#nextLength();
      if (length === undefined || this.#received < length) return;
      yield this.#take(length);
    }
  }

  #nextLength() {
    if (this.#received < 4) return undefined;
    if (this.#chunks[0].length < 4) this.#joinChunks();
    const length = this.#chunks[0].readInt32LE(0);
    if (length < HEADER || length > LARGEST_MESSAGE) throw new Error(`message of ${length} bytes`);
    return length;
  }

  // Chunks are joined only when a message is complete: joining at each arrival would copy a large message again and again.
  #joinChunks() {
    if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks, this.#received)];
  }

  #take(length) {
    this.#joinChunks();
    const [all] = this.#chunks;
    this.#received -= length;
    this.#chunks = this.#received > 0 ? [all.subarray(length)] : [];
    return all.subarray(0, length);
  }
}

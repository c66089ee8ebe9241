/** The stream ended where more was due. */
export class CutOff extends Error {}

/** Chunks of a stream, taken by length. */
export class Bytes {
  readonly #chunks: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** Exactly so many bytes, as they come. Throws CutOff. */
  async *upTo(length: number): AsyncGenerator<Buffer> {
    for (let left = length; left > 0; ) {
      if (this.#rest.length === 0) await this.#more();
      const chunk = this.#rest.subarray(0, left);
      this.#rest = this.#rest.subarray(chunk.length);
      left -= chunk.length;
      yield chunk;
    }
  }

  /** Exactly so many bytes, in one piece. Throws CutOff. */
  async take(length: number): Promise<Buffer> {
    const taken: Buffer[] = [];
    for await (const chunk of this.upTo(length)) taken.push(chunk);
    return taken.length === 1 ? taken[0]! : Buffer.concat(taken);
  }

  /** Whether nothing is left. */
  async ended(): Promise<boolean> {
    while (this.#rest.length === 0) {
      const next = await this.#chunks.next();
      if (next.done) return true;
      this.#rest = next.value;
    }
    return false;
  }

  async #more(): Promise<void> {
    if (await this.ended()) throw new CutOff();
  }
}

/** A short line before work that is heavy: so many at once, so many who wait, and nobody beyond. */

/** At once: the thread pool has four threads by default, and writing mail to the disk needs the others. */
const mostRunning = 2;
/** Who would wait behind so many would wait a second or more; he had better come again. */
const mostWaiting = 32;

export class HashLine {
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  /** Does the work when its turn comes; undefined where the line is full. */
  run<T>(work: () => Promise<T>): Promise<T> | undefined {
    if (this.#running >= mostRunning && this.#waiting.length >= mostWaiting) return undefined;
    return this.#inTurn(work);
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running < mostRunning) this.#running += 1;
    // Whoever ends hands his place on, so that nobody steps in between.
    else await new Promise<void>((begin) => this.#waiting.push(begin));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}

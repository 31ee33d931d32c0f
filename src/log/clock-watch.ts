/** Sees when the clock of the machine was set, beside a clock that nobody sets. */

/** Smaller differences are the fine adjustment of a time server, and are followed in silence. */
const leastStepMilliseconds = 2000;

/** So long after it was looked at, a clock that goes on without a step is looked at again. */
const patienceMilliseconds = 1000;

export class ClockWatch {
  #offset: number;
  #lookedAt: number;

  /** Both in milliseconds: since the epoch, and of a monotonic clock. */
  constructor(now: number, monotonic: number) {
    this.#offset = now - monotonic;
    this.#lookedAt = now;
  }

  /** May the clock that says so have been set? Asked of each line, so it looks at no other clock; `stepAt` tells. */
  isSuspect(now: number): boolean {
    return now < this.#lookedAt || now >= this.#lookedAt + patienceMilliseconds;
  }

  /** Seconds that the clock was set forward (negative: back) since it was asked last, or the machine slept; 0 for none. */
  stepAt(now: number, monotonic: number): number {
    const step = now - monotonic - this.#offset;
    this.#offset += step;
    this.#lookedAt = now;
    return Math.abs(step) < leastStepMilliseconds ? 0 : Math.round(step / 1000);
  }
}

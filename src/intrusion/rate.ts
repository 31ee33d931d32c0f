/** Counts that decay, one number for each address: a bucket that leaks as fast as the limit allows. */

/** So many addresses are remembered for each rule; of more, first those whose count is over are forgotten, then the oldest. */
const mostAddresses = 1_000_000;
/** So many are looked at for one that is over, before the oldest goes. */
const lookedAt = 8;

/** When a count will be back at nothing with one more; each is forgotten in so many milliseconds. */
export const emptyAfter = (emptyAt: number, each: number, at: number): number => Math.max(emptyAt, at) + each;

/** How many milliseconds until one more is within the limit that `within` holds; 0: now. */
export function waitFor(emptyAt: number, each: number, within: number, at: number): number {
  const fullFor = Math.max(emptyAt, at) - at + each - within;
  // A thousandth: what only rounding added is none.
  return fullFor > each / 1000 ? Math.ceil(fullFor) : 0;
}

export class Rate {
  readonly #withinMilliseconds: number;
  readonly #most: number;
  /** For each address the instant at which its count will be back at nothing. */
  readonly #emptyAt = new Map<string, number>();

  constructor(withinSeconds: number, most = mostAddresses) {
    this.#withinMilliseconds = withinSeconds * 1000;
    this.#most = most;
  }

  /** Counts one more at that instant; gives the count, rounded up. `limit` is at least 1. */
  add(address: string, limit: number, at: number): number {
    const each = this.#withinMilliseconds / limit;
    const before = this.#emptyAt.get(address);
    if (before === undefined && this.#emptyAt.size >= this.#most) this.#makeRoom(at);
    const emptyAt = emptyAfter(before ?? at, each, at);
    this.#emptyAt.set(address, emptyAt);
    // A thousandth: what only rounding added is none.
    return Math.ceil((emptyAt - at) / each - 0.001);
  }

  /** So many are as if they had not been. */
  takeBack(address: string, count: number, limit: number): void {
    const emptyAt = this.#emptyAt.get(address);
    if (emptyAt !== undefined) this.#emptyAt.set(address, emptyAt - (count * this.#withinMilliseconds) / limit);
  }

  forget(address: string): void {
    this.#emptyAt.delete(address);
  }

  get addresses(): number {
    return this.#emptyAt.size;
  }

  #makeRoom(at: number): void {
    let seen = 0;
    for (const [address, emptyAt] of this.#emptyAt) {
      if (emptyAt <= at) return void this.#emptyAt.delete(address);
      if (++seen === lookedAt) break;
    }
    const [oldest] = this.#emptyAt.keys();
    if (oldest !== undefined) this.#emptyAt.delete(oldest);
  }
}

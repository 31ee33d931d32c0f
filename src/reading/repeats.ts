/** How often a line came before: what makes the ids of sessions different whose first lines are equal. */

/** Equal first lines (same second, same process, same peer) come near each other: so many sessions back are remembered. */
const rememberedFirstLines = 10_000;

/** Counts by numbers, in memory that is used again: millions of first lines leave nothing behind. */
class Counts {
  readonly #keys = new Float64Array(4 * rememberedFirstLines);
  readonly #counts = new Uint32Array(4 * rememberedFirstLines);
  size = 0;

  /** Where a number stands, or may stand. */
  #place(key: number): number {
    let at = key % this.#keys.length;
    while (this.#counts[at] !== 0 && this.#keys[at] !== key) at = (at + 1) % this.#keys.length;
    return at;
  }

  get(key: number): number {
    return this.#counts[this.#place(key)] ?? 0;
  }

  /** `count` is not 0. */
  set(key: number, count: number): void {
    const at = this.#place(key);
    if (this.#counts[at] === 0) this.size += 1;
    this.#keys[at] = key;
    this.#counts[at] = count;
  }

  clear(): void {
    this.#counts.fill(0);
    this.size = 0;
  }
}

/** Counts equal lines by their hashes, forgetting the far past. */
export class Repeats {
  #now = new Counts();
  #before = new Counts();

  next(key: number): number {
    const nth = this.#now.get(key) || this.#before.get(key);
    if (this.#now.size >= rememberedFirstLines) {
      [this.#now, this.#before] = [this.#before, this.#now];
      this.#now.clear();
    }
    this.#now.set(key, nth + 1);
    return nth;
  }
}

/** How often a line came before: what makes the ids of sessions different whose first lines are equal. */

/** Equal first lines (same second, same process, same peer) come near each other: so many sessions back are remembered. */
const rememberedFirstLines = 10_000;

const slots = 1 << 15;
/** The upper bits of a number say where it stands. */
const upper = 2 ** -21;

/** Counts by numbers of 53 bits, in memory that is used again: millions of first lines leave nothing behind. */
class Counts {
  readonly #keys = new Float64Array(slots);
  readonly #counts = new Uint32Array(slots);
  size = 0;

  /** Where a number stands, or may stand. */
  place(key: number): number {
    let at = (key * upper) & (slots - 1);
    while (this.#counts[at] !== 0 && this.#keys[at] !== key) at = (at + 1) & (slots - 1);
    return at;
  }

  /** 0 where none stands. */
  at(place: number): number {
    return this.#counts[place] ?? 0;
  }

  put(place: number, key: number, count: number): void {
    if (this.#counts[place] === 0) this.size += 1;
    this.#keys[place] = key;
    this.#counts[place] = count;
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
    if (this.#now.size >= rememberedFirstLines) {
      [this.#now, this.#before] = [this.#before, this.#now];
      this.#now.clear();
    }
    const place = this.#now.place(key);
    const nth = this.#now.at(place) || this.#before.at(this.#before.place(key));
    this.#now.put(place, key, nth + 1);
    return nth;
  }
}

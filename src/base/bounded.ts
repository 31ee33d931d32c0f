/** Maps that remember so much and no more. */

/** Sets a value; of more than so many the one that was set first is forgotten, and given back. */
export function setBounded<K, V>(map: Map<K, V>, key: K, value: V, most: number): V | undefined {
  map.set(key, value);
  const [oldest] = map.size > most ? map : [];
  if (oldest) map.delete(oldest[0]);
  return oldest?.[1];
}

/** A map that keeps so many; of more the one that was set first is forgotten. Finding that one costs nothing, however many are full. */
export class BoundedMap<K, V> extends Map<K, V> {
  readonly #most: number;
  /** Goes on from key to key, past those that are gone: a new one would pass all that were deleted each time. */
  #oldest: MapIterator<K> | undefined;

  constructor(most: number) {
    super();
    this.#most = most;
  }

  /** Sets a value, as the newest, and gives those that are forgotten for it: what the key had, and the oldest. */
  add(key: K, value: V): readonly V[] {
    const before = this.get(key);
    if (before !== undefined) this.delete(key);
    this.set(key, value);
    const oldest = this.size > this.#most ? this.#takeOldest() : undefined;
    return [before, oldest].filter((one) => one !== undefined);
  }

  #takeOldest(): V | undefined {
    this.#oldest ??= this.keys();
    const { value: key, done } = this.#oldest.next();
    if (done) {
      this.#oldest = undefined;
      return undefined;
    }
    const value = this.get(key);
    this.delete(key);
    return value;
  }
}

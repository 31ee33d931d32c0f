/** Instants by the hashes of what they are of: some 20 bytes for each. */

const firstRoom = 1024;

export class Instants {
  #hashes = new Uint32Array(firstRoom);
  #instants = new Float64Array(firstRoom);
  /** The entry before it in the same slot; -1: none. */
  #next = new Int32Array(firstRoom);
  #slots = new Int32Array(firstRoom).fill(-1);
  #size = 0;

  /** `hash`: 32 bits. */
  add(hash: number, at: number): void {
    if (this.#size === this.#hashes.length) this.#grow();
    this.#hashes[this.#size] = hash;
    this.#instants[this.#size] = at;
    this.#chain(this.#size++);
  }

  #chain(entry: number): void {
    const slot = (this.#hashes[entry] ?? 0) & (this.#slots.length - 1);
    this.#next[entry] = this.#slots[slot] ?? -1;
    this.#slots[slot] = entry;
  }

  #grow(): void {
    const room = 2 * this.#size;
    const [hashes, instants] = [new Uint32Array(room), new Float64Array(room)];
    hashes.set(this.#hashes);
    instants.set(this.#instants);
    this.#hashes = hashes;
    this.#instants = instants;
    this.#next = new Int32Array(room);
    this.#slots = new Int32Array(room).fill(-1);
    for (let entry = 0; entry < this.#size; entry++) this.#chain(entry);
  }

  /** Those of a hash, the last first; more than `most` are not looked for. */
  of(hash: number, most: number): readonly number[] {
    const found: number[] = [];
    let entry = this.#slots[hash & (this.#slots.length - 1)] ?? -1;
    for (; entry >= 0 && found.length <= most; entry = this.#next[entry] ?? -1)
      if (this.#hashes[entry] === hash) found.push(this.#instants[entry] ?? Number.NaN);
    return found;
  }
}

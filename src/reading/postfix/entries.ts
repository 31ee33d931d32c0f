/** The queue entries that one machine has open, by their ids: as strings, or as bytes of which none need be made. */
import type { Entry } from "./scene.ts";

export class Entries {
  /** The oldest first. */
  readonly #all = new Set<Entry>();
  /** Chains of those whose ids have that hash: one for the session that is read again, as many as a log needs. */
  #slots: (Entry | undefined)[] = [undefined];

  get size(): number {
    return this.#all.size;
  }

  get oldest(): Entry | undefined {
    return this.#all.values().next().value;
  }

  get(id: string): Entry | undefined {
    let entry = this.#slots[this.#slotOf(id)];
    while (entry && entry.id !== id) entry = entry.next;
    return entry;
  }

  /** The one whose id is these ASCII bytes. */
  find(bytes: Buffer, start: number, end: number): Entry | undefined {
    let hash = 0;
    for (let at = start; at < end; at++) hash = Math.imul(hash, 31) + (bytes[at] ?? 0);
    let entry = this.#slots[this.#slotOfHash(hash)];
    while (entry && !isIn(entry.id, bytes, start, end)) entry = entry.next;
    return entry;
  }

  /** Takes the place of another of that id. */
  add(entry: Entry): void {
    const other = this.get(entry.id);
    if (other) this.delete(other);
    this.#all.add(entry);
    if (this.#all.size > this.#slots.length) this.#grow();
    else this.#chain(entry);
  }

  delete(entry: Entry): void {
    if (!this.#all.delete(entry)) return;
    const slot = this.#slotOf(entry.id);
    const first = this.#slots[slot];
    if (first === entry) this.#slots[slot] = entry.next;
    else for (let one = first; one; one = one.next) if (one.next === entry) one.next = entry.next;
    entry.next = undefined;
  }

  #chain(entry: Entry): void {
    const slot = this.#slotOf(entry.id);
    entry.next = this.#slots[slot];
    this.#slots[slot] = entry;
  }

  #grow(): void {
    this.#slots = emptySlots(2 * this.#slots.length);
    for (const entry of this.#all) this.#chain(entry);
  }

  #slotOf(id: string): number {
    let hash = 0;
    for (let at = 0; at < id.length; at++) hash = Math.imul(hash, 31) + id.charCodeAt(at);
    return this.#slotOfHash(hash);
  }

  #slotOfHash(hash: number): number {
    return (hash ^ (hash >>> 12)) & (this.#slots.length - 1);
  }
}

const emptySlots = (length: number): undefined[] => Array.from({ length }, () => undefined);

function isIn(id: string, bytes: Buffer, start: number, end: number): boolean {
  if (id.length !== end - start) return false;
  // From the end: ids of one second begin alike.
  for (let at = id.length - 1; at >= 0; at--) if (id.charCodeAt(at) !== bytes[start + at]) return false;
  return true;
}

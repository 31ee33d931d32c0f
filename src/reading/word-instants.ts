/** When the sessions began that may have a word, of words that few have. */
import { Instants } from "../base/instants.ts";

/** Of a word that more sessions have, such as the domain of a server's own mail, it is only known that they are many. */
const few = 200;

export class WordInstants {
  /** By word, up to one more than few. */
  readonly #counts = new Uint8Array(2 ** 24);
  readonly #instants = new Instants();

  add(word: number, at: number): void {
    const count = this.#counts[word] ?? 0;
    if (count > few) return;
    this.#counts[word] = count + 1;
    this.#instants.add(word, at);
  }

  /** Undefined for a word of many. */
  of(word: number): readonly number[] | undefined {
    return (this.#counts[word] ?? 0) > few ? undefined : this.#instants.of(word, few);
  }
}

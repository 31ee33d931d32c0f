/** A short line before work that is heavy: so many at once, so many who wait, a share for each network, and nobody beyond. */
import { changeCount } from "../base/count.ts";

/** At once: the thread pool has four threads by default, and writing mail to the disk needs the others. */
const mostRunning = 2;
/** Who would wait behind so many would wait a second or more; he had better come again. */
const mostWaiting = 32;
/** Of one network, running and waiting: one that guesses must not fill the line, and an office may come back at once. */
const share = { known: 16, strange: 4 } as const;

/** Who asks. */
export interface InLine {
  /** Whose share it is. */
  readonly network: string;
  /** Those who logged in well before have a line of their own, and every other turn. */
  readonly kind: keyof typeof share;
}

export class HashLine {
  #running = 0;
  /** Whose turn is next, where both wait: also an address that is known may guess. */
  #next: InLine["kind"] = "known";
  readonly #waiting: Readonly<Record<InLine["kind"], (() => void)[]>> = { known: [], strange: [] };
  readonly #ofNetwork = new Map<string, number>();

  /** Does the work when its turn comes; undefined where the line is full, or the share of the network is used. */
  run<T>(work: () => Promise<T>, { network, kind }: InLine): Promise<T> | undefined {
    const waiting = this.#waiting[kind];
    if ((this.#ofNetwork.get(network) ?? 0) >= share[kind]) return undefined;
    if (this.#running >= mostRunning && waiting.length >= mostWaiting) return undefined;
    changeCount(this.#ofNetwork, network, 1);
    return this.#inTurn(work, waiting).finally(() => changeCount(this.#ofNetwork, network, -1));
  }

  async #inTurn<T>(work: () => Promise<T>, waiting: (() => void)[]): Promise<T> {
    if (this.#running < mostRunning) this.#running += 1;
    // Whoever ends hands his place on, so that nobody steps in between.
    else await new Promise<void>((begin) => waiting.push(begin));
    try {
      return await work();
    } finally {
      const { known, strange } = this.#waiting;
      const next = this.#next === "known" ? (known.shift() ?? strange.shift()) : (strange.shift() ?? known.shift());
      this.#next = this.#next === "known" ? "strange" : "known";
      if (next) next();
      else this.#running -= 1;
    }
  }
}

/** How long a session may be silent, and how long it may last. */

/** `idle`: the peer was silent too long; `total`: the session as a whole took too long. */
export type Overrun = "idle" | "total";

/** Two timers of one session, in seconds (fractions allowed); `overrun` is called at most once. */
export class Deadlines {
  readonly #idle: NodeJS.Timeout;
  readonly #total: NodeJS.Timeout;
  #waiting = true;

  constructor(idleSeconds: number, totalSeconds: number, overrun: (which: Overrun) => void) {
    const stopAnd = (which: Overrun) => {
      this.stop();
      overrun(which);
    };
    this.#idle = setTimeout(() => {
      if (this.#waiting) stopAnd("idle");
    }, idleSeconds * 1000);
    this.#total = setTimeout(() => stopAnd("total"), totalSeconds * 1000);
  }

  /** It is the peer's turn, and its time begins again. */
  peersTurn(): void {
    this.#waiting = true;
    this.#idle.refresh();
  }

  /** We are at work: the silence is ours and is not counted. */
  ourTurn(): void {
    this.#waiting = false;
  }

  stop(): void {
    clearTimeout(this.#idle);
    clearTimeout(this.#total);
  }
}

/** How long a session may be silent, how long a message may take, and how slowly its content may come. */

/** `idle`: the peer was silent too long · `session`, `transaction`: it took too long as a whole · `rate`: too slow. */
export type Overrun = "idle" | "session" | "transaction" | "rate";

export interface TimeLimits {
  readonly sessionSeconds: number;
  readonly transactionSeconds: number;
  /** Bytes of content a second; 0: any rate. */
  readonly leastBytesPerSecond: number;
}

/** So long a rate is measured: a short pause in a transfer is no fault. */
export const rateSeconds = 60;

/** The timers of one session, in seconds (fractions allowed); `overrun` is called at most once. */
export class Deadlines {
  readonly #limits: TimeLimits;
  readonly #overrun: (which: Overrun) => void;
  readonly #session: NodeJS.Timeout;
  #idle: NodeJS.Timeout;
  #idleSeconds: number;
  #transaction: NodeJS.Timeout | undefined;
  #rate: NodeJS.Timeout | undefined;
  #waiting = true;

  constructor(idleSeconds: number, limits: TimeLimits, overrun: (which: Overrun) => void) {
    this.#limits = limits;
    this.#overrun = overrun;
    this.#idleSeconds = idleSeconds;
    this.#idle = this.#startIdle();
    this.#session = setTimeout(() => this.#end("session"), limits.sessionSeconds * 1000);
  }

  /** It is the peer's turn, and its time begins again: so many seconds until it must have said something. */
  peersTurn(idleSeconds: number): void {
    this.#waiting = true;
    if (idleSeconds === this.#idleSeconds) {
      this.#idle.refresh();
      return;
    }
    this.#idleSeconds = idleSeconds;
    clearTimeout(this.#idle);
    this.#idle = this.#startIdle();
  }

  /** We are at work: the silence is ours and is not counted. */
  ourTurn(): void {
    this.#waiting = false;
  }

  /** A transaction begins, or (false) is over. */
  transaction(open: boolean): void {
    clearTimeout(this.#transaction);
    this.#transaction = open
      ? setTimeout(() => this.#end("transaction"), this.#limits.transactionSeconds * 1000)
      : undefined;
  }

  /** Content is awaited, and `receivedBytes` says how much has come; undefined: no more. */
  transfer(receivedBytes: (() => number) | undefined): void {
    clearInterval(this.#rate);
    this.#rate = undefined;
    const least = this.#limits.leastBytesPerSecond * rateSeconds;
    if (!receivedBytes || least === 0) return;
    let before = receivedBytes();
    this.#rate = setInterval(() => {
      const now = receivedBytes();
      if (this.#waiting && now - before < least) this.#end("rate");
      before = now;
    }, rateSeconds * 1000);
  }

  stop(): void {
    clearTimeout(this.#idle);
    clearTimeout(this.#session);
    clearTimeout(this.#transaction);
    clearInterval(this.#rate);
  }

  #startIdle(): NodeJS.Timeout {
    return setTimeout(() => {
      if (this.#waiting) this.#end("idle");
    }, this.#idleSeconds * 1000);
  }

  #end(which: Overrun): void {
    this.stop();
    this.#overrun(which);
  }
}

/** How long a session may be silent, how long a message may take, and how slowly its content may come. */

/** `idle`: the peer was silent too long · `session`, `transaction`: it took too long as a whole · `rate`: too slow. */
export type Overrun = "idle" | "session" | "transaction" | "rate";

export interface TimeLimits {
  readonly sessionSeconds: number;
  readonly transactionSeconds: number;
  /** Bytes of content a second; 0: any rate. */
  readonly leastBytesPerSecond: number;
}

/** Whose deadlines they are: one object for all callbacks, since each function of its own costs an idle session memory. */
export interface Timed {
  /** Called at most once. */
  overrun(which: Overrun): void;
  /** How much of the content that is awaited has come. */
  receivedBytes(): number;
}

/** So long a rate is measured: a short pause in a transfer is no fault. */
export const rateSeconds = 60;

/**
 * The deadlines of one session, in seconds (fractions allowed). One timer for all of them: a sign of life only notes the time, and the
 * timer, when it fires, sees what is due and when to look again.
 */
export class Deadlines {
  readonly #limits: TimeLimits;
  readonly #owner: Timed;
  #timer: NodeJS.Timeout | undefined;
  /** All of these in milliseconds of the monotonic clock. */
  #firesAt = Number.POSITIVE_INFINITY;
  #idleSince: number;
  #idle: number;
  readonly #sessionEnd: number;
  #transactionEnd = Number.POSITIVE_INFINITY;
  #rateAt = Number.POSITIVE_INFINITY;
  #bytesBefore = 0;
  #waiting = true;

  constructor(idleSeconds: number, limits: TimeLimits, owner: Timed) {
    this.#limits = limits;
    this.#owner = owner;
    this.#idleSince = performance.now();
    this.#idle = idleSeconds * 1000;
    this.#sessionEnd = this.#idleSince + limits.sessionSeconds * 1000;
    this.#aim(Math.min(this.#idleSince + this.#idle, this.#sessionEnd));
  }

  /** It is the peer's turn, and its time begins again: so many seconds until it must have said something. */
  peersTurn(idleSeconds: number): void {
    this.#waiting = true;
    this.#idleSince = performance.now();
    this.#idle = idleSeconds * 1000;
    this.#aim(this.#idleSince + this.#idle);
  }

  /** We are at work: the silence is ours and is not counted. */
  ourTurn(): void {
    this.#waiting = false;
  }

  /** A transaction begins, or (false) is over. */
  transaction(open: boolean): void {
    this.#transactionEnd = open ? performance.now() + this.#limits.transactionSeconds * 1000 : Number.POSITIVE_INFINITY;
    this.#aim(this.#transactionEnd);
  }

  /** Content is awaited, or (false) no more. */
  transfer(open: boolean): void {
    const rated = open && this.#limits.leastBytesPerSecond > 0;
    this.#rateAt = rated ? performance.now() + rateSeconds * 1000 : Number.POSITIVE_INFINITY;
    this.#bytesBefore = rated ? this.#owner.receivedBytes() : 0;
    this.#aim(this.#rateAt);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#firesAt = Number.NEGATIVE_INFINITY;
  }

  #aim(at: number): void {
    if (at >= this.#firesAt) return;
    clearTimeout(this.#timer);
    this.#firesAt = at;
    this.#timer = setTimeout(look, Math.max(at - performance.now(), 0), this);
  }

  /** For its timer only. */
  look(): void {
    const now = performance.now();
    const idleEnd = this.#waiting ? this.#idleSince + this.#idle : Number.POSITIVE_INFINITY;
    if (now >= idleEnd) return this.#end("idle");
    if (now >= this.#sessionEnd) return this.#end("session");
    if (now >= this.#transactionEnd) return this.#end("transaction");
    if (now >= this.#rateAt) {
      const bytes = this.#owner.receivedBytes();
      const least = this.#limits.leastBytesPerSecond * rateSeconds;
      if (this.#waiting && bytes - this.#bytesBefore < least) return this.#end("rate");
      this.#bytesBefore = bytes;
      this.#rateAt = now + rateSeconds * 1000;
    }
    this.#firesAt = Number.POSITIVE_INFINITY;
    this.#aim(Math.min(idleEnd, this.#sessionEnd, this.#transactionEnd, this.#rateAt));
  }

  #end(which: Overrun): void {
    this.stop();
    this.#owner.overrun(which);
  }
}

/** One function for all timers: thousands of idle sessions hold one. */
const look = (deadlines: Deadlines): void => deadlines.look();

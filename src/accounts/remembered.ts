/** What is remembered of logins, in memory alone: passwords that were right or wrong, and from where somebody got in. */
import { createHmac, randomBytes } from "node:crypto";
import { isIP } from "node:net";
import { customerNetwork, neighbourhood } from "../base/network.ts";
import type { InLine } from "./hash-line.ts";

/** 32 bytes and a number each: some MB at most. */
const mostRemembered = 20_000;

/** Addresses (of IPv6 their /64) from which somebody logged in well, the last that did at the end. */
export class KnownPeers {
  readonly #all = new Set<string>();

  /** Where it stands in the line for passwords. */
  placeOf(peer: string): InLine {
    const network = isIP(peer) ? neighbourhood(peer) : peer;
    return { network, kind: this.#all.has(customerNetwork(peer)) ? "known" : "strange" };
  }

  add(peer: string): void {
    const network = customerNetwork(peer);
    this.#all.delete(network);
    const [oldest] = this.#all;
    if (oldest !== undefined && this.#all.size >= mostRemembered) this.#all.delete(oldest);
    this.#all.add(network);
  }
}

/** Passwords of a short time ago as keyed hashes, each with what it was tried against: never the password itself. */
export class Passwords {
  readonly #key = randomBytes(32);
  readonly #until = new Map<string, number>();
  readonly #milliseconds: number;
  readonly #now: () => number;

  constructor(milliseconds: number, now: () => number) {
    this.#milliseconds = milliseconds;
    this.#now = now;
  }

  has(against: string, password: string): boolean {
    return (this.#until.get(this.#digest(against, password)) ?? 0) > this.#now();
  }

  add(against: string, password: string): void {
    const [oldest] = this.#until.keys();
    if (oldest !== undefined && this.#until.size >= mostRemembered) this.#until.delete(oldest);
    this.#until.set(this.#digest(against, password), this.#now() + this.#milliseconds);
  }

  #digest(against: string, password: string): string {
    return createHmac("sha256", this.#key).update(`${against}\0${password}`).digest("base64");
  }
}

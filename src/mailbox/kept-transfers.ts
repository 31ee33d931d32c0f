/** Which broken transfers are kept, in memory: so many of a peer and in all, the oldest first, so that nobody reads a folder at each MAIL. */
import { isIP } from "node:net";
import { customerNetwork } from "../base/network.ts";

export interface KeptTransfer {
  /** The account that logged in, otherwise the peer's address. */
  readonly who: string;
  readonly bytes: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** A peer whose line is bad has a few messages under way; of more its oldest goes. */
const mostOfPeer = 20;
/** Two files each; beyond them nothing more is kept. */
const mostOfAll = 1000;

export class KeptTransfers {
  /** By path, the oldest first. */
  readonly #all = new Map<string, KeptTransfer>();
  readonly #ofPeer = new Map<string, Set<string>>();
  #bytes = 0;

  has(path: string): boolean {
    return this.#all.has(path);
  }

  /** Takes it in, where there is room within so many bytes; gives the paths that go for it, or undefined where it has no place. */
  add(path: string, kept: KeptTransfer, mostBytes: number): readonly string[] | undefined {
    this.remove(path);
    const own = this.#ofPeer.get(peerOf(kept)) ?? new Set();
    const gone = own.size < mostOfPeer ? [] : [...own].slice(0, 1);
    if (this.#all.size - gone.length >= mostOfAll || this.#bytes + kept.bytes > mostBytes) return undefined;
    for (const one of gone) this.remove(one);
    this.#ofPeer.getOrInsertComputed(peerOf(kept), () => new Set()).add(path);
    this.#all.set(path, kept);
    this.#bytes += kept.bytes;
    return gone;
  }

  remove(path: string): void {
    const kept = this.#all.get(path);
    if (!kept) return;
    this.#all.delete(path);
    this.#bytes -= kept.bytes;
    const own = this.#ofPeer.get(peerOf(kept));
    own?.delete(path);
    if (own?.size === 0) this.#ofPeer.delete(peerOf(kept));
  }

  /** Takes out what is from before that instant, and gives the paths. */
  expire(before: number): readonly string[] {
    const over: string[] = [];
    for (const [path, { at }] of this.#all) {
      if (at >= before) break;
      over.push(path);
    }
    for (const path of over) this.remove(path);
    return over;
  }
}

const peerOf = ({ who }: KeptTransfer): string => (isIP(who) ? customerNetwork(who) : who);

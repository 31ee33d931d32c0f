/** Who is blocked: looked up for each connection, bounded, and remembered for a while after it has ended. */
import { changeCount } from "../base/count.ts";
import { addressBits, bitsOf, networkAround } from "../base/network.ts";
import type { Block } from "./block.ts";

/** An attacker with many addresses must not fill memory: of more, the oldest blocks that a rule made go first. */
const mostBlocks = 100_000;
/** So many are looked at for one that is over, before one in force goes. */
const lookedAt = 64;
/** So long it is remembered how often somebody was blocked. */
const rememberedMilliseconds = 7 * 86_400_000;
/** A peer that owns more than one network of IPv6 is blocked by the next larger one, when so many of it are blocked. */
const grown = 4;
const growth: Readonly<Record<number, number>> = { 64: 56, 56: 48 };

/** What is kept elsewhere of the list: `undefined` for what is forgotten. */
export type Changes = ReadonlyMap<string, Entry | undefined>;

/** A block, and when it ended if it has. */
export type Entry = Block & { readonly endedAt?: number };

export class BlockList {
  readonly #entries = new Map<string, Entry>();
  /** How many blocks in force have so many bits, for IPv4 and IPv6: only these lengths are looked up. */
  readonly #lengths = { 32: new Map<number, number>(), 128: new Map<number, number>() };
  /** How many blocks in force the larger networks of IPv6 have inside. */
  readonly #parts = new Map<string, number>();
  readonly #changed = new Set<string>();
  /** Of these only how many were refused has changed. */
  readonly #counted = new Set<string>();
  readonly #most: number;

  constructor(entries: readonly Entry[] = [], most = mostBlocks) {
    this.#most = most;
    for (const entry of entries) this.#put(entry);
    this.#changed.clear();
  }

  /** The narrowest block in force at that instant that has the address or network inside. */
  find(address: string, at: number): Block | undefined {
    const [ip = ""] = address.split("/");
    const own = bitsOf(address);
    let best: Entry | undefined;
    for (const bits of this.#lengthsOf(ip).keys()) {
      if (bits > own || (best && bits <= bitsOf(best.blocked))) continue;
      const entry = this.#entries.get(networkAround(ip, bits));
      if (entry && isInForce(entry, at)) best = entry;
    }
    return best;
  }

  /** The block of exactly this that is in force at that instant. */
  get(blocked: string, at: number): Block | undefined {
    const entry = this.#entries.get(blocked);
    return entry && isInForce(entry, at) ? entry : undefined;
  }

  /** How often exactly this was blocked, as far as that is remembered. */
  timesOf(blocked: string): number {
    return this.#entries.get(blocked)?.times ?? 0;
  }

  /** Blocks, in place of an older block of the same. */
  add(block: Block): void {
    this.#put(block);
    if (this.#entries.size > this.#most) this.#makeRoom();
  }

  /** The larger network that is to be blocked in place of its parts, where so many of them are that it must have one owner. */
  outgrown({ blocked }: Block): { readonly network: string; readonly parts: number } | undefined {
    const network = largerOf(blocked);
    const parts = network === undefined ? 0 : (this.#parts.get(network) ?? 0);
    return network !== undefined && parts >= grown ? { network, parts } : undefined;
  }

  /** Ends a block; it is remembered that there was one. */
  end(blocked: string, at: number): Block | undefined {
    const entry = this.#entries.get(blocked);
    if (!entry || entry.endedAt !== undefined) return undefined;
    this.#put({ ...entry, endedAt: at });
    return entry;
  }

  /** Ends what is over at that instant, and forgets what was over long before; gives what has ended now. */
  expire(at: number): readonly Block[] {
    const over: Block[] = [];
    for (const entry of this.#entries.values()) {
      const { blocked, endedAt, until } = entry;
      if (endedAt !== undefined) {
        if (endedAt + rememberedMilliseconds <= at) this.#drop(entry);
      } else if (until !== undefined && until <= at) {
        this.end(blocked, until);
        over.push(entry);
      }
    }
    return over;
  }

  /** Notes that it refused a session. */
  refused(blocked: string, at: number): void {
    const entry = this.#entries.get(blocked);
    if (!entry) return;
    this.#entries.set(blocked, { ...entry, refused: entry.refused + 1, refusedAt: at });
    this.#counted.add(blocked);
  }

  /** What is in force at that instant, the oldest first. */
  list(at: number): readonly Block[] {
    return [...this.#entries.values()].filter((entry) => isInForce(entry, at)).sort((a, b) => a.since - b.since);
  }

  /** Blocks in force and remembered ones. */
  get size(): number {
    return this.#entries.size;
  }

  /**
   * Hands what has changed to whoever writes it down, without `counts` not where that is only how many were refused; what he could not
   * write (he throws) is handed to him again.
   */
  save(write: (changes: Changes) => void, counts = true): void {
    const due = counts ? this.#changed.union(this.#counted) : this.#changed;
    if (due.size === 0) return;
    write(new Map([...due].map((blocked) => [blocked, this.#entries.get(blocked)])));
    this.#changed.clear();
    if (counts) this.#counted.clear();
  }

  #lengthsOf(ip: string): Map<number, number> {
    return this.#lengths[addressBits(ip) === 128 ? 128 : 32];
  }

  #put(entry: Entry): void {
    const before = this.#entries.get(entry.blocked);
    this.#count(before, -1);
    this.#count(entry, 1);
    this.#entries.set(entry.blocked, entry);
    this.#changed.add(entry.blocked);
  }

  #drop(entry: Entry): void {
    this.#count(entry, -1);
    this.#entries.delete(entry.blocked);
    this.#changed.add(entry.blocked);
  }

  #count(entry: Entry | undefined, by: 1 | -1): void {
    if (!entry || entry.endedAt !== undefined) return;
    changeCount(this.#lengthsOf(entry.blocked), bitsOf(entry.blocked), by);
    const larger = largerOf(entry.blocked);
    if (larger !== undefined) changeCount(this.#parts, larger, by);
  }

  #makeRoom(): void {
    let oldest: Entry | undefined;
    let seen = 0;
    for (const entry of this.#entries.values()) {
      if (entry.endedAt !== undefined) return this.#drop(entry);
      if (entry.by === undefined) oldest ??= entry;
      if (++seen >= lookedAt && oldest) break;
    }
    if (oldest) this.#drop(oldest);
  }
}

/** The network that is blocked when several such are; none for IPv4. */
function largerOf(blocked: string): string | undefined {
  const bits = growth[bitsOf(blocked)];
  const [start = ""] = blocked.split("/");
  return bits === undefined || addressBits(start) === 32 ? undefined : networkAround(start, bits);
}

const isInForce = ({ endedAt, until }: Entry, at: number): boolean =>
  endedAt === undefined && (until === undefined || until > at);

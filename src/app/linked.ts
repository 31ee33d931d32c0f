/** A source of more sessions than fit into memory, in which the other sessions of a message are found without looking through all. */
import { crc32 } from "node:zlib";
import { BoundedMap } from "../base/bounded.ts";
import { Instants } from "../base/instants.ts";
import type { TimeWindow } from "../diagnosis/question.ts";
import { byTime, newest } from "../sessions/in-memory.ts";
import { idKeysOf, isIdKey } from "../sessions/keys.ts";
import type { Session } from "../sessions/session.ts";
import type { SessionSource } from "../sessions/source.ts";
import { type Part, partsOf } from "./parts.ts";

/** What belongs together stands near: so many parts are kept, the newest. */
const keptParts = 3;
/** More sessions bear one id only where a program gives the same Message-ID to all that it sends. */
const mass = 200;

interface Kept extends TimeWindow {
  readonly byId: ReadonlyMap<string, readonly Session[]>;
}

/** So many ids of a mass are known as such; each takes a look at some hundreds of sessions. */
const knownMasses = 10_000;

export class Linked {
  readonly #source: SessionSource;
  /** Where the source does not tell when those began that bear an id. */
  #index: Instants | undefined;
  readonly #masses = new BoundedMap<string, true>(knownMasses);
  #kept: readonly Kept[] = [];

  private constructor(source: SessionSource) {
    this.#source = source;
  }

  /** Unless the source knows it, one pass notes by what ids each session of a span may be asked for. */
  static async over(source: SessionSource, span: TimeWindow, most?: number): Promise<Linked> {
    const linked = new Linked(source);
    if (source.begun) return linked;
    const index = new Instants();
    for await (const { sessions } of partsOf(source, span, most))
      for (const session of sessions) for (const id of idKeysOf(session)) index.add(crc32(id), session.from);
    linked.#index = index;
    return linked;
  }

  /** When those began that may bear the id; undefined where a mass of them does. */
  async #begun(id: string): Promise<readonly number[] | undefined> {
    if (this.#index) {
      const begun = this.#index.of(crc32(id), mass);
      return begun.length > mass ? undefined : begun;
    }
    const begun = await this.#source.begun?.(id);
    if (begun && begun.length <= mass) return begun;
    if (this.#masses.has(id)) return undefined;
    // It may be another word of many sessions that looks alike.
    const { NEGATIVE_INFINITY: from, POSITIVE_INFINITY: to } = Number;
    const found = await this.#source.find([id], from, to, mass + 1);
    if (found.length <= mass) return found.map((session) => session.from);
    this.#masses.add(id, true);
    return undefined;
  }

  /** The source about a part. What a mass of sessions bears leads no further than to those of the part. */
  around({ from, to, sessions }: Part): SessionSource {
    const byId = new Map<string, Session[]>();
    for (const session of sessions) for (const id of idKeysOf(session)) byId.getOrInsert(id, []).push(session);
    this.#kept = [{ from, to, byId }, ...this.#kept.slice(0, keptParts - 1)];
    const source = this.#source;
    return {
      ...source,
      find: async (anyOf, from, to, limit = Number.POSITIVE_INFINITY) => {
        if (!anyOf.every(isIdKey)) return source.find(anyOf, from, to, limit);
        const found = await this.#find(anyOf);
        const begun = found.filter((session) => session.from >= from && session.from < to);
        return newest(begun.sort(byTime), limit);
      },
    };
  }

  async #find(ids: readonly string[]): Promise<Session[]> {
    const found = new Set<Session>();
    /** With the ids that lead there: all ids of a part, asked for at each place, would be a square of its length. */
    const elsewhere = new Map<number, string[]>();
    for (const id of ids) {
      const begun = await this.#begun(id);
      for (const { byId } of begun ? this.#kept : this.#kept.slice(0, 1))
        for (const session of byId.get(id) ?? []) found.add(session);
      const isKept = (at: number) => this.#kept.some(({ from, to }) => at >= from && at < to);
      for (const at of begun ?? []) if (!isKept(at)) elsewhere.getOrInsert(at, []).push(id);
    }
    for (const [at, led] of elsewhere)
      for (const session of await this.#source.find(led, at, at + 1)) found.add(session);
    return [...found];
  }
}

/** A source of more sessions than fit into memory, in which the other sessions of a message are found without looking through all. */
import type { TimeWindow } from "../diagnosis/question.ts";
import { byTime, newest } from "../sessions/in-memory.ts";
import { idKeysOf, isIdKey } from "../sessions/keys.ts";
import type { Session } from "../sessions/session.ts";
import type { SessionSource } from "../sessions/source.ts";
import { LinkIndex } from "./link-index.ts";
import { type Part, partsOf } from "./parts.ts";

/** What belongs together stands near: so many parts are kept, the newest. */
const keptParts = 3;
/** More sessions bear one id only where a program gives the same Message-ID to all that it sends. */
const mass = 200;

interface Kept extends TimeWindow {
  readonly byId: ReadonlyMap<string, readonly Session[]>;
}

export class Linked {
  readonly #source: SessionSource;
  readonly #index = new LinkIndex();
  #kept: readonly Kept[] = [];

  private constructor(source: SessionSource) {
    this.#source = source;
  }

  /** Notes in one pass by what ids each session of a span may be asked for. */
  static async over(source: SessionSource, span: TimeWindow, most?: number): Promise<Linked> {
    const linked = new Linked(source);
    for await (const { sessions } of partsOf(source, span, most))
      for (const session of sessions) for (const id of idKeysOf(session)) linked.#index.add(id, session.from);
    return linked;
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
    const elsewhere = new Set<number>();
    for (const id of ids) {
      const begun = this.#index.begun(id, mass);
      const isMass = begun.length > mass;
      for (const { byId } of isMass ? this.#kept.slice(0, 1) : this.#kept)
        for (const session of byId.get(id) ?? []) found.add(session);
      const isKept = (at: number) => this.#kept.some(({ from, to }) => at >= from && at < to);
      for (const at of isMass ? [] : begun) if (!isKept(at)) elsewhere.add(at);
    }
    const wanted = new Set(ids);
    for (const at of elsewhere)
      for (const session of await this.#source.between(at, at + 1))
        if (idKeysOf(session).some((id) => wanted.has(id))) found.add(session);
    return [...found];
  }
}

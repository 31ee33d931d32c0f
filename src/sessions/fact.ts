/** Facts that follow from an event: they inherit its time, place and session. */
import { defined, type Loose } from "../base/defined.ts";
import type { Fact, MailEvent, Source } from "../events/event.ts";

/** A fact's own fields, before time, node and the like are taken from the event that it follows from. */
export type Finding = Fact extends infer F
  ? F extends Fact
    ? Loose<Omit<F, "at" | "atPrecisionSeconds" | "node" | "service">>
    : never
  : never;

/** The finding as a fact at the time of `event`; its own source wins. */
export function factFrom(event: MailEvent, finding: Finding): Fact {
  const { at, atPrecisionSeconds, node, service, session, peer, source } = event;
  return defined({ at, atPrecisionSeconds, node, service, session, peer, source, ...finding }) as Fact;
}

/** The line of an event, with its own time, so that it can stand as evidence of a later fact. */
export const sourceOf = (event: MailEvent | undefined): Source | undefined =>
  event?.source && { ...event.source, at: event.at };

/** The first source that there is, with the others as its further lines: evidence, the most decisive first. */
export function joinSources(...parts: readonly (Source | undefined)[]): { readonly source?: Source } {
  const [first, ...rest] = parts.filter((part) => part !== undefined);
  if (!first) return {};
  const others = [...(first.also ?? []), ...rest];
  const also = others.filter((other) => other.file !== first.file || other.offset !== first.offset);
  return { source: also.length > 0 ? { ...first, also } : first };
}

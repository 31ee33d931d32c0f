/**
 * A session as it is kept: what its events share stands once, times and places in the log are counted from its beginning, and a
 * fact that is one of its events is that one's number. Less than half of its JSON is left, and its numbers are small, which packs well.
 */
import type { Fact, MailEvent, Source } from "../events/event.ts";
import type { Session } from "../sessions/session.ts";

/** A line of a log, counted from the first that the session has in that file; the file is a number in the session's list. */
type Place = readonly [
  file: number,
  line: number,
  offset: number,
  bytes: number,
  at?: number | null,
  also?: readonly Place[],
];

/** A file with the first line that the session has in it. */
type FirstPlace = [file: string, line: number, offset: number];

/** What the events of a session have in common, as a rule. */
interface Shared {
  readonly atPrecisionSeconds: number;
  readonly node: string;
  readonly service: string;
  readonly session: string;
  readonly peer?: string;
}

/** An event without what it shares; null where it has none of it. Its source is a `Place`. */
type LeanEvent = Readonly<Record<string, unknown>> & { readonly at: number };

interface LeanSession extends Omit<Session, "facts" | "events"> {
  /** Numbers stand for the events that they count to, from 0. */
  readonly facts: readonly (LeanEvent | number)[];
  readonly events: readonly LeanEvent[];
  readonly files: readonly FirstPlace[];
  /** From when the times of events are counted. */
  readonly base: number;
  readonly precision: number;
}

/** What the places and times of one session are counted from. */
interface Origin {
  readonly base: number;
  readonly files: FirstPlace[];
}

/** The JSON in which a session is kept, on one line; it begins with the id. */
export function writeLean(session: Session): string {
  const { id, facts, events, ...rest } = session;
  // Only whole milliseconds come back exactly from a difference.
  const isWhole = Number.isInteger(session.from) && [...facts, ...events].every(({ at }) => Number.isInteger(at));
  const origin: Origin = { base: isWhole ? session.from : 0, files: [] };
  const shared = sharedBy(session, (events[0] ?? facts[0])?.atPrecisionSeconds ?? 1);
  const lean = (event: MailEvent) => leanEvent(event, shared, origin);
  const numbers = new Map<MailEvent, number>();
  const told = events.map((event, number) => {
    numbers.set(event, number);
    return lean(event);
  });
  const kept = { id, ...rest, events: told, facts: facts.map((fact) => numbers.get(fact) ?? lean(fact)), ...origin };
  return JSON.stringify({ ...kept, precision: shared.atPrecisionSeconds } satisfies LeanSession);
}

/** The session again. Throws SyntaxError for what is no JSON. */
export function readLean(json: string): Session {
  const { files, base, precision, facts, events, ...session } = JSON.parse(json) as LeanSession;
  const shared = sharedBy(session, precision);
  const origin: Origin = { base, files: files as FirstPlace[] };
  const whole = (event: LeanEvent) => wholeEvent(event, shared, origin);
  const told = events.map(whole);
  const known = facts.map((fact) => (typeof fact === "number" ? told[fact] : whole(fact)));
  return { ...session, facts: known as Fact[], events: told };
}

/** The id in the JSON of a session, without reading the rest. */
export const idIn = (json: string): string => json.slice(idAt, json.indexOf('"', idAt));

const idAt = '{"id":"'.length;

const sharedBy = ({ id, node, service, peer }: Omit<Session, "facts" | "events">, precision: number): Shared => ({
  atPrecisionSeconds: precision,
  node,
  service,
  session: id,
  ...(peer !== undefined && { peer }),
});

function leanEvent(event: MailEvent, shared: Shared, origin: Origin): LeanEvent {
  const kept: Record<string, unknown> & { at: number } = { at: event.at - origin.base };
  const fields = event as unknown as Readonly<Record<string, unknown>>;
  const common = shared as unknown as Readonly<Record<string, unknown>>;
  for (const name in fields)
    if (name !== "at" && name !== "source" && fields[name] !== common[name]) kept[name] = fields[name];
  for (const name in common) if (!(name in fields)) kept[name] = null;
  if (event.source) kept.source = placeOf(event.source, origin);
  return kept;
}

function wholeEvent(event: LeanEvent, shared: Shared, origin: Origin): MailEvent {
  const whole: Record<string, unknown> = { ...shared, ...event, at: event.at + origin.base };
  for (const name in shared) if (whole[name] === null) delete whole[name];
  if (event.source) whole.source = sourceAt(event.source as Place, origin);
  return whole as unknown as MailEvent;
}

function placeOf({ file, line, offset, bytes, at, also }: Source, origin: Origin): Place {
  const { files, base } = origin;
  let number = files.findIndex(([name]) => name === file);
  if (number < 0) number = files.push([file, line, offset]) - 1;
  const [, firstLine = 0, firstOffset = 0] = files[number] ?? [];
  const place = [number, line - firstLine, offset - firstOffset, bytes] as const;
  if (also) return [...place, at === undefined ? null : at - base, also.map((other) => placeOf(other, origin))];
  return at === undefined ? place : [...place, at - base];
}

function sourceAt([number, line, offset, bytes, at, also]: Place, origin: Origin): Source {
  const [file = "", firstLine = 0, firstOffset = 0] = origin.files[number] ?? [];
  const place = { file, line: line + firstLine, offset: offset + firstOffset, bytes };
  const dated = typeof at === "number" ? { ...place, at: at + origin.base } : place;
  return also ? { ...dated, also: also.map((other) => sourceAt(other, origin)) } : dated;
}

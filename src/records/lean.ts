/**
 * A session as it is kept: what its events share stands once, times and places in the log are counted from its beginning, and an
 * event that is one of its facts is that one's number. Less than half of its JSON is left, and its numbers are small, which packs well.
 * Its transcript stands apart, half of what is left: whoever looks for a session need not read it.
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
  readonly facts: readonly LeanEvent[];
  readonly files: readonly FirstPlace[];
  /** From when the times of events are counted. */
  readonly base: number;
  readonly precision: number;
}

/** Numbers stand for the facts that they count to, from 0. */
type LeanTranscript = readonly (LeanEvent | number)[];

/** Before transcripts stood apart: numbers among the facts stand for events. */
interface UndividedSession extends Omit<LeanSession, "facts"> {
  readonly facts: readonly (LeanEvent | number)[];
  readonly events: readonly LeanEvent[];
}

/** What the places and times of one session are counted from. */
interface Origin {
  readonly base: number;
  readonly files: FirstPlace[];
}

/** A session in two pieces of JSON without tabs and line ends. */
export interface Lean {
  /** It begins with the id. */
  readonly json: string;
  readonly transcript: string;
}

export function writeLean(session: Session): Lean {
  const { id, facts, events, ...rest } = session;
  // Only whole milliseconds come back exactly from a difference.
  const isWhole = Number.isInteger(session.from) && [...facts, ...events].every(({ at }) => Number.isInteger(at));
  const origin: Origin = { base: isWhole ? session.from : 0, files: [] };
  const shared = sharedBy(session, (events[0] ?? facts[0])?.atPrecisionSeconds ?? 1);
  const lean = (event: MailEvent) => leanEvent(event, shared, origin);
  const numbers = new Map<MailEvent, number>(facts.map((fact, number) => [fact, number]));
  const known = facts.map(lean);
  const transcript: LeanTranscript = events.map((event) => numbers.get(event) ?? lean(event));
  const kept: LeanSession = { id, ...rest, facts: known, ...origin, precision: shared.atPrecisionSeconds };
  return { json: JSON.stringify(kept), transcript: JSON.stringify(transcript) };
}

/**
 * The session again. Its transcript is asked for when somebody wants it; where that gives none, its facts are all that is left.
 * Throws SyntaxError for what is no JSON.
 */
export function readLean(json: string, transcript: () => string | undefined): Session {
  const { files, base, precision, ...rest } = JSON.parse(json) as LeanSession | UndividedSession;
  const shared = sharedBy(rest, precision);
  const origin: Origin = { base, files: files as FirstPlace[] };
  const whole = (event: LeanEvent) => wholeEvent(event, shared, origin);
  if ("events" in rest) return undivided(rest, whole);
  const facts = rest.facts.map((fact) => whole(fact as LeanEvent) as Fact);
  let events: readonly MailEvent[] | undefined;
  return {
    ...rest,
    facts,
    get events() {
      events ??= eventsOf(transcript(), facts, whole);
      return events;
    },
  };
}

function eventsOf(
  transcript: string | undefined,
  facts: readonly Fact[],
  whole: (event: LeanEvent) => MailEvent,
): readonly MailEvent[] {
  if (transcript === undefined) return facts;
  const events = JSON.parse(transcript) as LeanTranscript;
  return events.map((event) => (typeof event === "number" ? (facts[event] as Fact) : whole(event)));
}

type Kept<Of> = Omit<Of, "files" | "base" | "precision">;

function undivided(session: Kept<UndividedSession>, whole: (event: LeanEvent) => MailEvent): Session {
  const events = session.events.map(whole);
  const facts = session.facts.map((fact) => (typeof fact === "number" ? events[fact] : whole(fact)) as Fact);
  return { ...session, facts, events };
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

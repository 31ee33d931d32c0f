/** A session as it is kept: what its events share stands once, and names of files are numbers. A third of its JSON is left. */
import type { Fact, MailEvent, Source } from "../events/event.ts";
import type { Session } from "../sessions/session.ts";

/** A line of a log; the file is a number in the session's list. */
type Place = readonly [
  file: number,
  line: number,
  offset: number,
  bytes: number,
  at?: number | null,
  also?: readonly Place[],
];

/** What the events of a session have in common, as a rule. */
interface Shared {
  readonly atPrecisionSeconds: number;
  readonly node: string;
  readonly service: string;
  readonly session: string;
  readonly peer?: string;
}

/** An event without what it shares; null where it has none of it. Its source is a `Place`. */
type LeanEvent = Readonly<Record<string, unknown>>;

interface LeanSession extends Omit<Session, "facts" | "events"> {
  readonly facts: readonly LeanEvent[];
  readonly events: readonly LeanEvent[];
  readonly files: readonly string[];
  readonly precision: number;
}

/** The JSON in which a session is kept, on one line; it begins with the id. */
export function writeLean(session: Session): string {
  const files: string[] = [];
  const shared = sharedBy(session, (session.events[0] ?? session.facts[0])?.atPrecisionSeconds ?? 1);
  const lean = (event: MailEvent) => leanEvent(event, shared, files);
  const { id, facts, events, ...rest } = session;
  const kept = { id, ...rest, facts: facts.map(lean), events: events.map(lean) };
  return JSON.stringify({ ...kept, files, precision: shared.atPrecisionSeconds } satisfies LeanSession);
}

/** The session again. Throws SyntaxError for what is no JSON. */
export function readLean(json: string): Session {
  const { files, precision, facts, events, ...session } = JSON.parse(json) as LeanSession;
  const shared = sharedBy(session, precision);
  const whole = (event: LeanEvent) => wholeEvent(event, shared, files);
  return { ...session, facts: facts.map(whole) as Fact[], events: events.map(whole) };
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

function leanEvent(event: MailEvent, shared: Shared, files: string[]): LeanEvent {
  const kept: Record<string, unknown> = {};
  const fields = event as unknown as Readonly<Record<string, unknown>>;
  const common = shared as unknown as Readonly<Record<string, unknown>>;
  for (const name in fields) if (name !== "source" && fields[name] !== common[name]) kept[name] = fields[name];
  for (const name in common) if (!(name in fields)) kept[name] = null;
  if (event.source) kept.source = placeOf(event.source, files);
  return kept;
}

function wholeEvent(event: LeanEvent, shared: Shared, files: readonly string[]): MailEvent {
  const whole: Record<string, unknown> = { ...shared, ...event };
  for (const name in shared) if (whole[name] === null) delete whole[name];
  if (event.source) whole.source = sourceAt(event.source as Place, files);
  return whole as unknown as MailEvent;
}

function placeOf({ file, line, offset, bytes, at, also }: Source, files: string[]): Place {
  let number = files.indexOf(file);
  if (number < 0) number = files.push(file) - 1;
  if (also) return [number, line, offset, bytes, at ?? null, also.map((other) => placeOf(other, files))];
  return at === undefined ? [number, line, offset, bytes] : [number, line, offset, bytes, at];
}

function sourceAt([number, line, offset, bytes, at, also]: Place, files: readonly string[]): Source {
  const source = { file: files[number] ?? "", line, offset, bytes };
  const dated = typeof at === "number" ? { ...source, at } : source;
  return also ? { ...dated, also: also.map((other) => sourceAt(other, files)) } : dated;
}

/** Puts lines together that are of one kind: those that one pattern reads, and of these the ones that tell the same. */
import type { MailEvent } from "../src/events/event.ts";
import type { LogFormat } from "../src/reading/format.ts";
import type { ToldLine } from "./format-lines.ts";

/** Lines of one kind that tell the same events, with the same outcome: of cases, or samples where no case has such. */
export interface Telling {
  readonly lines: readonly ToldLine[];
  /** The shortest of those that tell most. */
  readonly sample: ToldLine;
  /** What the sample tells. */
  readonly events: readonly MailEvent[];
  /** Fields that some of the lines tell. */
  readonly sometimes: readonly string[];
  /** Samples that tell the same in words that no line of a case has. */
  readonly alike: readonly ToldLine[];
}

/** What one pattern reads; where a format has none, lines of the same events. */
export interface Kind {
  readonly name: string;
  /** Whose lines they are, as the pattern has it. */
  readonly programs: readonly string[];
  readonly isQueued: boolean;
  /** Of cases; where none has it, of the samples. */
  readonly isSeen: boolean;
  readonly lines: readonly ToldLine[];
  readonly tellings: readonly Telling[];
}

/** Fields of an event that say where it stands, and not what it tells. */
const frame: ReadonlySet<string> = new Set([
  "kind",
  "at",
  "atPrecisionSeconds",
  "node",
  "service",
  "source",
  "session",
  "transaction",
]);

const isEmpty = (value: unknown): boolean =>
  value === "" || (typeof value === "object" && value !== null && Object.keys(value).length === 0);

/** What an event tells, without what is empty. */
export const factsOf = (event: MailEvent): readonly (readonly [field: string, value: unknown])[] =>
  Object.entries(event).filter(([field, value]) => !frame.has(field) && value !== undefined && !isEmpty(value));

/** Fields by whose words two events of one kind are not the same. */
const outcomes: ReadonlySet<string> = new Set(["status", "how", "ended", "why", "role"]);

/** What a line tells, without the frame of a session, which opens with its first line and ends where the log does not say. */
export function eventsOf({ events }: ToldLine): readonly MailEvent[] {
  const inside = events.filter(
    (event) => event.kind !== "session.opened" && !(event.kind === "session.closed" && event.ended === "unknown"),
  );
  return inside.length > 0 ? inside : events;
}

/** Which events a line tells, with their outcome. */
export const sayingOf = (line: ToldLine): string =>
  [
    ...new Set(
      eventsOf(line).map((event) => {
        const words = factsOf(event).filter(([field]) => outcomes.has(field));
        return [event.kind, ...words.map(([, word]) => word)].join(" ");
      }),
    ),
  ].join(", ");

const fieldsOf = (line: ToldLine): ReadonlySet<string> =>
  new Set(eventsOf(line).flatMap((event) => factsOf(event).map(([field]) => `${event.kind} ${field}`)));

/** Real lines first, then those that tell more, then the shorter ones. */
const better = (a: ToldLine, b: ToldLine): number =>
  Number(b.isReal) - Number(a.isReal) ||
  fieldsOf(b).size - fieldsOf(a).size ||
  a.whole.length - b.whole.length ||
  (a.whole < b.whole ? -1 : 1);

function tellingOf(lines: readonly ToldLine[], samples: readonly ToldLine[] = []): Telling {
  const [sample] = lines.toSorted(better);
  if (!sample) throw new Error("lines that tell the same are at least one");
  const all = lines.map(fieldsOf);
  const any = all.reduce((some, fields) => some.union(fields), new Set<string>());
  const sometimes = [...any].filter((field) => all.some((fields) => !fields.has(field)));
  const names = new Set(sometimes.map((field) => field.split(" ")[1] ?? ""));
  return { lines, sample, events: eventsOf(sample), sometimes: [...names].sort(), alike: unlike(samples, lines) };
}

/** Of lines that are read without a pattern, the kinds of their events. */
const eventNames = (line: ToldLine): string =>
  [...new Set(eventsOf(line).map(({ kind }): string => kind))].join(", ") || "no event";

/** What lines of cases tell, then what only samples tell; those that tell nothing say nothing new. */
function tellingsOf(own: readonly ToldLine[], samples: readonly ToldLine[]): readonly Telling[] {
  const [seen, sampled] = [own, samples].map((lines) => Map.groupBy(lines, sayingOf));
  const unseen = [...(sampled ?? [])].filter(([saying]) => !seen?.has(saying) && (saying !== "" || own.length === 0));
  const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]) =>
    Number(a === "") - Number(b === "") || (a < b ? -1 : 1);
  return [
    ...[...(seen ?? [])].sort(byName).map(([saying, lines]) => tellingOf(lines, sampled?.get(saying))),
    ...unseen.sort(byName).map(([, lines]) => tellingOf(lines)),
  ];
}

/** The kinds of lines that are read, in the order of the patterns, then by name. */
export function kindsOf(format: LogFormat, lines: readonly ToldLine[]): readonly Kind[] {
  const patterns = format.patterns ?? [];
  const names = patterns.map(({ name }) => name);
  const place = (name: string) => (names.includes(name) ? names.indexOf(name) : names.length);
  const read = lines.filter(({ understood, isFurther }) => understood === "read" && !isFurther);
  return [...Map.groupBy(read, (line) => line.pattern ?? eventNames(line))]
    .sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1))
    .map(([name, own]) => {
      const pattern = patterns[place(name)];
      const [seen, samples] = [own.filter(({ from }) => from), own.filter(({ from }) => !from)];
      return {
        name,
        programs: pattern?.programs ?? [],
        isQueued: pattern?.queued ?? false,
        isSeen: seen.length > 0,
        lines: seen.length > 0 ? seen : samples,
        tellings: tellingsOf(seen, samples),
      };
    });
}

/** Words that vary from line to line are no difference. */
const skeleton = ({ text }: ToldLine): string =>
  text
    .replace(/"[^"]*"|'[^']*'|<[^>]*>/g, "·")
    .replace(/\S*[\d@=\\/[(]\S*/g, "·")
    .replace(/(?:· ?)+/g, "·")
    .split(" ")
    .slice(0, 5)
    .join(" ");

/** One line of each wording, the shortest first. */
export const wordings = (lines: readonly ToldLine[]): readonly ToldLine[] => {
  const sorted = lines.toSorted((a, b) => a.text.length - b.text.length || (a.text < b.text ? -1 : 1));
  return [...Map.groupBy(sorted, skeleton).values()].flatMap(([line]) => line ?? []);
};

/** One line of each wording that others do not have. */
export function unlike(lines: readonly ToldLine[], others: readonly ToldLine[]): readonly ToldLine[] {
  const known = new Set(others.map(skeleton));
  return wordings(lines.filter((line) => !known.has(skeleton(line))));
}

/** The reference page of one log format, made of its cases and of what the reader says of their lines. */
import type { EventKind, MailEvent } from "../src/events/event.ts";
import type { Reply } from "../src/mail/reply.ts";
import type { LogFormat } from "../src/reading/format.ts";
import type { CaseFile } from "../test/case-file.ts";
import { eventLines, nameOf } from "./format-facts.ts";
import { eventsOf, factsOf, type Kind, type Telling, unlike, wordings } from "./format-kinds.ts";
import type { ToldLine } from "./format-lines.ts";
import { anchor, block, code, prose, shorten, table } from "./markdown.ts";

/** All that a page is made of. */
export interface Subject {
  readonly format: LogFormat;
  /** What the format's file says of itself. */
  readonly purpose: string;
  /** Where its log usually is. */
  readonly place: string;
  /** Do the releases tell of it that were run? */
  readonly wasRun: boolean;
  readonly cases: readonly CaseFile[];
  readonly lines: readonly ToldLine[];
  readonly kinds: readonly Kind[];
}

export const casesFolder = "src/reading/cases";
const caseLink = (name: string): string => `[${name}](../../../${casesFolder}/${name}.case)`;

export const linesInCases = ({ lines }: Subject): readonly ToldLine[] => lines.filter(({ from }) => from);
export const unreadOf = (subject: Subject): readonly ToldLine[] =>
  linesInCases(subject).filter(({ understood }) => understood === "unread");

/** A sample is at most so long. */
const mostOfSample = 260;
const shown = ({ text }: ToldLine): string => shorten(text, mostOfSample);

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

function head(subject: Subject): readonly string[] {
  const { format, purpose, place, wasRun, cases, lines, kinds } = subject;
  const whole = lines.find(({ isReal, understood, text, whole }) => isReal && understood === "read" && text !== whole);
  const unseen = kinds.filter(({ isSeen }) => !isSeen).length;
  const isSampled = ({ sample, alike }: Telling) => !sample.from || alike.length > 0;
  const hasSamples = kinds.some(({ tellings }) => tellings.some(isSampled));
  return [
    `# ${format.title}`,
    "",
    "Made by `npm run gen` of the cases, and of what the reader says of their lines; do not edit.",
    "",
    `- **What it is**: ${purpose}`,
    `- **Where its log is**: ${place}.`,
    ...(format.programs ? [`- **Its programs in syslog**: ${format.programs.map(code).join(", ")}.`] : []),
    `- **Known from**: ${format.docs}.${wasRun ? " Which releases were run, and how that went: [releases](../releases.md)." : ""}`,
    ...(hasSamples
      ? [
          `- **In no case** are ${unseen} of ${plural(kinds.length, "kind")}, and some lines of others; each is marked. They are the samples beside the pattern, each read alone: written after documentation or source, unless the comment there says that a server wrote them.`,
        ]
      : []),
    "",
    ...table(
      ["case", "lines", "what it is"],
      cases.map((file) => [caseLink(file.name), lines.filter(({ from }) => from === file).length, prose(file.story)]),
    ),
    "",
    ...(whole
      ? [
          "A whole line; below, lines stand without what comes before their text:",
          "",
          ...block([shorten(whole.whole, mostOfSample)]),
          "",
        ]
      : []),
  ];
}

type Facts = Readonly<Record<string, unknown>>;

/** What people ask a log for, and where events have it. */
const columns: readonly (readonly [title: string, find: (facts: Facts, event: MailEvent) => unknown])[] = [
  ["sender", ({ sender }) => sender],
  ["recipient", ({ recipient, recipients }) => recipient ?? recipients],
  ["Message-ID", ({ messageId }) => messageId],
  ["queue id", ({ queueId }) => queueId],
  ["size", ({ sizeBytes }) => sizeBytes],
  ["peer", ({ peer }) => peer],
  ["reply", ({ reply, text }, { kind }) => (kind === "smtp.reply" ? text : (reply as Reply | undefined)?.text)],
  ["TLS", ({ tls, version }, { kind }) => (kind === "tls.started" ? version : tls && "tls")],
  ["delay", ({ delaySeconds }) => delaySeconds],
];

/** So much of a long text tells whether it stands in a line. */
const tellingLetters = 20;

/** Does the line itself say it? Of several words each. */
function says({ whole }: ToldLine, value: unknown): boolean {
  const line = whole.toLowerCase();
  return [value].flat().every((word) => {
    const text = String(word).toLowerCase().replace(/^<|>$/g, "");
    return line.includes(text.slice(0, tellingLetters));
  });
}

/** Of each column: `●` where a line of the kind says it, `○` where it is known otherwise. */
const marks = ({ lines }: Kind): readonly string[] =>
  columns.map(([, find]) => {
    const known = lines.flatMap((line) =>
      eventsOf(line)
        .map((event) => find(Object.fromEntries(factsOf(event)), event))
        .filter((value) => value !== undefined)
        .map((value) => says(line, value)),
    );
    return known.includes(true) ? "●" : known.length > 0 ? "○" : "";
  });

const overview = (kinds: readonly Kind[]): readonly string[] => [
  "## What each kind of line gives",
  "",
  "`●`: a line of the kind says it. `○`: it is told of the line, and known from lines before it or from the program's source.",
  "",
  ...table(
    ["kind", "lines in cases", ...columns.map(([title]) => title)],
    kinds.map((kind) => [`[${kind.name}](#${anchor(kind.name)})`, kind.isSeen ? kind.lines.length : 0, ...marks(kind)]),
  ),
  "",
];

const inNoCase = "In no case; the sample beside the pattern:";
const samplesInNoCase = "In no case; samples beside the pattern:";
const alikeInNoCase = "In no case, but told so; samples beside the pattern:";

function whence({ sample, lines }: Telling): string {
  if (!sample.from) return inNoCase;
  const program = sample.program?.includes("/") ? `${sample.program.split("/").at(-1)} in ` : "";
  const from = `${plural(lines.length, "line")}, this one of ${program}${caseLink(sample.from.name)}`;
  return sample.isReal ? `${from}:` : `${from}, which is not real:`;
}

/** Events that only hand on what a program says. */
const wordsOnly: ReadonlySet<EventKind> = new Set(["program.warned", "session.noted", "system.noted"]);
const mostWordings = 12;

/** Where the words are all that is told, how else they go. */
const otherWordings = ({ sample, events, lines }: Telling): readonly ToldLine[] =>
  events.some(({ kind }) => wordsOnly.has(kind)) ? unlike(lines, [sample]) : [];

function wordingBlock(texts: readonly string[]): readonly string[] {
  const more = texts.length - mostWordings;
  return [
    ...block(texts.slice(0, mostWordings)),
    ...(more > 0
      ? ["", `${plural(more, "further wording")} of these lines ${more === 1 ? "is" : "are"} not shown.`]
      : []),
  ];
}

const titled = (title: string, lines: readonly ToldLine[]): readonly string[] =>
  lines.length > 0 ? [title, "", ...wordingBlock(lines.map(shown)), ""] : [];

function told(one: Telling, kind: Kind): readonly string[] {
  const opensOnly = one.events.every((event) => event.kind === "session.opened");
  const isSilent = opensOnly && (one.events.length === 0 || kind.tellings.length > 1);
  return [
    whence(one),
    "",
    ...block([shown(one.sample)]),
    "",
    ...eventLines(one).map((line) => `- ${line}`),
    ...(isSilent
      ? [`- Nothing${one.events.length > 0 ? " else" : ""} by itself: it is kept for other lines, or one has told it.`]
      : []),
    ...(one.sometimes.length > 0 ? [`- Not in every line: ${one.sometimes.map(nameOf).join(", ")}`] : []),
    "",
    ...titled("Others that are told so:", otherWordings(one)),
    ...titled(alikeInNoCase, one.alike),
  ];
}

/** Kinds stand under the programs that write them; where all may, under whether the id of a message stands before them. */
function sectionFor({ programs, isQueued }: Kind, kinds: readonly Kind[]): string {
  const isAny = (kind: Kind) => kind.programs.length === 0 || kind.programs.includes("*");
  if (!kinds.every(isAny)) return programs.includes("*") ? "Lines of any program" : `Lines of ${programs.join(", ")}`;
  if (!kinds.some((kind) => kind.isQueued)) return "Lines that are read";
  return isQueued ? "Lines of a message, behind its id" : "Lines without the id of a message";
}

const sections = (kinds: readonly Kind[]): readonly string[] =>
  [...Map.groupBy(kinds, (kind) => sectionFor(kind, kinds))].flatMap(([title, own]) => [
    `## ${title}`,
    "",
    ...own.flatMap((kind) => [`### ${kind.name}`, "", ...kind.tellings.flatMap((one) => told(one, kind))]),
  ]);

function passedOver({ format, lines }: Subject): readonly string[] {
  const ignored = lines.filter(({ understood, text }) => understood === "ignored" && text !== "");
  const telling = new Set((format.patterns ?? []).filter(({ events }) => events).map(({ name }) => name));
  const isAgain = ({ pattern }: ToldLine) => pattern !== undefined && telling.has(pattern);
  const again = ignored.filter((line) => line.from && isAgain(line));
  const groups = Map.groupBy(
    ignored.filter((line) => !isAgain(line)),
    ({ pattern }) => pattern ?? "of no pattern",
  );
  if (ignored.length === 0) return [];
  return [
    "## Known and passed over",
    "",
    ...[...groups]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([name, own]) => {
        const [seen, samples] = [own.filter(({ from }) => from), own.filter(({ from }) => !from)];
        return [
          `### ${name}`,
          "",
          ...titled(`${plural(seen.length, "line")}:`, wordings(seen)),
          ...titled(samplesInNoCase, unlike(samples, seen)),
        ];
      }),
    ...(again.length > 0
      ? [`${plural(again.length, "line")} of the cases say again what another has told, and count once.`, ""]
      : []),
  ];
}

function unread(subject: Subject): readonly string[] {
  const own = unreadOf(subject);
  const all = linesInCases(subject);
  const further = all.filter(({ isFurther }) => isFurther);
  return [
    "## Unread",
    "",
    `${own.length} of ${plural(all.length, "line")} in the cases.`,
    "",
    ...titled("These:", own),
    ...(further.length > 0
      ? [`Lines that go on with one before them and are told with it: ${further.length}.`, ""]
      : []),
  ];
}

/** The page; ends with a line end. */
export const page = (subject: Subject): string =>
  [
    ...head(subject),
    ...overview(subject.kinds),
    ...sections(subject.kinds),
    ...passedOver(subject),
    ...unread(subject),
  ].join("\n");

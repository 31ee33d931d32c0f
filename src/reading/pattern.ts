/** A table of patterns: most log formats are one. What an expression begins with is tested on bytes before it runs. */
import { Buffer } from "node:buffer";
import type { EventBase, MailEvent } from "../events/event.ts";
import type { Line } from "./line.ts";

/** An event before its line, session and the like are filled in. */
export type Draft = MailEvent extends infer E
  ? E extends MailEvent
    ? Omit<E, keyof EventBase> & Partial<Pick<EventBase, "peer" | "messageId" | "queueId" | "at">>
    : never
  : never;

/** An event while its base is filled in. */
export type Unfinished = { -readonly [K in keyof EventBase]?: EventBase[K] };

export interface Pattern<Scene> {
  readonly name: string;
  /** Last part of the programs' names (`smtpd`); `*` is any of the format's. */
  readonly programs: readonly string[];
  /** Does its text stand behind a queue id ("4A78F20C0EC: ", "NOQUEUE: ")? */
  readonly queued: boolean;
  /** Whole texts, with their queue id. */
  readonly samples: readonly string[];
  /** What the text is, behind the queue id; begins with `^` and has alternatives in brackets only. */
  readonly line: RegExp;
  /** Emits through the scene; absent for lines that are known and without interest. */
  readonly events?: (groups: RegExpExecArray, scene: Scene) => void;
}

/** What a group found, as a number; undefined where it found nothing. */
export const numberOf = (group: string | undefined): number | undefined =>
  group === undefined ? undefined : Number(group);

/** A pattern with its prefix as bytes. */
export interface Compiled<Scene> {
  readonly pattern: Pattern<Scene>;
  readonly prefix: Buffer;
}

/** The letters with which all texts of an expression begin; none of them may be repeated or left out. */
const literalStart = ({ source }: RegExp): string => /^\^((?:[\w =:<-](?![?*+{]))*)/.exec(source)?.[1] ?? "";

/** Those behind a queue id, and those without one. */
export interface PatternLists<Scene> {
  readonly queued: readonly Compiled<Scene>[];
  readonly bare: readonly Compiled<Scene>[];
}

/** The patterns of each program, made once: a session that is read again has a reader of its own. */
export function patternsFor<Scene>(table: readonly Pattern<Scene>[]): (program: string) => PatternLists<Scene> {
  const compiled = table.map((pattern) => ({ pattern, prefix: Buffer.from(literalStart(pattern.line)) }));
  const listsOf = (program: string): PatternLists<Scene> => {
    const own = compiled.filter(({ pattern: { programs } }) => programs.includes("*") || programs.includes(program));
    return { queued: own.filter(({ pattern }) => pattern.queued), bare: own.filter(({ pattern }) => !pattern.queued) };
  };
  const named = new Set(table.flatMap(({ programs }) => programs));
  const lists = new Map(Array.from(named, (program) => [program, listsOf(program)]));
  const ofOthers = listsOf("");
  return (program) => lists.get(program) ?? ofOthers;
}

/** The first pattern that reads the line from a position, with what its expression found. */
export function match<Scene>(
  patterns: readonly Compiled<Scene>[],
  line: Line,
  at: number,
): { readonly pattern: Pattern<Scene>; readonly groups: RegExpExecArray } | undefined {
  let text: string | undefined;
  for (const { pattern, prefix } of patterns) {
    if (!line.is(prefix, at)) continue;
    text ??= line.text(at);
    const groups = pattern.line.exec(text);
    if (groups) return { pattern, groups };
  }
  return undefined;
}

/** What a server did at a reload (`settings.changed`): its log does not say whether anything was changed. */
export const readAgain = "read its configuration again";

/** The end of our activity log as it grows, on into the next file and the next folder; or one session of it, whole. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../base/error.ts";
import { startOf } from "../base/id.ts";
import { normaliseIp } from "../base/ip.ts";
import { escapeText, escapeWord } from "../base/text.ts";
import type { Zone } from "../base/zone.ts";
import { logLetter } from "../events/catalogue.ts";
import type { Service } from "../events/event.ts";
import { byTime, readFileName, writeFileName } from "../log/file-name.ts";
import { firstLineWith, lastBytes } from "../reading/beginning.ts";
import { followLog, type LogLines } from "../reading/follow.ts";

export interface TailOptions {
  /** Folder of the log files as it is now; it may change. UsageError if it cannot be read. */
  readonly folder: () => string;
  readonly service: Service;
  readonly zone: Zone;
  /** How many lines of what is there already, up to `mostTailLines`; of a session all are shown. */
  readonly lines: number;
  /** Only lines of that session (16 hex digits), of that IP or e-mail address, with that text; case does not matter. */
  readonly session?: string;
  readonly address?: string;
  readonly text?: string;
  readonly show: (found: LogLines) => void;
  /** Comes back when it is time to look again. */
  readonly wait: () => Promise<void>;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** By its name, or the letter of its files. Throws UsageError for any other word. */
export function serviceNamed(word: string): Service {
  const found = Object.entries(logLetter).find((names) => names.includes(word.toLowerCase()));
  if (found) return found[0] as Service;
  const known = Object.entries(logLetter).map(([name, letter]) => `${name} (${letter})`);
  throw new UsageError(`${word}: no such service; there are ${known.join(", ")}`);
}

/** Where the last lines are sought: some thousands of them, and more where few are wanted. */
const backBytes = { all: 1 << 20, chosen: 1 << 24 };
/** A line of ours seldom has more, with its share of the summaries. */
const lineBytes = 512;
/** What is shown first is kept in memory: more is looked for in the file itself. */
export const mostTailLines = 100_000;

/**
 * Shows the last lines, then what comes, until the signal. A session is shown from its beginning until it is closed. False where
 * nothing of the session is in the log.
 */
export async function tail(options: TailOptions): Promise<boolean> {
  const { folder, service, session, address, text, lines, signal } = options;
  const isWanted = wantedBy(options);
  const over = new AbortController();
  const last: LogLines[] = [];
  let came: LogLines[] = [];
  let live = false;
  let isFound = false;
  const look = () => {
    const all = came;
    came = [];
    for (const found of all) {
      if (!isWanted(found)) continue;
      isFound = true;
      if (live || session !== undefined) options.show(found);
      else last.push(found);
    }
    if (!live) for (const found of lastLines(last, lines)) options.show(found);
    live = true;
    if (session !== undefined && !isFound) over.abort();
  };
  const usual = address === undefined && text === undefined ? backBytes.all : backBytes.chosen;
  const back = Math.max(usual, lines * lineBytes);
  await followLog(
    {
      files: () => logFiles(folder(), service),
      lastFiles: session === undefined ? 2 : filesSince(options, session),
      begin: session === undefined ? lastBytes(back, false) : firstLineWith(session.toUpperCase()),
      zone: options.zone,
      wait: async () => {
        look();
        if (!over.signal.aborted) await options.wait();
      },
      signal: AbortSignal.any([signal, over.signal]),
    },
    (found) => {
      if (session === undefined) came.push(found);
      else if (!over.signal.aborted && found.event.session === session.toUpperCase()) {
        came.push(found);
        if (found.event.kind === "session.closed") over.abort();
      }
    },
  );
  look();
  return isFound || session === undefined;
}

/** The last so many lines; of an event that has more, its last. */
function lastLines(found: readonly LogLines[], lines: number): readonly LogLines[] {
  const kept: LogLines[] = [];
  let left = lines;
  for (const one of found.toReversed()) {
    if (left <= 0) break;
    kept.push({ ...one, lines: one.lines.slice(-left) });
    left -= one.lines.length;
  }
  return kept.reverse();
}

/** An address is met whole (192.0.2.7 is not in 192.0.2.77), and both as they are and as they are escaped in the log. */
function wantedBy({ address, text }: TailOptions): (found: LogLines) => boolean {
  const anyOf = (wanted: string) =>
    [...new Set([wanted, escapeText(wanted), escapeWord(wanted)])].map((one) => RegExp.escape(one)).join("|");
  const tests = [
    address === undefined ? "" : `(?<![\\w.+:-])(?:${anyOf(normaliseIp(address) ?? address)})(?!\\w|[.:-]\\w)`,
    text === undefined ? "" : `(?:${anyOf(text)})`,
  ].map((source) => new RegExp(source, "iu"));
  return ({ lines }) => tests.every((test) => lines.some((line) => test.test(line)));
}

/** Paths of the service's files, oldest first. Throws UsageError for a folder that cannot be read. */
export function logFiles(folder: string, service: Service): readonly string[] {
  try {
    const files = readdirSync(folder).flatMap((name) => readFileName(name) ?? []);
    return files
      .filter((file) => file.service === service)
      .sort(byTime)
      .map((file) => join(folder, writeFileName(file)));
  } catch (error) {
    throw new UsageError(
      `cannot read the log folder ${folder}: ${(error as Error).message}; see the setting log.folder`,
    );
  }
}

/** A session's id says when it began: so many files are of that day or later, and one more. */
function filesSince({ folder, service, zone }: TailOptions, session: string): number {
  const day = zone.iso(startOf(session)).slice(0, 10).replaceAll("-", "");
  const later = logFiles(folder(), service).filter((path) => (/(\d{8})-\d{2,}\.log$/.exec(path)?.[1] ?? "") >= day);
  return later.length + 1;
}

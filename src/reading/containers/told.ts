/** Puts what a wrapping tells of a line, and what its text says itself, together: the wrapping's words stand for what the text does not say. */
import { Buffer } from "node:buffer";
import type { ContainerContext } from "../container.ts";
import type { LineView } from "../view.ts";
import { bare } from "./bare.ts";
import { eximStream } from "./exim.ts";
import { mixed } from "./mixed.ts";
import type { Wrapped } from "./record.ts";

const day = 86_400_000;
/** Clocks and zones differ by less. */
const farMilliseconds = 2 * day;
/** Zones differ by quarters of an hour; a line is wrapped within some seconds. */
const quarter = 900_000;
const wrappedMilliseconds = 5000;
const mostZone = 26 * 3_600_000;
const isZone = (away: number): boolean =>
  away > quarter / 2 && away < mostZone && Math.abs(away - Math.round(away / quarter) * quarter) < wrappedMilliseconds;

/** A stamp without a year, or of a clock whose zone the log does not name, where the wrapping knows both. A collector may have come late. */
const isWrong = (own: number, { at, collected }: Wrapped): boolean =>
  isZone(Math.abs(own - at)) || (collected ? own - at : Math.abs(own - at)) > farMilliseconds;

/** Moves a line to what was wrapped in it, as if nothing were known of that text. */
function lay(line: LineView, text: Buffer): void {
  line.unwrap(text);
  Object.assign(line, { at: Number.NaN, escaped: false, host: undefined, program: undefined, pid: undefined });
}

/** As syslog has it: two records with equal texts are two lines. */
function withHead(line: LineView, { text, host, program, pid }: Wrapped): void {
  const head = `${new Date(line.at).toISOString()} ${host ?? "-"} ${program}${pid === undefined ? "" : `[${pid}]`}: `;
  line.unwrap(Buffer.concat([Buffer.from(head), text]));
  line.textStart = Buffer.byteLength(head);
}

/** Opens what reads such lines of one file: false where nothing is known of them. */
export function openTold(context: ContainerContext): (line: LineView, found: Wrapped) => boolean {
  const { date, modified } = context.file;
  /** Stamps without a year are of the time of the first record. */
  let inside: readonly ((line: LineView) => unknown)[] | undefined;
  const opened = (at: number) => {
    const file = Number.isNaN(at) ? context.file : { path: context.file.path, modified: at };
    return [eximStream, mixed].map((container) => container.open({ ...context, file }));
  };
  const stripBare = bare.open(context);
  /** Of the last line that had a stamp: one without is of its time. */
  let lastAt = Number.NaN;
  /** Records of which no program is known are of anything, until one is. */
  let isLog = context.mark !== undefined;
  return (line, found) => {
    inside ??= opened(found.at);
    // A text that bears a head of its own keeps it.
    for (const strip of inside) {
      lay(line, found.text);
      const isOwn = strip(line) === true;
      const isStrange = line.program === undefined && (found.program !== undefined || (found.collected && !isLog));
      if (!isOwn || isStrange) continue;
      if (Number.isNaN(line.at) || isWrong(line.at, found)) line.at = Number.isNaN(found.at) ? line.at : found.at;
      line.host ??= found.host;
      lastAt = line.at;
      isLog ||= line.program !== undefined;
      return true;
    }
    lay(line, found.text);
    const isBare = stripBare(line) === true;
    const isTimed = !Number.isNaN(found.at) || found.pid !== undefined;
    isLog ||= isBare || (found.program !== undefined && (isTimed || !found.collected));
    if (!isBare) Object.assign(line, { program: found.program, pid: found.pid });
    line.host ??= found.host;
    if (!isLog && (found.collected || Number.isNaN(found.at))) return false;
    if (!Number.isNaN(found.at)) lastAt = found.at;
    else if (!isBare && found.program === undefined) return false;
    line.isUndated = Number.isNaN(found.at);
    const known = line.isUndated ? (context.mark?.at ?? lastAt) : lastAt;
    if (!isBare || !Number.isNaN(known)) line.at = Number.isNaN(known) ? (date ?? modified ?? 0) : known;
    const isExact = !found.collected || found.at % 1000 !== 0;
    line.atPrecisionSeconds = Number.isNaN(found.at) ? day / 1000 : isExact ? 0.001 : 1;
    if (!found.collected) return true;
    line.escaped = true;
    if (line.program !== undefined) withHead(line, isBare ? bareParts(line) : found);
    return true;
  };
}

const bareParts = (line: LineView): Wrapped => ({
  text: line.bytes.subarray(line.textStart, line.end),
  at: line.at,
  host: line.host,
  program: line.program,
  pid: line.pid,
});

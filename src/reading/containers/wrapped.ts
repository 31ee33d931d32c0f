/** Lines that a second logger has wrapped: journald's and Docker's JSON, the logs of Kubernetes (CRI) and of docker compose. */
import { Buffer } from "node:buffer";
import type { Container } from "../container.ts";
import type { LineView } from "../view.ts";
import { bare } from "./bare.ts";
import { eximStream } from "./exim.ts";
import { mixed } from "./mixed.ts";
import { syslog } from "./syslog.ts";

/** What the wrapping tells; the text may bear a stamp, host and program of its own. */
interface Wrapped {
  readonly text: Buffer;
  /** Milliseconds since the epoch; NaN where it is told inside only. */
  readonly at: number;
  readonly host?: string | undefined;
  readonly program?: string | undefined;
  readonly pid?: number | undefined;
}

const brace = "{".charCodeAt(0);
/** `2026-11-24T10:00:00.123456789Z stdout F `. */
const cri = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)) (?:stdout|stderr) [FP] /;
/** `mail-1  | `, of a swarm `mail.1.q9hz@host  | `. */
const compose = /^[\w.@-]{1,200} {1,100}\| /;
/** What `docker logs -t` puts before each line: a stamp to the nanosecond. */
const timed = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z) /;
const prefixBytes = 320;

/** Clocks and zones differ by less. */
const farMilliseconds = 2 * 86_400_000;
/** Zones differ by quarters of an hour; a line is wrapped within some seconds. */
const quarter = 900_000;
const wrappedMilliseconds = 5000;
const isZone = (away: number): boolean =>
  away > quarter / 2 && Math.abs(away - Math.round(away / quarter) * quarter) < wrappedMilliseconds;

export type Fields = Readonly<Record<string, unknown>>;

const textOf = (value: unknown): string | undefined =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : undefined;
const numberIn = (value: unknown): number | undefined => {
  const text = textOf(value);
  return text === undefined || Number.isNaN(Number(text)) ? undefined : Number(text);
};
/** journald gives what is no text as a list of bytes. */
const bytesOf = (value: unknown): Buffer | undefined =>
  Array.isArray(value) ? Buffer.from(value as number[]) : typeof value === "string" ? Buffer.from(value) : undefined;

/** systemd.journal-fields(7); times are microseconds. */
export function fromJournal(fields: Fields): Wrapped | undefined {
  const text = bytesOf(fields.MESSAGE);
  if (!text) return undefined;
  return {
    text,
    at: (numberIn(fields._SOURCE_REALTIME_TIMESTAMP) ?? numberIn(fields.__REALTIME_TIMESTAMP) ?? Number.NaN) / 1000,
    host: textOf(fields._HOSTNAME),
    program: textOf(fields.SYSLOG_IDENTIFIER) ?? textOf(fields._COMM),
    pid: numberIn(fields.SYSLOG_PID) ?? numberIn(fields._PID),
  };
}

/** Docker's logging driver json-file. */
function fromDocker(fields: Fields): Wrapped | undefined {
  if (typeof fields.log !== "string" || typeof fields.time !== "string") return undefined;
  return { text: Buffer.from(fields.log.replace(/\r?\n$/, "")), at: Date.parse(fields.time) };
}

function fromJson(text: string): Wrapped | undefined {
  let fields: unknown;
  try {
    fields = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof fields !== "object" || fields === null) return undefined;
  return fromJournal(fields as Fields) ?? fromDocker(fields as Fields);
}

/** What docker compose writes may stand in a syslog or journal itself. */
function logged(line: LineView, strip: ReturnType<Container["open"]>): Wrapped | undefined {
  if (!strip(line) || line.program === undefined) return undefined;
  const [prefix] = compose.exec(line.text(0, prefixBytes)) ?? [];
  if (prefix === undefined) return undefined;
  const text = Buffer.from(line.bytes.subarray(line.textStart + prefix.length, line.end));
  return { text, at: line.at, host: line.host };
}

function unwrapped(line: LineView, strip: ReturnType<Container["open"]>): Wrapped | undefined {
  const { bytes, start, end } = line;
  if (bytes[start] === brace) return fromJson(line.raw());
  const head = bytes.toString("latin1", start, Math.min(end, start + prefixBytes));
  const [prefix = "", ofContainer] = cri.exec(head) ?? compose.exec(head) ?? [];
  const [time = "", ofLine] = timed.exec(head.slice(prefix.length)) ?? [];
  const length = prefix.length + time.length;
  if (length === 0) return logged(line, strip);
  const stamp = ofLine ?? ofContainer;
  const text = Buffer.from(bytes.subarray(start + length, end));
  return { text, at: stamp === undefined ? Number.NaN : Date.parse(stamp) };
}

/** The container's own words stand for what the text does not say. */
export const wrapped: Container = {
  id: "wrapped",
  open: (context) => {
    const strip = mixed.open(context);
    const stripOuter = syslog.open(context);
    const stripBare = bare.open(context);
    const stripExim = eximStream.open(context);
    /** Of the last line that had a stamp: one without is of its time. */
    let lastAt = Number.NaN;
    return (line) => {
      const found = unwrapped(line, stripOuter);
      if (!found) return false;
      line.unwrap(found.text);
      if (found.program === undefined && stripExim(line)) {
        // The stamp names no zone as a rule, and is of the container's clock.
        if (!Number.isNaN(found.at)) line.at = found.at;
        lastAt = line.at;
        return true;
      }
      if (found.program === undefined && strip(line)) {
        // A stamp without a year, or of a clock whose zone the log does not name, where the wrapping knows both.
        const away = Math.abs(line.at - found.at);
        if (away > farMilliseconds || isZone(away)) line.at = found.at;
        lastAt = line.at;
        return true;
      }
      const isBare = found.program === undefined && stripBare(line);
      if (Number.isNaN(found.at)) {
        if (isBare && !Number.isNaN(lastAt)) line.at = lastAt;
        return isBare;
      }
      lastAt = found.at;
      line.at = found.at;
      line.atPrecisionSeconds = 0.001;
      line.host = found.host;
      if (isBare) return true;
      line.program = found.program;
      line.pid = found.pid;
      return true;
    };
  },
};

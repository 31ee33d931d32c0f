/** The open part as it stands in its file, read into memory; it can be read on as it grows. */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { Activity } from "../sessions/activity.ts";
import { decodeFrames, type KeptEvent, type LinesRead, type SessionEntry } from "./frame.ts";
import { firstAtLeast, type Part, type Span, type Stored, type Summary } from "./part.ts";

const minute = 60_000;

export interface OpenPart extends Part {
  /** Reads what has come since. Throws the system's error. */
  readonly readOn: () => void;
  /** What it was read to: a torn frame at the end is not in it. */
  readonly bytes: () => number;
}

/** Throws the system's error for a file that cannot be read. */
export function readOpenPart(path: string): OpenPart {
  let end = 0;
  let entries: SessionEntry[] = [];
  const events: KeptEvent[] = [];
  const linesRead: LinesRead[] = [];
  const damaged: Span[] = [];
  const readOn = () => {
    const frames = decodeFrames(bytesFrom(path, end));
    if (frames.end === 0) return;
    end += frames.end;
    events.push(...frames.events);
    for (const read of frames.read) linesRead.push(read);
    damaged.push(...frames.damaged);
    // Those of a millisecond stand in the order of their ids, with which their JSON begins.
    entries = [...entries, ...frames.sessions].sort((a, b) => a.from - b.from || Buffer.compare(a.json, b.json));
  };
  readOn();
  const keys = function* (): Generator<readonly [number, number]> {
    for (const [number, { hashes }] of entries.entries()) for (const hash of hashes) yield [hash, number];
  };
  return {
    path,
    get span() {
      return spanOf(entries, events, linesRead);
    },
    // Looking at each is quicker than an index that is made anew whenever something has come.
    hits: (hash) => {
      const found: number[] = [];
      for (let n = 0; n < entries.length; n++) if (entries[n]?.hashes.includes(hash)) found.push(n);
      return found;
    },
    range: (from, to) => {
      const before = (at: number) => firstAtLeast(entries.length, (index) => entries[index]?.from ?? 0, at);
      return [before(from), before(to)];
    },
    stored: (number) => {
      const entry = entries[number];
      return entry && storedOf(entry);
    },
    keys,
    summary: () => ({ ...summaryOf(entries, events, linesRead), damaged }),
    events: () => events.filter(({ kind }) => kind !== "log.heartbeat"),
    damaged: () => damaged,
    close: () => {},
    readOn,
    bytes: () => end,
  };
}

const tab = 0x09;

/** A frame that was written before transcripts stood apart has none. */
function storedOf({ from, json }: SessionEntry): Stored {
  const middle = json.indexOf(tab);
  if (middle < 0) return { from, json: json.toString(), transcript: () => undefined };
  return { from, json: json.toString("utf8", 0, middle), transcript: () => json.toString("utf8", middle + 1) };
}

type Told = readonly [entries: readonly SessionEntry[], events: readonly KeptEvent[], linesRead: readonly LinesRead[]];

function spanOf(...[entries, events, linesRead]: Told): Span | undefined {
  const span = { from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY };
  // A clock that was set back may have ended a session before it began.
  const tells = (...times: readonly number[]) => {
    span.from = Math.min(span.from, ...times);
    span.to = Math.max(span.to, ...times);
  };
  for (const { from, to } of entries) tells(from, to);
  for (const { at } of events) tells(at);
  for (const { signs } of linesRead)
    for (const [first, count] of signs.alive) tells(first * minute, (first + count) * minute);
  return span.from <= span.to ? span : undefined;
}

function summaryOf(...[entries, events, linesRead]: Told): Omit<Summary, "damaged"> {
  const activity = new Activity();
  for (const event of events) activity.take(event);
  for (const { from, to } of entries) {
    activity.note(from);
    activity.note(to);
  }
  for (const { signs } of linesRead) activity.add(signs);
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  return {
    sessions: entries.length,
    keys: sum(entries.map(({ hashes }) => hashes.length)),
    // Who read a log counted its lines; otherwise those count that something was kept of.
    lines:
      linesRead.length > 0
        ? sum(linesRead.map(({ lines }) => lines))
        : sum(entries.map(({ lines }) => lines)) + events.length,
    signs: activity.signs(),
  };
}

function bytesFrom(path: string, offset: number): Buffer {
  const file = openSync(path, "r");
  try {
    const bytes = Buffer.alloc(Math.max(0, fstatSync(file).size - offset));
    let filled = 0;
    while (filled < bytes.length) {
      const read = readSync(file, bytes, filled, bytes.length - filled, offset + filled);
      if (read === 0) break;
      filled += read;
    }
    return bytes.subarray(0, filled);
  } finally {
    closeSync(file);
  }
}

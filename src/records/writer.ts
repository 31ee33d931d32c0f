/** Appends closed sessions to the open part of the records; the turn calls `flush` before replies go out. */
import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { encodeFrame, type Frame } from "./frame.ts";
import { dayOf, daySpan, listDays, listParts, nextNumber, openPath } from "./layout.ts";

export interface RecordsWriter {
  /** Where too much waits for the disk, the frame is lost and counted; the log still has its lines. */
  append(frame: Frame): void;
  /** How many were lost since the last call. */
  takeLost(): number;
  /**
   * One write of all that was appended; a part that is full, or whose day is over, is closed. Throws the system's error; what was
   * not written stays pending.
   */
  flush(): void;
  /** Writes the rest and closes the part. */
  close(): void;
}

export interface RecordsWriterOptions {
  readonly folder: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Gets each part when nobody writes to it any more. */
  readonly onClosed: (path: string, dayIsOver: boolean) => void;
  readonly fullAt?: Full;
}

/** When a part is full. */
interface Full {
  readonly sessions: number;
  readonly bytes: number;
}

/** A question reads the open part whole: so much is read in a tenth of a second. */
const fullByDefault: Full = { sessions: 20_000, bytes: 64 * 1024 * 1024 };

/** What may wait in memory while the disk refuses: some ten thousand sessions. */
const maxPendingBytes = 64 * 1024 * 1024;

interface Current {
  readonly path: string;
  /** When the day is over, epoch milliseconds. */
  readonly until: number;
  readonly file: number;
  sessions: number;
  bytes: number;
}

/** Makes the folder; throws the system's error where it cannot. */
export function createRecordsWriter({
  folder,
  now,
  onClosed,
  fullAt = fullByDefault,
}: RecordsWriterOptions): RecordsWriter {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  let pending: Buffer[] = [];
  let [pendingBytes, pendingSessions, lost] = [0, 0, 0];
  let current: Current | undefined;
  /** A full disk took a part of a frame: its rest belongs behind it. */
  let torn = false;
  const closePart = () => {
    if (!current) return;
    closeSync(current.file);
    const { path, until } = current;
    current = undefined;
    onClosed(path, now() >= until);
  };
  const isOver = ({ sessions, bytes, until }: Current) =>
    sessions >= fullAt.sessions || bytes >= fullAt.bytes || now() >= until;
  return {
    append(frame) {
      if (pendingBytes > maxPendingBytes) {
        lost += 1;
        return;
      }
      const bytes = encodeFrame(frame);
      pendingBytes += bytes.length;
      pendingSessions += "session" in frame ? 1 : 0;
      pending.push(bytes);
    },
    takeLost() {
      const count = lost;
      lost = 0;
      return count;
    },
    flush() {
      if (current && !torn && isOver(current)) closePart();
      if (pending.length === 0) return;
      const bytes = pending.length === 1 && pending[0] ? pending[0] : Buffer.concat(pending);
      current ??= openPart(folder, now());
      let written = 0;
      try {
        while (written < bytes.length) written += writeSync(current.file, bytes, written);
        current.sessions += pendingSessions;
        pendingSessions = 0;
      } finally {
        torn = written < bytes.length && (torn || written > 0);
        pending = written < bytes.length ? [bytes.subarray(written)] : [];
        pendingBytes = bytes.length - written;
        current.bytes += written;
      }
    },
    close() {
      this.flush();
      closePart();
    },
  };
}

/** A new part of the day, with the next number. */
function openPart(folder: string, at: number): Current {
  const day = dayOf(at);
  const path = openPath(folder, day, nextNumber(folder, day));
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  return { path, until: daySpan(day).to, file: openSync(path, "ax", 0o600), sessions: 0, bytes: 0 };
}

/** Open parts of a folder: of runs that ended before, where nobody has written yet. */
export const openPartsOf = (folder: string): readonly string[] =>
  listDays(folder).flatMap((day) =>
    listParts(folder, day)
      .filter(({ kind }) => kind === "open")
      .map(({ path }) => path),
  );

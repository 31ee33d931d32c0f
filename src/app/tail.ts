/** The end of our activity log as it grows: each line with its full date, on into the next file. */
import { closeSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../base/error.ts";
import type { Zone } from "../base/zone.ts";
import type { Service } from "../events/event.ts";
import { byTime, readFileName, writeFileName } from "../log/file-name.ts";
import { Calendar, readHead, readStamp } from "../reading/postino/stamp.ts";

export interface TailOptions {
  /** Folder of the log files; UsageError if it cannot be read. */
  readonly folder: string;
  readonly service: Service;
  readonly zone: Zone;
  /** How many lines of what is there already; of a session all are shown. */
  readonly lines: number;
  /** Only lines of that session (16 hex digits), of that address, with that text; case does not matter. */
  readonly session?: string;
  readonly address?: string;
  readonly text?: string;
  readonly print: (line: string) => void;
  /** Comes back when it is time to look again. */
  readonly wait: () => Promise<void>;
  /** Ends it. */
  readonly signal: AbortSignal;
}

interface Shown {
  readonly at: number;
  readonly line: string;
}

/** Prints the last lines, then what comes, until the signal. */
export async function tail(options: TailOptions): Promise<void> {
  const calendar = new Calendar<Shown>(options.zone);
  const isWanted = wantedBy(options);
  const last: string[] = [];
  let live = false;
  const show = ({ at, line }: Shown) => {
    if (!isWanted(line)) return;
    const dated = `${options.zone.iso(at)} ${line}`;
    if (live) return options.print(dated);
    last.push(dated);
    if (options.session === undefined && last.length > options.lines) last.shift();
  };
  const take = (line: string) => {
    const head = readHead(line);
    const stamp = head && readStamp(head.text);
    if (stamp) calendar.stamp(stamp.at, stamp.offset, show);
    if (head) calendar.date({ at: 0, line }, head.time, show);
  };
  // A session that began yesterday is told whole.
  let file = filesOf(options).slice(-2)[0];
  let reader = file === undefined ? undefined : new Growing(join(options.folder, file));
  while (!options.signal.aborted) {
    if (reader && file !== undefined) {
      calendar.openFile({ path: file, date: dateIn(file) }, show);
      reader.read(take);
    }
    const next = filesOf(options).find((other) => file === undefined || isAfter(other, file));
    if (next !== undefined) {
      reader?.read(take);
      reader?.close();
      file = next;
      reader = new Growing(join(options.folder, next));
      continue;
    }
    if (!live) for (const line of last) options.print(line);
    live = true;
    await options.wait();
  }
  reader?.close();
}

/** An address is met whole: 192.0.2.7 is not in 192.0.2.77. */
function wantedBy({ session, address, text }: TailOptions): (line: string) => boolean {
  const tests = [
    session === undefined ? "" : `\\[${RegExp.escape(session)}\\]`,
    address === undefined ? "" : `(?<![\\w.+-])${RegExp.escape(address)}(?!\\w|[.-]\\w)`,
    text === undefined ? "" : RegExp.escape(text),
  ].map((source) => new RegExp(source, "i"));
  return (line) => tests.every((test) => test.test(line));
}

/** Names of the service's files, oldest first. */
function filesOf({ folder, service }: TailOptions): readonly string[] {
  try {
    const files = readdirSync(folder).flatMap((name) => readFileName(name) ?? []);
    return files
      .filter((file) => file.service === service)
      .sort(byTime)
      .map(writeFileName);
  } catch (error) {
    throw new UsageError(
      `cannot read the log folder ${folder}: ${(error as Error).message}; see the setting log.folder`,
    );
  }
}

function isAfter(name: string, before: string): boolean {
  const [one, other] = [readFileName(name), readFileName(before)];
  return one !== undefined && other !== undefined && byTime(one, other) > 0;
}

function dateIn(name: string): number {
  const day = readFileName(name)?.day ?? "";
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(4, 6)) - 1, Number(day.slice(6)));
}

/** What one read brings: enough to follow a busy log, little enough to stop at once. */
const chunkBytes = 1 << 20;

/** A file that is read on from where it was read last, in whole lines. */
class Growing {
  readonly #handle: number;
  readonly #chunk = Buffer.alloc(chunkBytes);
  #rest = Buffer.alloc(0);

  constructor(path: string) {
    this.#handle = openSync(path, "r");
  }

  read(take: (line: string) => void): void {
    for (let bytes = readSync(this.#handle, this.#chunk); bytes > 0; bytes = readSync(this.#handle, this.#chunk)) {
      const whole = Buffer.concat([this.#rest, this.#chunk.subarray(0, bytes)]);
      const end = whole.lastIndexOf(0x0a) + 1;
      this.#rest = whole.subarray(end);
      for (const line of whole.toString("utf8", 0, end).split("\n").slice(0, -1)) take(line);
    }
  }

  close(): void {
    closeSync(this.#handle);
  }
}

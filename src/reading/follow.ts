/** Follows a log as it grows: on into its next file, through a rename, and when its file is cut or replaced. */
import { type FileHandle, open, readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { UsageError } from "../base/error.ts";
import type { Zone } from "../base/zone.ts";
import type { MailEvent, Source } from "../events/event.ts";
import type { Beginning } from "./beginning.ts";
import { type Detected, detect, plainFormats } from "./detect.ts";
import { registry } from "./formats/registry.gen.ts";
import { type Input, inputsOf } from "./input.ts";
import type { Line } from "./line.ts";
import { Reading, type ReadOptions } from "./read.ts";

/** An event with its lines as they stand in the file; most have one. */
export interface LogLines {
  readonly event: MailEvent;
  readonly lines: readonly string[];
}

export interface FollowOptions extends Omit<ReadOptions, "logs" | "seen"> {
  /** The log's files as they are now, oldest first; the last one grows. Asked at each look. */
  readonly files: () => readonly string[];
  /** Of those that are there at the beginning it starts with so many … */
  readonly lastFiles: number;
  /** … and where in each of them. */
  readonly begin: Beginning;
  /** Called when all that is there has been read; resolves when it is time to look again. */
  readonly wait: () => Promise<void>;
  /** Ends it. */
  readonly signal: AbortSignal;
}

const chunkBytes = 256 * 1024;
/** A file whose first bytes are others is another one, also where it has grown beyond the place where we were. */
const headBytes = 256;

/** Emits what is there, then what comes, until the signal. Throws UsageError for a file that cannot be read or followed. */
export async function followLog(options: FollowOptions, emit: (found: LogLines) => void): Promise<void> {
  const { files, lastFiles, begin, signal } = options;
  const texts = new LineTexts();
  const seen = (line: Line) => texts.keep(line.source(), line.raw());
  const reading = new Reading({ ...options, seen }, (event) => emit({ event, lines: texts.of(event) }));
  let live = false;
  const pause = async () => {
    live = true;
    if (!signal.aborted) await options.wait();
  };
  let known: Detected | undefined;
  let path: string | undefined;
  while (!signal.aborted) {
    const next = nextOf(path, files(), lastFiles);
    if (next === undefined || !(await hasBytes(next))) {
      await pause();
      continue;
    }
    path = next;
    const opened = await openAt(path, options);
    if (!opened) continue;
    const { input, handle } = opened;
    const zone = options.zoneOf?.(path) ?? options.zone;
    try {
      // What its first lines look like may deceive: a log that goes on is read as it was read before.
      known = known ? { ...known, input } : await detected(input, zone, options);
      const from = live ? { offset: 0, lines: 0 } : await begin(handle);
      const chunks = () => growth({ handle, path: next, files, signal, pause, isLive: () => live }, from.offset);
      await reading.file({ ...known, input: { ...input, from, chunks } }, zone);
    } finally {
      await handle.close();
    }
  }
  reading.close();
}

/** An event comes with its line or a few lines later; by then they may be gone from the file. */
const keptLines = 20_000;

class LineTexts {
  #texts = new Map<number, string>();
  #earlier = this.#texts;
  #file = "";

  keep({ file, offset }: Source, text: string): void {
    if (file !== this.#file || this.#texts.size >= keptLines) {
      this.#earlier = this.#texts;
      this.#texts = new Map();
      this.#file = file;
    }
    this.#texts.set(offset, text);
  }

  of({ source }: MailEvent): readonly string[] {
    const places = source ? [source, ...(source.also ?? [])] : [];
    return places.flatMap(({ offset }) => this.#texts.get(offset) ?? this.#earlier.get(offset) ?? []);
  }
}

/** The file behind that one; the same again where it was cut or replaced; the newest where the log has moved. */
function nextOf(path: string | undefined, files: readonly string[], lastFiles: number): string | undefined {
  if (path === undefined) return files.slice(-lastFiles)[0];
  const at = files.indexOf(path);
  return (at < 0 ? files.at(-1) : files[at + 1]) ?? path;
}

/** Undefined where it was renamed at this very moment: the next look finds what took its place. */
async function openAt(path: string, options: FollowOptions) {
  try {
    const input = await inputAt(path, options);
    return { input, handle: await open(path) };
  } catch (error) {
    if (!(await hasBytes(path))) return undefined;
    throw error;
  }
}

async function inputAt(path: string, options: FollowOptions): Promise<Input> {
  const [input] = await inputsOf([path], options, 0);
  if (!input || input.packed || input.path !== path)
    throw new UsageError(`cannot follow ${path}: only a plain log file grows; name one`);
  return input;
}

async function detected(input: Input, zone: Zone, { year }: FollowOptions): Promise<Detected> {
  const found = await detect(input, plainFormats(registry), { zone, ...(year !== undefined && { year }) });
  if (found.skipped) throw new UsageError(`cannot follow ${input.path}: ${found.skipped}`);
  return found;
}

const hasBytes = async (path: string): Promise<boolean> => ((await statOf(path))?.size ?? 0) > 0;

/** Undefined where nothing is there at the moment. */
const statOf = (path: string) =>
  stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw new UsageError(`cannot read ${path}: ${error.message}`);
  });

interface Growing {
  readonly handle: FileHandle;
  readonly path: string;
  readonly files: () => readonly string[];
  readonly signal: AbortSignal;
  readonly pause: () => Promise<void>;
  readonly isLive: () => boolean;
}

/** Its bytes, until another file goes on. */
async function* growth({ handle, path, files, signal, pause, isLive }: Growing, from: number): AsyncGenerator<Buffer> {
  const begins = await headOf(handle);
  let position = from;
  for (let isLast = false; ; ) {
    // What was written between our last look and the cut stands in the copy that was made before.
    if (await isCut(handle, position, begins)) return yield* restInCopy(path, begins, position);
    for await (const bytes of bytesFrom(handle, position)) {
      position += bytes.length;
      yield bytes;
      if (signal.aborted) return;
    }
    if (isLast || signal.aborted) return;
    // Whoever wrote it may have had something left for it when the next one was there already.
    isLast = await goesOnElsewhere(path, handle, files());
    if (isLast && !isLive()) return;
    await pause();
  }
}

async function* bytesFrom(handle: FileHandle, from: number): AsyncGenerator<Buffer> {
  for (let position = from; ; ) {
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(chunkBytes), 0, chunkBytes, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/** A file beside it that is named after it, begins as it began, and is longer than what was read of it. */
async function* restInCopy(path: string, begins: Buffer, position: number): AsyncGenerator<Buffer> {
  const names = (await readdir(dirname(path))).filter((name) => name.startsWith(basename(path)));
  for (const copy of names.map((name) => join(dirname(path), name))) {
    // One that is gone by now, or not for us to read, is no copy.
    const isFile = copy !== path && (await statOf(copy))?.isFile();
    const handle = isFile && (await open(copy).catch(() => undefined));
    if (!handle) continue;
    try {
      if (!(await isCut(handle, position, begins))) return yield* bytesFrom(handle, position);
    } finally {
      await handle.close();
    }
  }
}

const isCut = async (handle: FileHandle, position: number, begins: Buffer): Promise<boolean> =>
  (await handle.stat()).size < position || !(await headOf(handle)).subarray(0, begins.length).equals(begins);

async function headOf(handle: FileHandle): Promise<Buffer> {
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0);
  return buffer.subarray(0, bytesRead);
}

/** Is something in the file that comes after it, or in another of the same name? */
async function goesOnElsewhere(path: string, handle: FileHandle, files: readonly string[]): Promise<boolean> {
  const next = nextOf(path, files, 1) ?? path;
  if (next !== path) return hasBytes(next);
  const [own, there] = [await handle.stat(), await statOf(path)];
  return there !== undefined && there.size > 0 && (there.ino !== own.ino || there.dev !== own.dev);
}

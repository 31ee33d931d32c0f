/** The raw lines that evidence points to, read again from their files. */
import { existsSync } from "node:fs";
import { open } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Source } from "../events/event.ts";
import { inputsOf } from "./input.ts";

export interface RawIo {
  /** What standard input held, where it was kept while reading. */
  readonly kept?: Buffer;
  /** Where files lie that are no longer where they were written: a data folder was moved, or copied to another machine. */
  readonly movedTo?: string;
}

/**
 * The text of each line, byte for byte as it stood in its file (broken UTF-8 shown as U+FFFD), in the order asked for.
 * Undefined for lines of a file that is gone or no longer that long. Packed files are unpacked once, up to the last line.
 */
export async function rawLines(sources: readonly Source[], io: RawIo = {}): Promise<readonly (string | undefined)[]> {
  const texts = new Map<Source, string>();
  for (const [file, wanted] of Map.groupBy(sources, (source) => source.file)) {
    const sorted = wanted.toSorted((a, b) => a.offset - b.offset);
    const add = (source: Source, bytes: Buffer) => {
      if (bytes.length === source.bytes) texts.set(source, bytes.toString("utf8"));
    };
    if (file === "-") {
      for (const source of sorted) {
        const bytes = io.kept?.subarray(source.offset, source.offset + source.bytes);
        if (bytes) add(source, bytes);
      }
    } else await readFile(existsSync(file) ? file : movedFrom(file, io), sorted, add).catch(() => {});
  }
  return sources.map((source) => texts.get(source));
}

const movedFrom = (file: string, { movedTo }: RawIo): string =>
  movedTo === undefined ? file : join(movedTo, basename(file));

type Add = (source: Source, bytes: Buffer) => void;

async function readFile(file: string, sorted: readonly Source[], add: Add): Promise<void> {
  const [input] = await inputsOf([file], {}, 0);
  if (!input) return;
  if (input.packed) await fromStream(input.chunks(), sorted, add);
  else await fromPlaces(file, sorted, add);
}

/** Lines that stand so near each other are read at once. */
const togetherBytes = 64 * 1024;

async function fromPlaces(file: string, sorted: readonly Source[], add: Add): Promise<void> {
  const handle = await open(file);
  try {
    for (let first = 0, next = 0; first < sorted.length; first = next) {
      const start = sorted[first]?.offset ?? 0;
      let end = start;
      for (; next < sorted.length; next++) {
        const { offset = 0, bytes = 0 } = sorted[next] ?? {};
        if (next > first && offset + bytes > start + togetherBytes) break;
        end = Math.max(end, offset + bytes);
      }
      const bytes = Buffer.alloc(end - start);
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, start);
      for (const source of sorted.slice(first, next))
        add(source, bytes.subarray(source.offset - start, Math.min(source.offset - start + source.bytes, bytesRead)));
    }
  } finally {
    await handle.close();
  }
}

async function fromStream(chunks: AsyncIterable<Buffer>, sorted: readonly Source[], add: Add): Promise<void> {
  const waiting = [...sorted];
  let kept: Buffer = Buffer.alloc(0);
  let keptAt = 0;
  for await (const chunk of chunks) {
    kept = kept.length === 0 ? chunk : Buffer.concat([kept, chunk]);
    for (let next = waiting[0]; next && next.offset + next.bytes <= keptAt + kept.length; next = waiting[0]) {
      add(next, kept.subarray(next.offset - keptAt, next.offset - keptAt + next.bytes));
      waiting.shift();
    }
    const first = waiting[0];
    if (!first) return;
    const end = keptAt + kept.length;
    const keepFrom = Math.min(Math.max(first.offset, keptAt), end);
    kept = kept.subarray(keepFrom - keptAt);
    keptAt = keepFrom;
  }
}

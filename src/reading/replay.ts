/** Reads the lines of one session of a skimmed log again, into its events. */
import { open } from "node:fs/promises";
import { foreignId } from "../base/id.ts";
import type { Zone } from "../base/zone.ts";
import type { Emit } from "../events/event.ts";
import type { LogContext, LogReader } from "./format.ts";
import { unreadable } from "./input.ts";
import { blockBytes, type PlacedFile, type Places, type Placing } from "./places.ts";
import { maxLineBytes } from "./split.ts";
import { LineView } from "./view.ts";

/** Sessions that are near each other share blocks: so many are kept, some 16 MB. */
const keptBlocks = 256;
const lf = 10;
const cr = 13;

interface Block {
  readonly file: PlacedFile;
  readonly bytes: Buffer;
  /** Where its lines begin; one more is its end. */
  readonly starts: readonly number[];
  readonly firstLine: number;
  readonly offset: number;
}

/** Both throw UsageError for a file that cannot be read any more. */
export interface Replay {
  /** Emits what the lines of a session say. */
  events(index: number, emit: Emit): Promise<void>;
  /** The id that its first line gives it. */
  idOf(index: number): Promise<string | undefined>;
}

/** `nodeOf`: as it was when the log was skimmed. */
export function createReplay(places: Places, nodeOf: LogContext["nodeOf"]): Replay {
  const blocks = new Map<number, Block>();
  const views = new Map<PlacedFile, LineView>();
  const blockOf = async (line: number): Promise<Block> => {
    const number = lastNotAbove(places.blockLines, line);
    const block = blocks.get(number) ?? (await readBlock(places, number));
    blocks.delete(number);
    blocks.set(number, block);
    const [oldest] = blocks.size > keptBlocks ? blocks.keys() : [];
    if (oldest !== undefined) blocks.delete(oldest);
    return block;
  };
  const viewOf = ({ file, bytes, starts, firstLine, offset }: Block, number: number): LineView => {
    const view = views.getOrInsertComputed(file, () => new LineView(file.input));
    const [start = 0, next = 0] = [starts[number - firstLine], starts[number - firstLine + 1]];
    view.place(bytes, start, lineEnd(bytes, start, next), offset + start, number - file.linesBefore);
    view.mark = places.markAt(number);
    return view;
  };
  const events = async ({ nth, ending, lines }: Placing, emit: Emit): Promise<void> => {
    let reader: LogReader | undefined;
    let zone: Zone | undefined;
    for (const number of lines) {
      const block = await blockOf(number);
      const { file } = block;
      zone = file.zone;
      reader ??= file.format.open({
        get zone() {
          return zone ?? file.zone;
        },
        nodeOf,
        newSession: (service, line) => foreignId(nodeOf(line), service, line.raw(), nth),
      });
      reader.read(viewOf(block, number), emit);
    }
    if (ending !== "told") reader?.endUnseen?.(ending === "forgotten", emit);
    reader?.close(emit);
  };
  return {
    events: (index, emit) => events(places.placing(index), emit),
    async idOf(index) {
      const placing = places.placing(index);
      let id: string | undefined;
      const take: Emit = ({ session }) => {
        id ??= session;
      };
      // Mostly the first one tells.
      for (let count = 1; id === undefined && count <= placing.lines.length; count *= 4)
        await events({ ...placing, lines: placing.lines.slice(0, count) }, take);
      if (id === undefined) await events(placing, take);
      return id;
    },
  };
}

async function readBlock(places: Places, number: number): Promise<Block> {
  const [firstLine = 0, offset = 0] = [places.blockLines[number], places.blockOffsets[number]];
  const file = places.files.findLast(({ linesBefore }) => linesBefore < firstLine);
  if (!file) throw new RangeError(`no block ${number}`);
  const { path } = file.input;
  const next = places.blockOffsets[number + 1] ?? 0;
  const most = offset + blockBytes + maxLineBytes;
  const bytes = await readRange(path, offset, next > offset ? Math.min(next, most) : most).catch((error: unknown) =>
    Promise.reject(unreadable(path, error)),
  );
  const starts = [0];
  for (let end = bytes.indexOf(lf); end >= 0; end = bytes.indexOf(lf, end + 1)) starts.push(end + 1);
  if (starts.at(-1) !== bytes.length) starts.push(bytes.length);
  return { file, bytes, starts, firstLine, offset };
}

/** Or what there is of it. */
async function readRange(path: string, offset: number, end: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const bytes = Buffer.alloc(Math.max(0, Math.min(end, size) - offset));
    const { bytesRead } = await file.read(bytes, 0, bytes.length, offset);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** Without its line end. */
function lineEnd(bytes: Buffer, start: number, next: number): number {
  const end = next > start && bytes[next - 1] === lf ? next - 1 : next;
  return end > start && bytes[end - 1] === cr ? end - 1 : end;
}

/** The index of the last number that is not above a limit. */
function lastNotAbove(sorted: readonly number[], limit: number): number {
  let [low, high] = [0, sorted.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((sorted[middle] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}

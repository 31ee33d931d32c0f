/** Finds the lines of a skimmed log again, one by one, as their reader had them. */
import { BoundedMap } from "../base/bounded.ts";
import type { Container } from "./container.ts";
import type { Mark } from "./line.ts";
import type { LineBlock, PlacedFile, SkimmedLog } from "./places.ts";
import { timesOfLast, timesOfQuoted } from "./repeated.ts";
import { LineView } from "./view.ts";

/** Sessions that are near each other share blocks: so many are kept, some 16 MB. */
const keptBlocks = 256;
const lf = 10;
const cr = 13;

interface Block extends LineBlock {
  /** Where its lines begin; one more is its end. */
  readonly starts: readonly number[];
  /** By the number of the line that stands for a record, where it may begin: how many lines of the block stand before. */
  records?: ReadonlyMap<number, number>;
}

/** A line without its container's part, valid until the next one is asked for. */
export interface PlacedLine {
  readonly file: PlacedFile;
  readonly view: LineView;
  /** How often it is to be read: more than once where it, or the one behind it, says so. */
  readonly times: number;
}

export class PlacedLines {
  readonly #log: SkimmedLog;
  readonly #blocks = new BoundedMap<number, Block>(keptBlocks);
  readonly #views = new Map<PlacedFile, LineView>();
  /** What strips the container's part off the lines of a file, for the last mark. */
  readonly #strips = new Map<
    PlacedFile,
    { readonly mark: Mark | undefined; readonly strip: ReturnType<Container["open"]> }
  >();

  constructor(log: SkimmedLog) {
    this.#log = log;
  }

  /** Counted over all files. Throws UsageError for a file that cannot be read any more. */
  async at(number: number): Promise<PlacedLine> {
    const { file, view } = await this.#stripped(number);
    if (file.container.hasRecords) return { file, view, times: timesOfQuoted(view) ?? 1 };
    const last = timesOfLast(view);
    if (last === undefined) return { file, view, times: timesOfQuoted(view) ?? 1 };
    const { at } = view;
    // The file has one view: it moves to the line before.
    await this.#stripped(number - 1);
    view.at = at;
    view.readAt = number - file.linesBefore;
    return { file, view, times: last };
  }

  async #stripped(number: number): Promise<Omit<PlacedLine, "times">> {
    const block = await this.#blockOf(number);
    const { file } = block;
    const view = this.#views.getOrInsertComputed(file, () => new LineView(file.input));
    const mark = this.#log.markAt(number);
    view.mark = mark;
    let known = this.#strips.get(file);
    if (!known || known.mark !== mark) {
      known = { mark, strip: file.container.open({ file: file.input, zone: file.zone, mark }) };
      this.#strips.set(file, known);
    }
    const { strip } = known;
    const nth = number - block.firstLine;
    if (!file.container.hasRecords) {
      place(view, block, nth);
      strip(view);
      return { file, view };
    }
    block.records ??= recordsIn(block, mark);
    const told = number - file.linesBefore;
    for (let at = block.records.get(told) ?? nth; at < block.starts.length - 1; at++) {
      place(view, block, at);
      if (strip(view) === true && view.number === told) return { file, view };
    }
    // It is not there any more: the file is another one.
    place(view, block, nth);
    return { file, view };
  }

  async #blockOf(line: number): Promise<Block> {
    const name = this.#log.blockOf(line);
    const block = this.#blocks.get(name) ?? withStarts(await this.#log.block(name));
    this.#blocks.add(name, block);
    return block;
  }
}

/** Moves to a line of a block. */
function place(view: LineView, { file, bytes, starts, firstLine, offset }: Block, nth: number): void {
  const [start = 0, next = 0] = [starts[nth], starts[nth + 1]];
  view.place(bytes, start, lineEnd(bytes, start, next), offset + start, firstLine + nth - file.linesBefore);
}

/** Where the records of a block begin: of those of one block mostly several are asked for. */
function recordsIn(block: Block, mark: Mark | undefined): ReadonlyMap<number, number> {
  const { file, starts } = block;
  const records = new Map<number, number>();
  const view = new LineView(file.input);
  const strip = file.container.open({ file: file.input, zone: file.zone, mark });
  for (let nth = 0, begun = 0; nth < starts.length - 1; nth++) {
    place(view, block, nth);
    const isTold = strip(view) === true;
    if (view.begins) begun = nth;
    if (isTold) records.set(view.number, begun);
  }
  return records;
}

function withStarts(block: LineBlock): Block {
  const { bytes } = block;
  const starts = [0];
  for (let end = bytes.indexOf(lf); end >= 0; end = bytes.indexOf(lf, end + 1)) starts.push(end + 1);
  if (starts.at(-1) !== bytes.length) starts.push(bytes.length);
  return { ...block, starts };
}

/** Without its line end. */
function lineEnd(bytes: Buffer, start: number, next: number): number {
  const end = next > start && bytes[next - 1] === lf ? next - 1 : next;
  return end > start && bytes[end - 1] === cr ? end - 1 : end;
}

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
    const { file, bytes, starts, firstLine, offset } = await this.#blockOf(number);
    const view = this.#views.getOrInsertComputed(file, () => new LineView(file.input));
    const [start = 0, next = 0] = [starts[number - firstLine], starts[number - firstLine + 1]];
    view.place(bytes, start, lineEnd(bytes, start, next), offset + start, number - file.linesBefore);
    const mark = this.#log.markAt(number);
    view.mark = mark;
    let known = this.#strips.get(file);
    if (!known || known.mark !== mark) {
      known = { mark, strip: file.container.open({ file: file.input, zone: file.zone, mark }) };
      this.#strips.set(file, known);
    }
    known.strip(view);
    return { file, view };
  }

  async #blockOf(line: number): Promise<Block> {
    const name = this.#log.blockOf(line);
    const block = this.#blocks.get(name) ?? withStarts(await this.#log.block(name));
    this.#blocks.add(name, block);
    return block;
  }
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

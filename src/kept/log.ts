/** A kept log as its sessions are found in it, and read again. */
import { Zone } from "../base/zone.ts";
import { containerOf } from "../reading/detect.ts";
import { registry } from "../reading/formats/registry.gen.ts";
import type { LogFile, Mark } from "../reading/line.ts";
import {
  type LineBlock,
  newestPlaced,
  type PlacedFile,
  type PlacedSession,
  type Placing,
  type SkimmedLog,
} from "../reading/places.ts";
import { fileOf, linesOfFile, loadMarks, type Marks, markIn, type PartNumbers, partPath } from "./keeper.ts";
import { KeptPart } from "./part.ts";
import { KeptText } from "./text.ts";

/** A file of the log, by the name under which its lines are kept. */
export interface KeptFile {
  readonly name: string;
  /** How its lines were read; absent where none are kept. */
  readonly reading?: HowRead;
}

export interface HowRead extends Pick<LogFile, "date" | "modified"> {
  /** The id of its container. */
  readonly container: string;
  readonly zone: string;
}

/** What cannot be read of it; the times are those of sessions that may be missing. */
export interface Damage {
  readonly file: string;
  readonly reason: string;
  readonly from: number;
  readonly to: number;
}

/** Names of sessions and of blocks: the number of the part, or of the file, so many times, and their own. */
const sessionsOfPart = 2 ** 20;
const blocksOfFile = 2 ** 24;

/** What lies on the disk when it is opened. Throws the system's error for a part that is not there. */
export class KeptLog implements SkimmedLog {
  readonly findsIds = true;
  readonly sessions: number;
  readonly #folder: string;
  readonly #files: readonly KeptFile[];
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #parts: readonly KeptPart[];
  readonly #damage: Damage[] = [];
  readonly #placed = new Map<number, PlacedFile>();
  readonly #texts = new Map<number, KeptText>();
  readonly #marks = new Map<number, Marks>();
  readonly #since: number;

  /** Sessions begun before `since` are not found. */
  constructor(
    folder: string,
    files: readonly KeptFile[],
    { full, last, open }: PartNumbers,
    since = Number.NEGATIVE_INFINITY,
  ) {
    this.#since = since;
    this.#folder = folder;
    this.#files = files;
    this.#numbers = new Map(files.map(({ name }, number) => [name, number]));
    this.#parts = [...full, last, open].filter((number) => number >= 0).flatMap((number) => this.#open(number));
    this.sessions = this.#parts.reduce((sum, part) => sum + part.sessions, 0);
  }

  #open(number: number): readonly KeptPart[] {
    const path = partPath(this.#folder, number);
    try {
      return [new KeptPart(path)];
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") throw error;
      const always = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
      this.#damage.push({ file: path, reason: (error as Error).message, ...always });
      return [];
    }
  }

  /** What was found damaged so far. */
  damage(): readonly Damage[] {
    const inParts = this.#parts.flatMap(({ path, damaged }) =>
      [...damaged].map(([what, span]) => ({ file: path, reason: `${what} of it cannot be read`, ...span })),
    );
    return [...this.#damage, ...inParts];
  }

  find(from: number, to: number, words: readonly number[], nameless: boolean): readonly PlacedSession[] {
    return this.#parts.flatMap((part, n) =>
      part
        .find(Math.max(from, this.#since), to, words, nameless)
        .map(([number, begun]) => ({ index: n * sessionsOfPart + number, from: begun })),
    );
  }

  /** By pages, those with the latest sessions first. */
  newest(earliest: number, to: number, most: number): readonly PlacedSession[] {
    const from = Math.max(earliest, this.#since);
    const pages = this.#parts
      .flatMap((part, n) => part.pagesIn(from, to).map((page) => ({ ...page, part, first: n * sessionsOfPart })))
      .sort((a, b) => b.to - a.to);
    let found: PlacedSession[] = [];
    for (const { part, number: page, to: latest, first } of pages) {
      if (found.length >= most && (found[most - 1]?.from ?? 0) > latest) break;
      part.eachOf(page, (number, begun) => {
        if (begun >= from && begun < to) found.push({ index: first + number, from: begun });
      });
      found = newestPlaced(found, most);
    }
    return found;
  }

  placing(index: number): Placing {
    const row = this.#parts[Math.floor(index / sessionsOfPart)]?.row(index % sessionsOfPart);
    const format = row && registry[row.formatId];
    if (!format) throw new RangeError(`no session ${index}`);
    return { ...row, format };
  }

  numberOf(path: string, line: number): number {
    return (this.#numbers.get(path) ?? 0) * linesOfFile + line;
  }

  markAt(line: number): Mark | undefined {
    const file = fileOf(line);
    const marks = this.#marks.getOrInsertComputed(file, () => loadMarks(this.#folder, file));
    return markIn(marks, line - file * linesOfFile);
  }

  blockOf(line: number): number {
    const file = fileOf(line);
    return file * blocksOfFile + this.#textOf(file).blockOf(line - file * linesOfFile);
  }

  async block(name: number): Promise<LineBlock> {
    const number = Math.floor(name / blocksOfFile);
    const file = this.#fileOf(number);
    const { bytes, firstLine, offset } = this.#textOf(number).block(name % blocksOfFile);
    return { file, bytes, firstLine: file.linesBefore + firstLine, offset };
  }

  /** The kept bytes of a file; undefined where they are not there. */
  bytesAt(name: string, offset: number, bytes: number): Buffer | undefined {
    const number = this.#numbers.get(name);
    return number === undefined ? undefined : this.#textOf(number).bytesAt(offset, bytes);
  }

  #textOf(number: number): KeptText {
    return this.#texts.getOrInsertComputed(
      number,
      () =>
        new KeptText(this.#folder, number, (reason, file) => {
          const span = {
            from: Math.min(...this.#parts.map(({ from }) => from)),
            to: Math.max(...this.#parts.map(({ to }) => to)),
          };
          if (!this.#damage.some((known) => known.file === file && known.reason === reason))
            this.#damage.push({ file, reason, ...span });
        }),
    );
  }

  #fileOf(number: number): PlacedFile {
    return this.#placed.getOrInsertComputed(number, () => {
      const { name = "", reading } = this.#files[number] ?? {};
      if (!reading) throw new RangeError(`no lines of file ${number} are kept`);
      const { container, zone, ...times } = reading;
      return {
        ...{ input: { path: name, ...times }, container: containerOf(container) },
        ...{ zone: new Zone(zone), linesBefore: number * linesOfFile },
      };
    });
  }
}

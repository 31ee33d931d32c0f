/** Lines that stand in several files: a syslog daemon may write what a mail server says to mail.log, mail.info and syslog. */
import type { Detected } from "./detect.ts";
import { NumberSet } from "./number-set.ts";
import type { LineView } from "./view.ts";

/** Where a file is rotated, the last line of one and the first of the next may be equal and yet two. */
const seamMilliseconds = 2000;

/** Lines of several machines are in no strict order. */
const disorderMilliseconds = 3_600_000;

/** So many lines are known at most, in 256 MB; what comes behind them is not looked for in other files. */
const mostLines = 2 ** 24;

/**
 * Finds lines that are the same, byte for byte, as one of a file that was read before, went on beyond the beginning of theirs, and is of the
 * same machine. Files come in the order in which they are read, and with the machines that their first lines name.
 */
export class Copies {
  readonly #files: readonly Detected[];
  #next = 0;
  readonly #known = new NumberSet();
  /** The time of the last line that is known. */
  #knownUntil = Number.NEGATIVE_INFINITY;
  /** Of the file that is read now, which has equal lines of its own. */
  #fresh: number[] = [];
  /** From then on lines of the file may stand in a later one, too. */
  #from = Number.POSITIVE_INFINITY;
  #isBeside = false;

  constructor(files: readonly Detected[]) {
    this.#files = files;
  }

  begin(file: Detected): void {
    for (const hash of this.#fresh) this.#known.add(hash);
    this.#fresh = [];
    this.#isBeside = this.#knownUntil > file.firstAt + seamMilliseconds;
    this.#next += 1;
    const later = this.#files
      .slice(this.#next)
      .filter(({ hosts }) => hosts && file.hosts?.isDisjointFrom(hosts) === false);
    this.#from = later.reduce((least, { firstAt }) => Math.min(least, firstAt), Number.POSITIVE_INFINITY);
  }

  /** To be asked of each line once. */
  isCopy(line: LineView): boolean {
    const isWanted = line.at > this.#from - disorderMilliseconds;
    if (!isWanted && !this.#isBeside) return false;
    const hash = line.hash(0);
    if (this.#isBeside && this.#known.has(hash)) return true;
    if (isWanted) this.#note(hash, line.at);
    return false;
  }

  #note(hash: number, at: number): void {
    if (this.#known.size + this.#fresh.length >= mostLines) return;
    if (at > this.#knownUntil) this.#knownUntil = at;
    if (this.#isBeside) this.#fresh.push(hash);
    else this.#known.add(hash);
  }
}

/** Counts the sessions that begin at a line, the same when a log is skimmed and when lines of it are read again. */
import type { Beginning } from "./open-places.ts";

export class Beginnings {
  #read = 0;
  #times = 0;
  #line = 0;
  #before = 0;

  /** That line is read now, counted over all files; again where it was the last one. */
  read(line: number): void {
    this.#times = line === this.#read ? this.#times + 1 : 0;
    this.#read = line;
    this.#line = 0;
  }

  /** A session begins: at the line that is read, or at one that was kept until now. */
  next(line: number): Beginning {
    this.#before = line === this.#line ? this.#before + 1 : 0;
    this.#line = line;
    return { line, times: line === this.#read ? this.#times : 0, before: this.#before };
  }
}

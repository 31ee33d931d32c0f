/** Exim writes a refusal twice: into the main log and into the reject log, or through syslog one behind the other. */

import { basename } from "node:path";
import { setBounded } from "../../base/bounded.ts";
import type { Source } from "../../events/event.ts";
import type { Line, LogFile } from "../line.ts";

/** Which log a file is by its name: `%s` in `log_file_path` stands for this word. */
export type Kind = "main" | "reject" | "panic";

export const kindOf = ({ path }: LogFile): Kind =>
  (/reject|panic/.exec(basename(path).toLowerCase())?.[0] as Kind | undefined) ?? "main";

/** The refusals of a busy week; of more than these a copy may be told as another refusal. */
const maxRemembered = 2_000_000;
/** Both copies of a refusal are written at once: through syslog their stamps are at most so far apart. */
const copyMilliseconds = 1000;
/** Processes that syslog told of last. */
const maxProcesses = 1000;

/** 53 bits of a text (FNV-1a and MurmurHash2). */
function fingerprint(text: string): number {
  let [one, two] = [0x811c9dc5, 0x9747b28c];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 0x01000193);
    two = Math.imul((two >>> 15) ^ two ^ code, 0x5bd1e995);
  }
  return (one >>> 0) * 0x200000 + (two >>> 11);
}

/** What a process said last through syslog: where, and in which session. */
export interface Spoken {
  /** UTC, ms. */
  readonly at: number;
  /** Absent where a copy came already, of the text `copied`: the next one is told again. */
  readonly text?: string;
  readonly copied?: string;
  readonly sources: readonly Source[];
  /** Where its process said something else before. */
  readonly behind: readonly Source[];
  /** Was that the same, told and copied? */
  readonly isAgain: boolean;
  session?: string;
}

export class Copies {
  readonly #told: Readonly<Record<Kind, Set<number>>> = { main: new Set(), reject: new Set(), panic: new Set() };
  readonly #spoken = new Map<string, Spoken>();
  /** What the line says that was looked at last, if it came through syslog and may be a copy. */
  said: Spoken | undefined;

  /** Another line is looked at. */
  next(): void {
    this.said = undefined;
  }

  /** Was this refusal, of that time (UTC, ms), told already, by the other log? Each of two equal lines of one log is told. */
  has(line: Line, at: number, kind: Kind, sources: readonly Source[] = [line.source()]): boolean {
    const text = line.text();
    if (line.program !== undefined) return this.#repeats(`${line.host} ${line.pid}`, { at, text, sources });
    const print = fingerprint(text);
    const other = kind === "main" ? "reject" : "main";
    if (this.#told[other].has(print)) return true;
    if (this.#told[kind].size < maxRemembered) this.#told[kind].add(print);
    return false;
  }

  #repeats(
    process: string,
    { at, text, sources }: Pick<Spoken, "at" | "sources"> & { readonly text: string },
  ): boolean {
    const last = this.#spoken.get(process);
    const before = last && Math.abs(at - last.at) <= copyMilliseconds ? last : undefined;
    this.#spoken.delete(process);
    if (before?.text === text) {
      this.said = before;
      const copy = { at, copied: text, sources: [...before.sources, ...sources], behind: [], isAgain: false };
      setBounded(this.#spoken, process, copy, maxProcesses);
      return true;
    }
    this.said = { at, text, sources, behind: before?.sources ?? [], isAgain: before?.copied === text };
    setBounded(this.#spoken, process, this.said, maxProcesses);
    return false;
  }
}

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
interface Spoken {
  readonly text: string;
  readonly sources: readonly Source[];
  session?: string;
}

export class Copies {
  readonly #told: Readonly<Record<Kind, Set<number>>> = { main: new Set(), reject: new Set(), panic: new Set() };
  readonly #spoken = new Map<string, Spoken>();
  #said: Spoken | undefined;
  /** What stands between the line and an equal one of its process: without it the line would be a copy. */
  between: readonly Source[] = [];

  /** Another line is looked at. */
  next(): void {
    this.#said = undefined;
    this.between = [];
  }

  /** Was this refusal told already, by the other log? Each of two equal lines of one log is told. */
  has(line: Line, kind: Kind, sources: readonly Source[] = [line.source()]): boolean {
    const text = line.text();
    if (line.program !== undefined) return this.#repeats(`${line.host} ${line.pid}`, text, sources);
    const print = fingerprint(text);
    const other = kind === "main" ? "reject" : "main";
    if (this.#told[other].has(print)) return true;
    if (this.#told[kind].size < maxRemembered) this.#told[kind].add(print);
    return false;
  }

  #repeats(process: string, text: string, sources: readonly Source[]): boolean {
    const before = this.#spoken.get(process);
    this.#spoken.delete(process);
    if (before?.text === text) {
      this.#said = before;
      return true;
    }
    this.#said = { text, sources };
    this.between = before?.sources ?? [];
    setBounded(this.#spoken, process, this.#said, maxProcesses);
    return false;
  }

  /** The session of what `has` looked at last, where it came through syslog, is known. */
  tell(session: string): void {
    if (this.#said) this.#said.session ??= session;
  }

  /** The session in which that was told the first time. */
  get session(): string | undefined {
    return this.#said?.session;
  }
}

/** Lines that Exim cut for syslog: "[1/3] …" is too long, "[1\3] …" had a line break behind it. */

import { Buffer } from "node:buffer";
import { setBounded } from "../../base/bounded.ts";
import type { Source } from "../../events/event.ts";
import type { Line } from "../line.ts";
import { LineView } from "../view.ts";

/** Parts come in a row; of so many processes at once what has come is kept. */
const maxOpen = 100;
/** A log line of Exim has at most 8 kB, a refusal with its header as much again. */
const maxText = 65_536;
const shape = /^\[(\d{1,4})([\\/])(\d{1,4})\] (.*)$/s;

interface Open {
  readonly number: number;
  readonly of: number;
  readonly text: string;
  readonly sources: readonly Source[];
}

/** A line put together again. */
export interface Whole {
  readonly line: Line;
  /** Behind its first line break. */
  readonly more: readonly string[];
  readonly sources: readonly Source[];
}

export class Parts {
  readonly #open = new Map<string, Open>();

  /** The whole line where this is its last part, "part" where more are to come, undefined for a line that is no part. */
  take(line: Line): Whole | "part" | undefined {
    if (line.byteAt(0) !== 91) return undefined;
    const [, number = "", mark, of = "", text = ""] = shape.exec(line.text()) ?? [];
    if (mark === undefined) return undefined;
    const process = `${line.host} ${line.pid}`;
    const before = this.#open.get(process);
    this.#open.delete(process);
    const follows = before !== undefined && Number(number) === before.number + 1 && Number(of) === before.of;
    if (!follows && number !== "1") return "part";
    const known = follows ? before : { text: "", sources: [] };
    const all = `${known.text}${text}${mark === "\\" ? "\n" : ""}`.slice(0, maxText);
    const sources = [...known.sources, line.source()];
    if (number !== of) {
      const whole = { number: Number(number), of: Number(of), text: all, sources };
      setBounded(this.#open, process, whole, maxOpen);
      return "part";
    }
    const [first = "", ...more] = all.split("\n");
    return { line: textLine(first, line), more, sources };
  }
}

/** A copy of a line that outlives it, with this text; its place in the file is `source()` of the line itself. */
export function textLine(text: string, { file, number, at, atPrecisionSeconds, mark, host, program, pid }: Line): Line {
  const view = new LineView(file);
  const bytes = Buffer.from(text);
  view.place(bytes, 0, bytes.length, 0, number);
  return Object.assign(view, { at, atPrecisionSeconds, mark, host, program, pid });
}

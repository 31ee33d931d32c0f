/** A line that stands for several equal ones: "last message repeated 3 times" of syslogd, "message repeated 3 times: [ … ]" of rsyslog. */
import { Buffer } from "node:buffer";
import type { LineView } from "./view.ts";

const last = Buffer.from("last message repeated ");
const quoted = Buffer.from("message repeated ");
/** A number that somebody made up must not keep us for hours. */
const mostTimes = 1000;

const timesIn = (text: string): number =>
  Math.min(Number(/repeated (\d{1,9}) times?\b/.exec(text)?.[1] ?? 0), mostTimes);

/** How often the line says that the one before it came again; undefined for any other line. */
export const timesOfLast = (line: LineView): number | undefined =>
  line.program === undefined && line.is(last) ? timesIn(line.text(0, 60)) : undefined;

/** How often its text came, where the text is quoted: the line is narrowed to that. Undefined for any other line. */
export function timesOfQuoted(line: LineView): number | undefined {
  if (!line.is(quoted)) return undefined;
  const [whole] = /^message repeated \d{1,9} times: \[ /.exec(line.text(0, 60)) ?? [];
  if (whole === undefined || line.byteAt(line.end - line.textStart - 1) !== "]".charCodeAt(0)) return undefined;
  const times = timesIn(whole);
  line.textStart += whole.length;
  line.end -= 1;
  return times;
}

/** The line before, as long as its bytes are still there. */
export class LineBefore {
  #bytes: Buffer | undefined;
  #start = 0;
  #end = 0;
  #offset = 0;
  #number = 0;

  note(bytes: Buffer, start: number, end: number, offset: number, number: number): void {
    this.#bytes = bytes;
    this.#start = start;
    this.#end = end;
    this.#offset = offset;
    this.#number = number;
  }

  /** Moves the view to it; false where it is gone: `bytes` and `start` are those of the line that follows it. */
  bring(line: LineView, bytes: Buffer, start: number): boolean {
    if (this.#bytes !== bytes || this.#end > start) return false;
    const { readAt } = line;
    line.place(bytes, this.#start, this.#end, this.#offset, this.#number);
    line.readAt = readAt;
    return true;
  }
}

/** What colours a terminal: codes between the letters of a line, which are no part of what its program said. */
import { Buffer } from "node:buffer";

const escapeByte = 27;
/** ECMA-48 §5.4: a control sequence; §5.6: a string, as a link is one. A syslog daemon writes the escape itself as `#033`. */
const codes = /(?:\x1b|#033)(?:\[[0-9;:?]{0,40}[A-Za-z]|\][^\x07\x1b]{0,2000}(?:\x07|\x1b\\)|\(B)/g;
const escaped = Buffer.from("#033[");

/** The line without them; undefined where it has none. */
export function withoutColours(bytes: Buffer, start: number, end: number): Buffer | undefined {
  const line = bytes.subarray(start, end);
  if (!line.includes(escapeByte) && !line.includes(escaped)) return undefined;
  return Buffer.from(line.toString("latin1").replace(codes, ""), "latin1");
}

/** A program's own log file: a stamp as in syslog, and behind it something that only this program writes. */
import type { Container } from "../container.ts";
import type { LineView } from "../view.ts";
import { Stamps } from "./syslog.ts";

/** `textAt` gives where the text begins that the format reads, from behind the stamp's space; -1 for another program's line. */
export const ownFile = (program: string, textAt: (line: LineView, from: number) => number): Container => ({
  id: program,
  open: (context) => {
    const stamps = new Stamps(context);
    return (line) => {
      if (line.end - line.start < 16) return false;
      const behind = stamps.read(line.bytes, line.start);
      if (behind < 0 || behind >= line.end || line.bytes[behind] !== 32) return false;
      const at = textAt(line, behind + 1);
      if (at < 0) return false;
      line.at = stamps.at;
      line.atPrecisionSeconds = stamps.precisionSeconds;
      line.program = program;
      line.textStart = at;
      return true;
    };
  },
});

/** Where the text begins by an expression that ends before it, tried on so many bytes from a position; -1 if it does not fit. */
export const behind = (line: LineView, from: number, head: RegExp, maxBytes: number): number => {
  const found = head.exec(line.bytes.toString("latin1", from, Math.min(line.end, from + maxBytes)));
  return found ? from + found[0].length : -1;
};

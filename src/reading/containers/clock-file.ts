/** A program's own log file whose lines begin with the time as C writes it (`asctime`): "Sat Nov 28 09:44:21 2026". */
import type { Container } from "../container.ts";
import { Stamps } from "./syslog.ts";

/** The year stands behind the stamp, whose day has two columns. */
const time = /^[A-Z][a-z]{2} (?=[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d )[^\n]{16}(\d{4})/;
const timeBytes = "Sat Nov 28 09:44:21 2026".length;
const stampAt = "Sat ".length;

/** `head` is what stands between the time and the text that the format reads, in so many bytes at most. */
export const clockFile = (id: string, program: string, head: RegExp, headBytes: number): Container => ({
  id,
  open: ({ mark, ...context }) => {
    let year = 0;
    let stamps: Stamps | undefined;
    return (line) => {
      const begin = line.bytes.toString("latin1", line.start, Math.min(line.end, line.start + timeBytes + headBytes));
      const found = time.exec(begin);
      const between = found && head.exec(begin.slice(timeBytes));
      if (!found || !between) return false;
      if (!stamps || Number(found[1]) !== year) {
        year = Number(found[1]);
        stamps = new Stamps({ ...context, year, ...(mark && { mark: { isLater: mark.isLater ?? false } }) });
      }
      if (stamps.read(line.bytes, line.start + stampAt) < 0) return false;
      line.at = stamps.at;
      line.atPrecisionSeconds = 1;
      line.program = program;
      line.textStart = line.start + timeBytes + between[0].length;
      return true;
    };
  },
});

/** The own log files of clamd and clamav-milter (`LogTime`): the time as C writes it, then an arrow. */
import type { Container } from "../container.ts";
import { Stamps } from "./syslog.ts";

/** "Sat Nov 28 09:44:21 2026 -> ": the year stands behind the stamp, whose day has two columns. */
const head = /^[A-Z][a-z]{2} (?=[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d )[^-]{16}(\d{4}) -> /;
const headBytes = "Sat Nov 28 09:44:21 2026 -> ".length;
const stampAt = "Sat ".length;

export const clamavFile: Container = {
  id: "clamav",
  open: ({ mark, ...context }) => {
    let year = 0;
    let stamps: Stamps | undefined;
    return (line) => {
      const found = head.exec(line.bytes.toString("latin1", line.start, Math.min(line.end, line.start + headBytes)));
      if (!found) return false;
      if (!stamps || Number(found[1]) !== year) {
        year = Number(found[1]);
        stamps = new Stamps({ ...context, year, ...(mark && { mark: { isLater: mark.isLater ?? false } }) });
      }
      if (stamps.read(line.bytes, line.start + stampAt) < 0) return false;
      line.at = stamps.at;
      line.atPrecisionSeconds = 1;
      line.program = "clamd";
      line.textStart = line.start + headBytes;
      return true;
    };
  },
};

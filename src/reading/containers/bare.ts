/** Lines without a stamp, as a terminal of containers shows them: `postfix/smtpd[7]: text`, with a host or pod before it at most. */
import type { Container } from "../container.ts";

const headBytes = 256;
/** Host, program and process id, as in syslog behind the stamp. */
const head = /^(?:([\w.-]{1,100}) )?((?:[\w.-]{1,60}\/){0,3}[\w.-]{1,60})\[(\d{1,10})\]: /;

/** Nothing but the file tells when: all lines are of one instant, in their order. */
export const bare: Container = {
  open: ({ file }) => {
    const at = file.date ?? file.modified ?? 0;
    return (line) => {
      const { bytes, start, end } = line;
      const found = head.exec(bytes.toString("latin1", start, Math.min(end, start + headBytes)));
      if (!found) return false;
      line.at = at;
      line.atPrecisionSeconds = 24 * 60 * 60;
      line.host = found[1];
      line.program = found[2];
      line.pid = Number(found[3]);
      line.textStart = start + found[0].length;
      return true;
    };
  },
};

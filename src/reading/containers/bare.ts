/** Lines without a date, as a terminal of containers shows them: `postfix/smtpd[7]: text`, with a time and a host or pod before it at most. */
import type { Container } from "../container.ts";
import type { LineView } from "../view.ts";

const day = 86_400_000;
const headBytes = 256;
/** Time, host, program and process id, as in syslog behind the date. */
const head =
  /^(?:(\d{1,2}):(\d\d):(\d\d)(?:\.\d{1,9})? )?(?:([\w.-]{1,100}) )?(?:mail\.[a-z]{3,7} )?((?:[\w.-]{1,60}\/){0,3}[\w.-]{1,60})\[(\d{1,10})\]: /;
/** Dovecot names service and user, and itself in syslog only. */
const dovecot =
  /^(?=(?:imap|pop3|lmtp|lda|deliver|managesieve|submission|indexer-worker)(?:-login: |\([^()]{1,200}\)(?:<[^<>]{1,60}>){0,2}: ))/;

function strip(line: LineView): readonly number[] | undefined {
  const { bytes, start, end } = line;
  const text = bytes.toString("latin1", start, Math.min(end, start + headBytes));
  const [all, hours, minutes, seconds, host, program, pid] = head.exec(text) ?? [];
  if (all === undefined && !dovecot.test(text)) return undefined;
  line.host = host;
  line.program = program ?? "dovecot";
  line.pid = pid === undefined ? undefined : Number(pid);
  line.textStart = start + (all ?? "").length;
  return hours === undefined ? [] : [Number(hours), Number(minutes), Number(seconds)];
}

/** Nothing but the file tells when: lines without a time are of one instant, in their order; others of the last such time before it. */
export const bare: Container = {
  id: "bare",
  open: ({ file, zone }) => {
    const at = file.date ?? file.modified ?? 0;
    return (line) => {
      const time = strip(line);
      if (!time) return false;
      line.at = at;
      line.atPrecisionSeconds = day / 1000;
      const [hours, minutes = 0, seconds = 0] = time;
      if (hours === undefined) return true;
      const midnight = Math.floor(at / day) * day;
      const ofDay = ((hours * 60 + minutes) * 60 + seconds) * 1000;
      const then = zone.toEpoch(midnight + ofDay, false);
      line.at = then > at && file.date === undefined ? then - day : then;
      return true;
    };
  },
};

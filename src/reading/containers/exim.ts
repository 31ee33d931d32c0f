/** Lines of Exim's own log that another logger has wrapped: stamp, and behind it an id, a host or a word that begins a line of Exim's alone. */
import type { Container } from "../container.ts";

const headBytes = 256;
const stamp = String.raw`(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{3}))? (?:([+-])(\d\d)(\d\d) )?(?:\[(\d{1,8})\] )?`;
const begun = [
  String.raw`\w{6}-(?:\w{6}-\w{2}|\w{11}-\w{4})(?: |$)`,
  String.raw`H=\S`,
  "exim4? ",
  "(?:Start|End) '?.{0,40}?queue run",
  "no host name found for IP address",
  "(?:SMTP|TLS|unexpected|no MAIL in|refused|rejected|temporarily rejected|Connection from|connection from|plain|login|cram)[ _]",
  String.raw`\S{1,40} authenticator failed for `,
].join("|");
const head = new RegExp(`^${stamp}(?=${begun})`);

/** The text is what Exim would write to syslog without stamps (`log_timestamp = false`). */
export const eximStream: Container = {
  id: "exim",
  open: ({ zone }) => {
    return (line) => {
      const { bytes, start, end } = line;
      const found = head.exec(bytes.toString("latin1", start, Math.min(end, start + headBytes)));
      if (!found) return false;
      const [year, month, day, hours, minutes, seconds] = found.slice(1, 7).map(Number) as [number, ...number[]];
      const [, , , , , , , thousandths, sign, zoneHours, zoneMinutes, pid] = found;
      const wall = Date.UTC(year, (month ?? 1) - 1, day, hours, minutes, seconds, Number(thousandths ?? 0));
      const offset = (Number(zoneHours ?? 0) * 60 + Number(zoneMinutes ?? 0)) * 60_000 * (sign === "-" ? -1 : 1);
      line.at = sign === undefined ? zone.toEpoch(wall, false) : wall - offset;
      line.atPrecisionSeconds = thousandths === undefined ? 1 : 0.001;
      line.host = undefined;
      line.program = "exim";
      line.pid = pid === undefined ? undefined : Number(pid);
      line.textStart = start + found[0].length;
      return true;
    };
  },
};

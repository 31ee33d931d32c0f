/** Dovecot's own log file (`log_path`): its default stamp, then the service, the level and the text. */
import { Buffer } from "node:buffer";
import type { Container } from "../container.ts";
import type { LineView } from "../view.ts";
import { Stamps } from "./syslog.ts";

const space = 32;
const colon = 58;
const bracket = 40;
const angle = 60;
/** Names of services are short; a line of another program has another word there. */
const maxServiceLength = 40;
/** What stands between two colons behind the service: nothing else makes a line Dovecot's own. */
const levels = ["Info", "Warning", "Error", "Fatal", "Panic", "Debug"].map((level) => Buffer.from(`: ${level}: `));

/** `imap-login`, `pop3`. */
const isOfService = (byte: number): boolean => (byte >= 97 && byte <= 122) || (byte >= 48 && byte <= 57) || byte === 45;
/** Users and session names stand before the level; they are shorter than that. */
const maxHeadLength = 1024;

/** Does a service begin here, with its level somewhere behind? */
function isService(line: LineView, from: number): boolean {
  const { bytes, end } = line;
  let at = from;
  while (at < end && at - from < maxServiceLength && isOfService(bytes[at] ?? 0)) at++;
  const mark = bytes[at];
  if (at === from || (mark !== colon && mark !== bracket && mark !== angle)) return false;
  const head = bytes.subarray(at, Math.min(end, at + maxHeadLength));
  return levels.some((level) => head.includes(level));
}

export const dovecotFile: Container = {
  open: (context) => {
    const stamps = new Stamps(context);
    return (line) => {
      const behind = stamps.read(line.bytes, line.start);
      if (behind < 0 || behind >= line.end || line.bytes[behind] !== space || !isService(line, behind + 1))
        return false;
      line.at = stamps.at;
      line.atPrecisionSeconds = stamps.precisionSeconds;
      line.program = "dovecot";
      line.textStart = behind + 1;
      return true;
    };
  },
};

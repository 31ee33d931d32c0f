/** The logs of IceWarp and its forebear Merak (2001 to 14): SMTP, POP3, IMAP and antispam. */
import { basename, dirname } from "node:path";
import { normaliseIp } from "../../base/ip.ts";
import type { Emit, Service } from "../../events/event.ts";
import { defineFormat, type LogContext, type LogReader, type Understood } from "../format.ts";
import { antispamLine, systemEvent } from "../icewarp/lines.ts";
import { emitAt, type IcewarpSession, IcewarpSessions } from "../icewarp/sessions.ts";
import { prefixOf, Stamps } from "../icewarp/stamp.ts";
import type { Line, LogFile } from "../line.ts";

/** Service by the first letter of the file's name; SMTP where the name says nothing. */
const services: Readonly<Record<string, Service>> = {
  s: "smtp",
  p: "pop3",
  m: "imap",
  c: "web",
  e: "system",
  a: "antispam",
};

/** What a file's name tells: service, and the family in which thread ids are told apart (its folder, letter and server). */
function familyOf(file: LogFile): { readonly family: string; readonly service: Service } {
  const found = /^([a-z])(\w*?)\d{8}-\d{2,}\.log/.exec(basename(file.path));
  const service = services[found?.[1] ?? ""] ?? "smtp";
  return { family: `${dirname(file.path)}/${found?.[1] ?? ""}${found?.[2] ?? ""}`, service };
}

class IcewarpReader implements LogReader {
  readonly #context: LogContext;
  readonly #sessions: IcewarpSessions;
  #stamps = new Stamps();
  #file: LogFile | undefined;
  #family = "";
  #service: Service = "smtp";
  /** To which a line without prefix belongs: the session of the line before it in its file. */
  #previous: IcewarpSession | undefined;
  #previousAt = Number.NaN;

  constructor(context: LogContext) {
    this.#context = context;
    this.#sessions = new IcewarpSessions(context);
  }

  read(line: Line, emit: Emit): Understood {
    if (line.file !== this.#file) this.#open(line.file);
    const text = line.text();
    const found = prefixOf(text);
    if (!found) return this.#continuation(line, text, emit);
    const { address, thread } = found;
    if (address === "Challenge") return "ignored";
    const stamp = this.#stamps.read(found.stamp, line.file, this.#context.zone);
    if (Number.isNaN(stamp.at)) return "unread";
    this.#previousAt = stamp.at;
    const body = text.slice(found.textAt);
    const spot = { stamp, source: line.source(), emit };
    const antispam = antispamLine(body);
    if (antispam) {
      emitAt(spot, { node: this.#context.nodeOf(line), service: "antispam", peer: normaliseIp(address) }, antispam);
    } else if (/^0+$/.test(thread)) {
      this.#previous = undefined;
      emitAt(spot, this.#itself(line), systemEvent(body));
    } else {
      const key = { service: this.#service, family: this.#family, address, thread };
      this.#previous = this.#sessions.read(line, spot, key, body);
    }
    return "read";
  }

  close(emit: Emit): void {
    this.#sessions.close(emit);
  }

  #open(file: LogFile): void {
    this.#file = file;
    this.#stamps = new Stamps();
    this.#previous = undefined;
    ({ family: this.#family, service: this.#service } = familyOf(file));
  }

  /** A line without prefix goes on with the one before: kept with its session, or as a remark of the service. */
  #continuation(line: Line, text: string, emit: Emit): Understood {
    if (text.trim() === "") return "ignored";
    if (Number.isNaN(this.#previousAt)) return "unread";
    const spot = { stamp: { at: this.#previousAt, precisionSeconds: 1 }, source: line.source(), emit };
    if (this.#previous) this.#sessions.note(this.#previous, spot, text);
    else emitAt(spot, this.#itself(line), { kind: "system.noted", text });
    return "read";
  }

  /** The service as the speaker, outside of any session. */
  #itself(line: Line) {
    return { node: this.#context.nodeOf(line), service: this.#service };
  }
}

export const icewarp = defineFormat({
  id: "icewarp",
  title: "IceWarp, Merak",
  docs: "https://docs.icewarp.com (Logging), and excerpts that administrators published",
  container: "plain",
  // Real lines, with addresses of the documentation ranges.
  samples: [
    "10.1.20.5       [15C0] 00:02:10 >>> 220 mail.example.org ESMTP IceWarp 10.3.1; Mon, 16 May 2011 00:02:10 +0300",
    "10.1.20.5       [15C0] 00:02:12 *** <sender@example.net> <first.last@example.org> 1 2804 00:00:01 OK YAR93710",
    "127.0.0.1 [00000A1C] Thu, 22 Apr 2004 22:01:42 +0200 <<< HELO localhost",
    "127.0.0.1 [07B0] 11:22:54 RSH57851 '<sender@example.com>' '<user@example.org>' 1 score 10.00 reason [SpamAssassin=10.00,Bayes=99.99,Body=PE] action SPAM",
    "SYSTEM [0000] 00:03:52 Forwarded mails older than 20 days from 'sales@example.com' to 'box@example.net'",
    "Challenge [0001] 11:24:42 0.648605 1 0 23 0",
  ],
  // A file that says "Log opened" in a session of sixteen zeros is our own.
  looksLike: (text) => prefixOf(text) !== undefined && !/\[0{16}\] \S.* Log opened /.test(text),
  open: (context) => new IcewarpReader(context),
});

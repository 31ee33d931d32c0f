/** msmtp: a line for each message, in its own file or by syslog. It has no queue: what fails its caller alone knows. */
import { defined } from "../../base/defined.ts";
import type { Relay, Stage } from "../../events/event.ts";
import { ownWord, parseReply, type Reply } from "../../mail/reply.ts";
import { numberOf } from "../pattern.ts";
import { remoteIdOf } from "../remote-id.ts";
import { relayNamed } from "../sending/relay.ts";
import { type SinglePattern, singleFormat } from "../single.ts";

/** Of so many recipients it is told. */
const mostRecipients = 1000;

/** What it says of a failure begins with the step at which it was. */
const steps: readonly (readonly [RegExp, Stage])[] = [
  [/^cannot connect to /, "connect"],
  [/^(?:TLS |cannot initialize TLS|the server does not support TLS)/, "tls"],
  [/^(?:authentication failed|the server does not support authentication|cannot use a secure authentication)/, "auth"],
  [/^envelope from address /, "mail"],
  [/^recipient address /, "rcpt"],
  [/^the server (?:did not accept the mail data|does not accept mail data)/, "data"],
  [/^the server did not accept the mail/, "eod"],
];

/** A caller may try again what these say of; of 4xx the reply says so itself. */
const passing = new Set(["EX_TEMPFAIL", "EX_NOHOST", "EX_IOERR", "EX_OSERR"]);

interface Ended {
  readonly said: string | undefined;
  readonly error: string | undefined;
  readonly exit: string;
}

/** A reply of several lines stands in one, its line ends as `\n`. */
const replyOf = ({ said, error, exit }: Ended): Reply =>
  parseReply(said?.replaceAll("\\n", "\n") ?? "") ??
  ownWord(error ?? exit, exit === "EX_OK" ? "2.0.0" : passing.has(exit) ? "4.0.0" : "5.0.0");

/** The host that its settings name, and the port where it says that it could not connect there. */
const relayOf = (host: string, error = ""): Relay =>
  defined({ ...relayNamed(host), port: numberOf(/^cannot connect to \S{1,300}, port (\d{1,5}):/.exec(error)?.[1]) });

/** Real samples are of msmtp 1.8.23 of Debian 12. */
export const msmtpPatterns: readonly SinglePattern[] = [
  {
    name: "message",
    programs: ["*"],
    queued: false,
    samples: [
      "host=smart.example tls=off auth=off from=app@shop.example recipients=ann@good.example mailsize=240 smtpstatus=250 smtpmsg='250 2.0.0 Ok: queued as 4A78F20C0EC' exitcode=EX_OK",
      "host=smart.example tls=off auth=off from=app@shop.example recipients=chef@gone.example smtpstatus=550 smtpmsg='550 5.1.1 <chef@gone.example>: Recipient address rejected: User unknown' errormsg='recipient address chef@gone.example not accepted by the server' exitcode=EX_DATAERR",
      "host=smart.example tls=off auth=on user=shop from=app@shop.example recipients=lena@good.example,bob@good.example smtpstatus=535 smtpmsg='535 5.7.8 Error: authentication failed: UGFzc3dvcmQ6' errormsg='authentication failed (method PLAIN)' exitcode=EX_NOPERM",
      "host=smart.example tls=off auth=off from=app@shop.example recipients=tina@good.example errormsg='cannot connect to smart.example, port 2599: Connection refused' exitcode=EX_TEMPFAIL",
      "host=smart2.example tls=on auth=off from=app@shop.example recipients=uta@good.example errormsg='cannot locate host smart2.example: Name or service not known' exitcode=EX_NOHOST",
      // After logs in public.
      "host=smtp.gmail.com tls=on auth=on user=ann from=ann@example.org recipients=bob@example.com smtpstatus=535 smtpmsg='535-5.7.8 Username and Password not accepted.\\n535 5.7.8 Learn more' errormsg='authentication failed (method PLAIN)' exitcode=EX_NOPERM",
    ],
    line: /^host=(\S{0,300}) (?:(?!from=)\w{1,20}=\S{0,300} ){0,8}from=(\S{0,500}) recipients=(\S{0,100000}) (?:mailsize=(\d{1,15}) )?(?:smtpstatus=\d{3} )?(?:smtpmsg='(.{0,3000}?)' )?(?:errormsg='(.{0,2000})' )?exitcode=(EX_[A-Z]{1,20})$/,
    events: ([, host = "", sender = "", list = "", size, said, error, exit = ""], { emit }) => {
      const stage = error === undefined ? undefined : steps.find(([words]) => words.test(error))?.[1];
      const reply = replyOf({ said, error, exit });
      const isTaken = exit === "EX_OK";
      for (const recipient of list.split(",").slice(0, mostRecipients))
        emit(
          defined({
            kind: "attempt.ended",
            sender,
            recipient,
            status: isTaken ? ("relayed" as const) : ("refused" as const),
            stage,
            reply,
            relay: relayOf(host, error),
            remoteId: isTaken ? remoteIdOf(reply.text) : undefined,
            sizeBytes: numberOf(size),
          }),
        );
    },
  },
  {
    name: "warning",
    programs: ["*"],
    queued: false,
    // After its source: what it could not log to its file, it says to its caller, and some by syslog.
    samples: ["cannot log to /var/log/msmtp: cannot open: Permission denied"],
    line: /^((?:cannot|warning) .{1,1000})$/,
    events: ([, text = ""], { emit }) => emit({ kind: "program.warned", program: "msmtp", text }),
  },
];

export const msmtp = singleFormat({
  id: "msmtp",
  title: "msmtp",
  docs: "msmtp(1): logfile and syslog, and what msmtp 1.8.23 of Debian 12 wrote",
  programs: ["msmtp"],
  service: "smtp",
  role: "client",
  patterns: msmtpPatterns,
});

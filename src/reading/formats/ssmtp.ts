/** sSMTP, by syslog: a line for each message. It has no queue, and names the recipient only where the smart host refused him. */
import type { Stage } from "../../events/event.ts";
import { ownWord, parseReply, type Reply } from "../../mail/reply.ts";
import { type SinglePattern, singleFormat } from "../single.ts";

const bare = { programs: ["*"], queued: false } as const;

/** A refusal that does not say whose mail it was. */
const refused = (stage: Stage, reply: Reply) => ({ kind: "rcpt.refused", stage, reply }) as const;
const replyIn = (text: string, enhanced: string): Reply => parseReply(text) ?? ownWord(text, enhanced);

/** Real samples are of sSMTP 2.64 of Debian 12; where a pattern has none from there, its sample is written after the source. */
export const ssmtpPatterns: readonly SinglePattern[] = [
  {
    ...bare,
    name: "sent",
    samples: ["Sent mail for app@shop.example (221 bye) uid=0 username=root outbytes=448"],
    // The reply is that to QUIT: the one before it was good.
    line: /^Sent mail for (\S{0,500}) \((.{0,1000})\) uid=\d{1,10} username=\S{0,100} outbytes=(\d{1,15})$/,
    events: ([, sender = "", said = "", size], { emit }) =>
      emit({
        kind: "attempt.ended",
        sender,
        recipient: "",
        status: "relayed",
        reply: replyIn(said, "2.0.0"),
        sizeBytes: Number(size),
      }),
  },
  {
    ...bare,
    name: "recipient-refused",
    samples: [
      "RCPT TO:<chef@gone.example> (550 5.1.1 <chef@gone.example>: Recipient address rejected: User unknown)",
      "RCPT TO:<info@later.example> (450 4.2.0 <info@later.example>: Recipient address rejected: Greylisted)",
    ],
    line: /^RCPT TO:<([^<>]{0,500})> \((.{0,2000})\)$/,
    events: ([, recipient = "", said = ""], { emit }) =>
      emit({ kind: "attempt.ended", recipient, status: "refused", stage: "rcpt", reply: replyIn(said, "5.0.0") }),
  },
  {
    ...bare,
    name: "refused",
    // To MAIL, DATA or the final dot, which it does not say.
    samples: ["530 5.7.0 Authentication required", "554 5.7.1 Message rejected as spam (score 17.2)"],
    line: /^([45]\d\d(?:[ -].{0,2000})?)$/,
    events: ([, said = ""], { emit }) => emit(refused("queue", replyIn(said, "5.0.0"))),
  },
  {
    ...bare,
    name: "login-refused",
    samples: [
      "Server didn't like our AUTH LOGIN (535 5.7.8 Error: authentication failed: UGFzc3dvcmQ6)",
      // After the source.
      "Server didn't accept AUTH LOGIN (504 5.7.4 Unrecognized authentication type)",
      "Server rejected AUTH CRAM-MD5 (504 5.7.4 Unrecognized authentication type)",
      "Authorization failed (535 5.7.8 Error: authentication failed)",
    ],
    line: /^(?:Server (?:didn't like our|didn't accept|rejected) AUTH [\w-]{1,20}|Authorization failed) \((.{0,2000})\)$/,
    // By the stage of a login it would be looked for by the account, which no line names.
    events: ([, said = ""], { emit }) => emit(refused("queue", replyIn(said, "5.7.8"))),
  },
  {
    ...bare,
    name: "not-reached",
    samples: [
      'Unable to connect to "smart.example" port 2599.',
      "Unable to locate smart2.example",
      // After the source.
      "Connection lost in middle of processing",
      "SSL not working: certificate verify failed (336134278)",
      "STARTTLS not working",
      "Invalid response: 421 4.3.2 Too busy (smart.example)",
      "Invalid response SMTP server",
      "Invalid response SMTP Server (STARTTLS)",
    ],
    line: /^((?:Unable to (connect to|locate) |Connection lost |(SSL|STARTTLS) not working|Invalid response).{0,1000})$/,
    events: ([, text = "", way, tls], { emit }) =>
      emit(refused(tls ? "tls" : way === "locate" ? "queue" : "connect", ownWord(text.replace(/\.$/, ""), "4.0.0"))),
  },
  {
    ...bare,
    name: "chatter",
    samples: [
      "Cannot open smart.example:2599",
      // After the source.
      "Creating SSL connection to host",
      "SSL connection using AES256-SHA",
    ],
    line: /^(?:Cannot open \S{1,300}:\d{1,5}$|Creating SSL |SSL connection using |Unable to set |Set \w{1,30}="|stdin is a TTY)/,
  },
  {
    ...bare,
    name: "warning",
    samples: [
      // After the source.
      "No recipients specified although -t option used",
      "Timeout on stdin while reading body",
    ],
    line: /^((?:No |Timeout |Could not |Can't |Cannot get |killed: |recipients with ).{0,1000})$/,
    events: ([, text = ""], { emit }) => emit({ kind: "program.warned", program: "sSMTP", text }),
  },
];

export const ssmtp = singleFormat({
  id: "ssmtp",
  title: "sSMTP",
  docs: "ssmtp(8), its source (ssmtp.c), and what sSMTP 2.64 of Debian 12 wrote",
  programs: ["sSMTP", "ssmtp"],
  service: "smtp",
  role: "client",
  patterns: ssmtpPatterns,
});

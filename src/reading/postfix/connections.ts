/** What smtpd and cleanup write about connections: who came, what was refused, how it ended. */

import { defined } from "../../base/defined.ts";
import { normaliseIp } from "../../base/ip.ts";
import type { Ended, EventOf } from "../../events/event.ts";
import { numberOf } from "../pattern.ts";
import { acted, checked, cleanupCode } from "./actions.ts";
import { limited, limitOf } from "./limits.ts";
import { envelopeOf, lineOf, namedIn, replyOf, stageOf } from "./said.ts";
import { type Connection, isForUsers, type PostfixPattern, type Scene } from "./scene.ts";

const smtpd = ["smtpd"];
type Verbs = EventOf<"session.counted">["verbs"];

/** "ehlo=1 mail=0/1 commands=1/2": good ones, and all where some were not. The total is left out. */
function countsOf(text: string): Verbs {
  const verbs: Record<string, { ok: number; all: number }> = {};
  for (const part of text.split(" ")) {
    const equals = part.indexOf("=");
    const slash = part.indexOf("/", equals);
    const verb = part.slice(0, equals).toUpperCase();
    if (equals <= 0 || verb === "COMMANDS") continue;
    const ok = Number(part.slice(equals + 1, slash < 0 ? undefined : slash));
    verbs[verb] = { ok, all: slash < 0 ? ok : Number(part.slice(slash + 1)) };
  }
  return verbs;
}

function endOf(connection: Connection, verbs: Verbs): Ended {
  if (connection.broken) return connection.broken;
  return (verbs.QUIT?.all ?? 0) > 0 ? "quit" : "unknown";
}

/**
 * By default since 3.9 smtpd hangs up on who does not wait for its reply (`smtpd_forbid_unauth_pipelining`). Its 554 is not logged: it
 * shows in the counts, where the command of the remark did not succeed and none came behind it.
 */
function hungUpOn(scene: Scene, connection: Connection, verbs: Verbs): void {
  const { improper, session, broken: isBroken } = connection;
  if (!improper || isBroken || verbs.QUIT || (verbs[improper.after]?.ok ?? 0) > 0) return;
  connection.broken = "local-closed";
  const reply = replyOf("554", "5.5.0", "Error: SMTP protocol synchronization");
  const about = { stage: stageOf(improper.after) ?? "connect", reply, decidedBy: "greeting.early-talker" } as const;
  scene.emit({ kind: "rcpt.refused", ...about }, session, improper.source);
}

function broken(
  scene: Scene,
  how: EventOf<"session.broken">["how"],
  after: string,
  { receivedBytes, ip }: { receivedBytes?: string | undefined; ip?: string | undefined } = {},
): void {
  const connection = scene.connection(ip);
  const idle = (scene.line.at - connection.lastAt) / 1000;
  connection.broken = how === "peer-reset" ? "peer-closed" : how === "too-many-errors" ? "local-closed" : how;
  const { session, queueId } = connection;
  const figures = { receivedBytes: numberOf(receivedBytes), idleSeconds: how === "timeout" ? idle : undefined };
  scene.emit(defined({ kind: "session.broken", how, after, ...figures, queueId }), session);
}

/** A refusal of smtpd or cleanup; a command that belongs to no message (VRFY, ETRN) is refused as a command. */
function refused(
  scene: Scene,
  word: string,
  reply: ReturnType<typeof replyOf>,
  envelope: string | undefined,
  { by, ip }: { by?: string | undefined; ip?: string | undefined },
): void {
  const stage = stageOf(word);
  const who = envelopeOf(envelope);
  if (stage && who.recipient === undefined) Object.assign(who, { ...namedIn(reply.text), ...who });
  const session = scene.connection(ip).session;
  const { recipient } = who;
  const service = isForUsers(scene) ? "submission" : undefined;
  if (stage) scene.emit(defined({ kind: "rcpt.refused", stage, ...who, reply, decidedBy: by ?? service }), session);
  else scene.emit(defined({ kind: "command.refused", verb: word, argument: recipient || undefined, reply }), session);
}

/** Who decided, where the text of a refusal says it. */
function decider(text: string): string | undefined {
  const list = /blocked using ([\w.-]+)/.exec(text)?.[1];
  return list ? `dnsbl ${list}` : undefined;
}

/** The one refusal without a code in the log; smtpd_forbid_bare_newline_reject_code is 550, unless somebody changed it. */
const bareLineFeedCode = "550";

const warn = (scene: Scene, text: string): void => {
  const session = scene.hasConnection() ? scene.connection().session : undefined;
  scene.emit({ kind: "program.warned", program: scene.program, text }, session);
};

/** Its own words where Dovecot does not answer; what else stands there is a prompt in base64, or what the library said. */
const noLoginServer = /^(?:Connection lost|Can't connect) to authentication server/;

/** A pattern for each way in which smtpd loses a connection, which differ in their first words only; since 3.10 behind a queue id. */
const brokenPatterns = (
  [
    ["lost connection", "peer-closed", "lost connection after DATA (27 bytes) from localhost[127.0.0.1]"],
    ["timeout", "timeout", "timeout after EHLO from localhost[127.0.0.1]"],
    ["too many errors", "too-many-errors", "too many errors after UNKNOWN from localhost[127.0.0.1]"],
  ] as const
).flatMap(([words, how, sample]) =>
  [false, true].map(
    (queued): PostfixPattern => ({
      name: queued ? `${how}-queued` : how,
      programs: smtpd,
      queued,
      samples: [queued ? `F25164287B0: ${sample}` : sample],
      line: lineOf(`^${words} after (\\S+)(?: \\((\\d+) bytes\\))? from PEER$`),
      events: ([, after = "", receivedBytes, , ip], scene) => broken(scene, how, after, { receivedBytes, ip }),
    }),
  ),
);

/** Real samples are of Postfix 3.7.11; where a pattern has none from there, its sample is written after the manual. */
export const connectionPatterns: readonly PostfixPattern[] = [
  {
    name: "connect",
    programs: smtpd,
    queued: false,
    samples: ["connect from localhost[127.0.0.1]"],
    line: lineOf("^connect from PEER$"),
    events: ([, host, ip, port], scene) => {
      const { session } = scene.connect(normaliseIp(ip ?? "") ?? "", numberOf(port));
      const peerHost = host === "unknown" ? undefined : host || undefined;
      scene.emit(defined({ kind: "session.opened", role: "server", peerHost, peerPort: numberOf(port) }), session);
    },
  },
  {
    name: "disconnect",
    programs: smtpd,
    queued: false,
    samples: [
      "disconnect from localhost[127.0.0.1] ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4",
      "disconnect from unknown[192.0.2.7]",
    ],
    line: lineOf("^disconnect from PEER(?: (.*))?$"),
    events: ([, , ip, , counts], scene) => {
      const connection = scene.connection(ip);
      const verbs = countsOf(counts ?? "");
      if (counts) {
        hungUpOn(scene, connection, verbs);
        scene.emit({ kind: "session.counted", verbs }, connection.session);
      }
      scene.emit({ kind: "session.closed", ended: endOf(connection, verbs) }, connection.session);
      scene.disconnect();
    },
  },
  {
    name: "client",
    programs: smtpd,
    queued: true,
    samples: [
      "7CEE120C0D9: client=localhost[127.0.0.1]",
      "4XYZk56Vhqz1d: client=unknown[192.0.2.7], sasl_method=PLAIN, sasl_username=anna@example.test",
      "4XYZk56Vhqz1d: client=localhost[127.0.0.1], orig_queue_id=4XYZk41Qgpz1c, orig_client=mx1.example.net[192.0.2.1]",
    ],
    line: lineOf("^client=PEER(?:, (.*))?$"),
    events: ([, , ip, , more], scene) => {
      const connection = scene.connection(ip);
      if (scene.queueId) connection.queueId = scene.queueId;
      scene.emit({ kind: "transaction.opened" }, connection.session);
      if (!more) return;
      scene.emit({ kind: "session.noted", text: more }, connection.session);
      const user = /(?:^|, )sasl_username=([^,\s]{1,500})/.exec(more)?.[1];
      if (user)
        scene.emit({ kind: "decision", by: "login.accepted", verdict: "accept", detail: user }, connection.session);
      // A content filter that gives a message back says (XFORWARD) under which id it was before.
      const from = /(?:^|, )orig_queue_id=(\w+)/.exec(more)?.[1];
      if (from && scene.queueId)
        scene.emit({ kind: "message.linked", from, to: scene.queueId, why: "requeued" }, connection.session);
    },
  },
  {
    name: "reject",
    programs: smtpd,
    queued: true,
    samples: [
      "NOQUEUE: reject: MAIL from localhost[127.0.0.1]: 552 5.3.4 Message size exceeds fixed limit; from=<eve@sender.example> proto=ESMTP helo=<client.example>",
      "NOQUEUE: reject: CONNECT from unknown[127.0.0.2]: 554 5.7.1 <unknown[127.0.0.2]>: Client host rejected: Access denied; proto=SMTP",
      "4A78F20C0EC: reject: DATA from unknown[192.0.2.7]: bare <LF> received; from=<eve@sender.example> to=<alice@example.test> proto=ESMTP helo=<client.example>",
      "NOQUEUE: reject: VRFY from localhost[127.0.0.1]: 550 5.1.1 <nobody@example.test>: Recipient address rejected: User unknown in virtual mailbox table; to=<nobody@example.test> proto=ESMTP helo=<client.example>",
    ],
    line: lineOf("^reject: (\\S+) from PEER: (?:(\\d{3}) )?(?:(\\d\\.\\d+\\.\\d+) )?(.*?)(?:[;,] (ENVELOPE))?$"),
    events: ([, word = "", , ip, , code = bareLineFeedCode, enhanced, text = "", envelope], scene) =>
      refused(scene, word, replyOf(code, enhanced, text), envelope, { by: decider(text), ip }),
  },
  {
    name: "milter-reject",
    programs: ["smtpd", "cleanup"],
    queued: true,
    samples: [
      "B9E5520C0D9: milter-reject: END-OF-MESSAGE from unknown[192.0.2.7]: 5.7.1 Spam message rejected; from=<eve@sender.example> to=<alice@example.test> proto=ESMTP helo=<client.example>",
    ],
    line: lineOf("^milter-reject: (\\S+) from PEER: (?:(\\d{3}) )?(?:(\\d\\.\\d+\\.\\d+) )?(.*?)(?:; (ENVELOPE))?$"),
    events: ([, word = "", , ip, , code, enhanced, text = "", envelope], scene) => {
      const reply = replyOf(code ?? cleanupCode(enhanced), enhanced, text);
      if (scene.program === "smtpd") refused(scene, word, reply, envelope, { by: "milter", ip });
      else {
        const more = { ...envelopeOf(envelope), peer: normaliseIp(ip ?? "") };
        const stage = stageOf(word) ?? "eod";
        scene.emit(
          defined({ kind: "rcpt.refused", stage, reply, decidedBy: "milter", ...more }),
          scene.entry().session,
        );
      }
    },
  },
  {
    name: "header-checks",
    programs: ["cleanup"],
    queued: true,
    samples: [
      "4A78F20C0EC: reject: header Subject: buy now from localhost[127.0.0.1]; from=<eve@sender.example> to=<bob@example.test> proto=ESMTP helo=<client.example>: 5.7.1 No advertisements",
      "5E33E20C0EC: discard: header Subject: drop me from localhost[127.0.0.1]; from=<eve@sender.example> to=<bob@example.test> proto=ESMTP helo=<client.example>: not wanted",
      "703E520C0EC: warning: header Subject: note this from localhost[127.0.0.1]; from=<eve@sender.example> to=<bob@example.test> proto=ESMTP helo=<client.example>: watch this",
    ],
    line: lineOf(
      "^(reject|discard|warning|hold|redirect|replace|filter|prepend|strip|info|bcc|pass): ((?:header|body|mime|nested|content)\\S* .*?) from (?:PEER|local|unknown); (from=(?:<[^>]{0,500}>(?: \\w+=(?:<[^>]{0,500}>|\\S+?))*|[^<\\s]{1,500}(?: [^:]{0,500})?))(?:: (.*))?$",
    ),
    events: ([, action = "", what = "", , , , envelope, text = ""], scene) =>
      checked(scene, action, what, envelope, text),
  },
  {
    name: "smtpd-action",
    programs: smtpd,
    queued: true,
    samples: [
      "NOQUEUE: reject_warning: RCPT from unknown[192.0.2.7]: 450 4.7.1 <client.example>: Helo command rejected: Host not found; from=<eve@sender.example> to=<alice@example.test> proto=ESMTP helo=<client.example>",
      "4A78F20C0EC: hold: RCPT from unknown[192.0.2.7]: <eve@sender.example>: Sender address triggers HOLD action; from=<eve@sender.example> to=<alice@example.test> proto=ESMTP helo=<client.example>",
    ],
    line: lineOf(
      "^(reject_warning|permit|hold|discard|redirect|filter|prepend|warn|info|bcc|delay|hangup): \\S+ from PEER: (.*?)(?:; (ENVELOPE))?$",
    ),
    events: ([, verdict = "", , , , detail = "", envelope], scene) => {
      const recipient = envelopeOf(envelope).recipient || undefined;
      const by = "smtpd restrictions";
      const { session } = scene.connection();
      scene.emit(defined({ kind: "decision", by, verdict, detail, recipient }), session);
      // The message has no id yet, and no line tells of its end.
      const status = verdict === "hold" ? "held" : verdict === "discard" ? "discarded" : undefined;
      if (recipient && status)
        scene.emit({ kind: "attempt.ended", ...envelopeOf(envelope), recipient, status, decidedBy: by }, session);
    },
  },
  {
    name: "milter-action",
    programs: ["smtpd", "cleanup"],
    queued: true,
    samples: [
      "4A78F20C0EC: milter-hold: END-OF-MESSAGE from unknown[192.0.2.7]: milter triggers HOLD action; from=<eve@sender.example> to=<alice@example.test> proto=ESMTP helo=<client.example>",
      "4A78F20C0EC: milter-discard: END-OF-MESSAGE from unknown[192.0.2.7]: milter triggers DISCARD action; from=<eve@sender.example> to=<alice@example.test> proto=ESMTP helo=<client.example>",
    ],
    line: lineOf("^milter-(hold|discard): \\S+ from PEER: (.*?)(?:; (ENVELOPE))?$"),
    events: ([, verdict = "", , , , detail = "", envelope], scene) => acted(scene, "milter", verdict, detail, envelope),
  },
  {
    name: "milter-header",
    programs: ["cleanup"],
    queued: true,
    samples: [
      "4A78F20C0EC: milter-header-replace: header X-Spam: no from unknown[192.0.2.7];",
      // After a log in public.
      "4104E3D20C0: milter-header-redirect: header X-Spam-Status: Yes, score=39.3 from unknown[192.0.2.7]; from=<eve@sender.example> to=<bob@example.test> proto=ESMTP helo=<client.example>: spam@example.test",
      "4104E3D20C1: milter-header-discard: header X-Spam-Flag: YES from unknown[192.0.2.7]; from=<eve@sender.example> to=<bob@example.test> proto=ESMTP helo=<client.example>",
    ],
    line: lineOf(
      "^milter-(?:header|body)-(\\w+): ((?:header|body)\\S* .*?) from (?:PEER|local|unknown);(?: (from=<[^>]{0,500}>(?: \\w+=(?:<[^>]{0,500}>|\\S+?))*)(?:: (.*))?)?$",
    ),
    events: ([, action = "", what = "", , , , envelope, text = ""], scene) =>
      checked(scene, action, what, envelope, text, "milter_header_checks"),
  },
  {
    name: "tls-required",
    programs: smtpd,
    queued: true,
    samples: ["NOQUEUE: abort: TLS from unknown[192.0.2.7]: No client certificate presented"],
    line: lineOf("^abort: TLS from PEER: (.*)$"),
    events: (_, scene) => broken(scene, "tls-failed", "STARTTLS"),
  },
  ...brokenPatterns,
  {
    name: "tls-failed",
    programs: smtpd,
    queued: false,
    samples: ["SSL_accept error from unknown[192.0.2.7]: lost connection"],
    line: lineOf("^SSL_accept error from PEER: (.*)$"),
    events: (_, scene) => broken(scene, "tls-failed", "STARTTLS"),
  },
  {
    name: "tls",
    programs: smtpd,
    queued: false,
    samples: [
      "Anonymous TLS connection established from unknown[192.0.2.7]: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)",
    ],
    line: /^(\w+ TLS connection (?:established|reused) from .*)$/,
    events: ([, text = ""], scene) => scene.emit({ kind: "session.noted", text }, scene.connection().session),
  },
  {
    name: "sasl-failed",
    programs: smtpd,
    queued: false,
    samples: [
      "warning: unknown[192.0.2.7]: SASL LOGIN authentication failed: UGFzc3dvcmQ6",
      "warning: unknown[192.0.2.7]: SASL PLAIN authentication failed: Connection lost to authentication server",
      "warning: unknown[127.0.90.10]: SASL PLAIN authentication failed: (reason unavailable), sasl_username=tina@example.test",
    ],
    line: lineOf("^warning: PEER: SASL \\S+ authentication failed(?:: ?(.*?)(?:, sasl_username=(.{0,500}))?)?$"),
    events: ([, , ip, , said = "", user], scene) => {
      const { session } = scene.connection(ip);
      const reply = noLoginServer.test(said)
        ? replyOf("454", "4.7.0", `Temporary authentication failure: ${said}`)
        : replyOf("535", "5.7.8", "Error: authentication failed");
      scene.emit({ kind: "rcpt.refused", stage: "auth", reply, decidedBy: "login.failed" }, session);
      if (user !== undefined && user !== "(unavailable)")
        scene.emit({ kind: "decision", by: "login.failed", verdict: "reject", detail: user }, session);
    },
  },
  {
    name: "limit",
    programs: smtpd,
    queued: false,
    samples: [
      "warning: Connection concurrency limit exceeded: 3 from unknown[127.0.0.62] for service 127.0.0.1:33291",
      "warning: Recipient address rate limit exceeded: 4 from unknown[127.0.0.67] for service 127.0.0.9:submission",
      "warning: AUTH command rate limit exceeded: 3 from unknown[127.0.0.92] for service 127.0.0.1:46083",
      "warning: Refusing STARTTLS request from unknown[127.0.0.91] for service 127.0.0.1:46083",
    ],
    line: lineOf(`^warning: (${limited}) from PEER for service (\\S+)$`),
    events: ([, what = "", , ip = "", , service = ""], scene) => {
      const [stage, code, enhanced, text] = limitOf(what);
      const reply = replyOf(code, enhanced, `${text} ${ip}`);
      const decidedBy = isForUsers(scene) ? `anvil submission ${service}` : `anvil ${service}`;
      scene.emit({ kind: "rcpt.refused", stage, reply, decidedBy }, scene.connection().session);
    },
  },
  {
    name: "illegal-address",
    programs: smtpd,
    queued: false,
    samples: ["warning: Illegal address syntax from localhost[127.0.0.1] in MAIL command: <a b@sender.example>"],
    line: lineOf("^warning: Illegal address syntax from PEER in (\\S+) command: (.*)$"),
    events: ([, , , , word = "", address = ""], scene) => {
      const stage = stageOf(word) ?? "mail";
      const who = stage === "rcpt" ? { recipient: address } : { sender: address };
      const reply = replyOf("501", stage === "rcpt" ? "5.1.3" : "5.1.7", "Illegal address syntax");
      scene.emit({ kind: "rcpt.refused", stage, ...who, reply }, scene.connection().session);
    },
  },
  {
    name: "pipelining",
    programs: smtpd,
    queued: false,
    samples: ["improper command pipelining after EHLO from localhost[127.0.0.1]: MAIL FROM:<eve@sender.example>\\r\\n"],
    line: /^improper command pipelining after (\S{1,40}) from .*$/,
    events: ([text, after = ""], scene) => {
      warn(scene, text);
      if (scene.hasConnection()) scene.connection().improper = { after, source: scene.line.source() };
    },
  },
];

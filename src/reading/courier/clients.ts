/** The lines of courieresmtpd: who came, and what was refused. When a client leaves it does not say. */
import { defined } from "../../base/defined.ts";
import type { Stage } from "../../events/event.ts";
import { parseReply, type Reply, replyClass } from "../../mail/reply.ts";
import type { Connection, CourierPattern, CourierScene, Refusal } from "./scene.ts";

const courieresmtpd = { programs: ["courieresmtpd"], queued: false } as const;
/** `relay=::ffff:192.0.2.1,port=40125,`: before 0.70 no port was logged, and who wishes may have `ident` asked for. */
const relay = String.raw`relay=([^,\s]{1,60})(?:,port=(\d{1,5}))?(?:,ident="?[^",]{0,200}"?)?`;

const stages: Readonly<Record<string, Stage>> = {
  HELO: "helo",
  EHLO: "helo",
  STARTTLS: "tls",
  AUTH: "auth",
  MAIL: "mail",
  RCPT: "rcpt",
  DATA: "data",
};
/** Out of order, or of no shape: no word about a message. */
const isOutOfOrder = ({ code, text }: Reply): boolean =>
  (code >= 500 && code <= 504) || /^Syntax error/.test(text) || text === "TLS not available.";

/** Whom it names may not come in at all; all else that names no recipient is said of the content. */
const aboutSender = /^(?:Sender rejected|Domain does not exist|Invalid domain|DNS lookup failure|SPF |Syntax error)/;

function refuse(connection: Connection, { sender, recipient, text, spots }: Refusal, scene: CourierScene): void {
  const reply = parseReply(text);
  if (!reply) return;
  const isSender = aboutSender.test(reply.text) || reply.code === 517 || reply.code === 417;
  const stage = recipient !== undefined ? "rcpt" : isSender || sender === undefined ? "mail" : "eod";
  const [first, ...rest] = spots;
  scene.emit(defined({ kind: "rcpt.refused", stage, sender, recipient, reply }), connection, first, rest);
}

/** What may have further lines and got none. */
export function settleRefusal(connection: Connection, scene: CourierScene): void {
  const { pending } = connection;
  connection.pending = undefined;
  if (pending) refuse(connection, pending, scene);
}

function refused(connection: Connection, { sender, recipient, text }: Refusal, scene: CourierScene): void {
  const before = connection.pending;
  connection.isUsed = true;
  const isSame =
    before !== undefined &&
    before.sender === sender &&
    before.recipient === recipient &&
    before.text.startsWith(text.slice(0, 3));
  if (before && !isSame) settleRefusal(connection, scene);
  const whole: Refusal = isSame
    ? { ...before, text: `${before.text}\n${text}`.slice(0, 10_000), spots: [...before.spots, scene.spot].slice(0, 50) }
    : { sender, recipient, text, spots: [scene.spot] };
  connection.pending = text[3] === "-" ? whole : undefined;
  if (!connection.pending) refuse(connection, whole, scene);
}

/** The name stands behind what the client sent of it, which may hold its password. */
function notLoggedIn(connection: Connection, mechanism: string, user: string, reply: Reply, scene: CourierScene): void {
  const detail = user === "" ? mechanism : user;
  const why = scene.whyUnanswered();
  const cause = "submission.auth-backend";
  if (why !== undefined)
    scene.emit({ kind: "decision", by: "auth.backend", verdict: "defer", cause, detail: why }, connection);
  scene.emit({ kind: "rcpt.refused", stage: "auth", reply }, connection);
  scene.emit(
    { kind: "decision", by: "login.failed", verdict: "reject", cause: "submission.auth-failed", detail },
    connection,
  );
}

function commandRefused(connection: Connection, text: string, command: string, scene: CourierScene): void {
  const reply = parseReply(text);
  const [, word = "", argument = ""] = /^(\S{0,40}) ?(.{0,1000})/s.exec(command) ?? [];
  const verb = word.toUpperCase();
  if (!reply || replyClass(reply) < 4) return;
  if (verb === "AUTH" && reply.code === 535) {
    const [, mechanism = "", user = ""] = /^(\S{0,40})(?: .*?)??(?: ([^ ]{1,300}))?$/s.exec(argument) ?? [];
    notLoggedIn(connection, mechanism, user, reply, scene);
    return;
  }
  const stage = stages[verb];
  if (stage === undefined || isOutOfOrder(reply)) {
    const shown = verb === "AUTH" ? (argument.split(" ")[0] ?? "") : argument;
    scene.emit({ kind: "command.refused", verb, argument: shown, reply }, connection);
    return;
  }
  const address = /^(?:TO|FROM): ?<([^<>]{0,500})>/i.exec(argument)?.[1];
  const sizeBytes = /\bsize=(\d{1,15})/i.exec(argument)?.[1];
  const about = {
    sender: stage === "mail" ? address : undefined,
    recipient: stage === "rcpt" ? address : undefined,
    sizeBytes: sizeBytes === undefined ? undefined : Number(sizeBytes),
  };
  scene.emit(defined({ kind: "rcpt.refused", stage, ...about, reply }), connection);
}

/** Real samples are of Courier 1.0.16 of Debian 12; those without a port are after logs in public. */
export const clientPatterns: readonly CourierPattern[] = [
  {
    ...courieresmtpd,
    name: "started",
    samples: [
      "started,ip=[::ffff:198.51.100.10],port=[37839]",
      // After a log in public.
      "started,ip=[::ffff:198.51.100.10]",
    ],
    line: /^started,ip=\[([^\]\s]{1,60})\](?:,port=\[(\d{1,5})\])?/,
    events: ([, ip = "", port], scene) => scene.came(ip, port),
  },
  {
    ...courieresmtpd,
    name: "refused",
    samples: [
      "error,relay=::ffff:198.51.100.10,port=46999,from=<rita@fink.example>,to=<niemand@kestrel.example>: 550 User <niemand> unknown",
      "error,relay=::ffff:198.51.100.10,port=40125,from=<rita@fink.example>,to=<wer@elsewhere.example>: 513 Relaying denied.",
      "error,relay=::ffff:198.51.100.10,port=51877,from=<ich@gibtsnicht.example>: 517-Domain does not exist: gibtsnicht.example.",
      "error,relay=::ffff:198.51.100.11,port=58735,from=<paul@star.example>: 523 Message length (20004 bytes) exceeds administrative limit(20000).",
      // After a log in public.
      "error,relay=::ffff:198.51.100.10,from=<rita@fink.example>,to=<niemand@kestrel.example>: 550 User unknown.",
      "error,relay=::ffff:198.51.100.10: 550 One refuses that",
    ],
    line: new RegExp(
      `^error,${relay}(?:,from=<(.{0,500}?)>)?(?:,to=<(.{0,500}?)>)?: ([2-5]\\d\\d(?:[ -].{0,2000})?)$`,
      "s",
    ),
    events: ([, ip = "", port, sender, recipient, text = ""], scene) =>
      refused(scene.connection(ip, port), { sender, recipient, text, spots: [] }, scene),
  },
  {
    ...courieresmtpd,
    name: "command-refused",
    samples: [
      'error,relay=::ffff:198.51.100.11,port=54763,msg="534 SIZE=Message too big.",cmd: MAIL FROM:<paul@star.example> size=30000',
      'error,relay=::ffff:198.51.100.12,port=56653,msg="535 Authentication failed.",cmd: AUTH PLAIN AGFubmEAZmFsc2No anna',
      'error,relay=::ffff:198.51.100.12,port=38765,msg="535 Authentication failed.",cmd: AUTH LOGIN anna',
      'error,relay=::ffff:198.51.100.12,port=60117,msg="502 ESMTP command error",cmd: QUATSCH',
      'error,relay=::ffff:198.51.100.12,port=60117,msg="252 VRFY disabled",cmd: VRFY anna',
      'error,relay=::ffff:198.51.100.12,port=37383,msg="502 ESMTP command error",cmd: ',
    ],
    line: new RegExp(`^error,${relay},msg="(.{0,1000}?)",cmd: ?(.{0,2000})$`, "s"),
    events: ([, ip = "", port, text = "", command = ""], scene) =>
      commandRefused(scene.connection(ip, port), text, command, scene),
  },
  {
    ...courieresmtpd,
    name: "tls-failed",
    samples: ["courieresmtpd: STARTTLS failed: ip=[::ffff:198.51.100.12], An unexpected TLS packet was received."],
    line: /^courieresmtpd: STARTTLS failed: (?:ip=\[([^\]\s]{1,60})\], )?(.{0,500})$/,
    events: ([, ip = "", reason = ""], scene) => {
      const connection = scene.latest(ip);
      if (!connection) {
        scene.emit({ kind: "program.warned", program: scene.program, text: `STARTTLS failed: ${reason}` });
        return;
      }
      scene.emit({ kind: "session.broken", how: "tls-failed", after: "STARTTLS", reason }, connection);
      scene.left(connection, "tls-failed");
    },
  },
  {
    ...courieresmtpd,
    name: "connection-limit",
    samples: [
      // As pop3d has it: couriertcpd says it of both.
      "Maximum connection limit reached for ::ffff:192.0.2.1",
      // After its source.
      "Maximum connection limit reached for 192.0.2",
    ],
    line: /^(Maximum connection limit reached for (\S{1,60}))$/,
    events: ([, text = ""], scene) => scene.emit({ kind: "program.warned", program: scene.program, text }),
  },
  {
    ...courieresmtpd,
    name: "unanswered",
    samples: ["authdaemon: s_connect() failed: Connection refused"],
    line: /^(authdaemon: .{1,300})$/s,
    events: ([, text = ""], scene) => scene.unanswered(text),
  },
];

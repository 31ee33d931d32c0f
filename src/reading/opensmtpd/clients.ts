/** What is said of a client: that it came, what it was refused, which messages it brought, and how it left. */
import { defined } from "../../base/defined.ts";
import { normaliseIp } from "../../base/ip.ts";
import type { Ended, EventOf, Stage } from "../../events/event.ts";
import { ownWord, parseReply } from "../../mail/reply.ts";
import { maxLines, type OpensmtpdPattern, type Scene } from "./scene.ts";

/** Before 6.6 each line named the other side again. */
const again = String.raw`(?:address=\S{1,100} host=\S{1,300} )?`;
const angled = "<([^<>]{0,500})>";

/** Of a bare `local` nobody has an address. */
export const peerIn = (address: string): string | undefined =>
  address === "local" ? undefined : normaliseIp(address.replace(/^\[(?:IPv6:)?(.{1,60})\]$/i, "$1"));

/** `TLSv1.3:TLS_AES_256_GCM_SHA384:256`, or `version=TLSv1.2, cipher=ECDHE-RSA-AES256-GCM-SHA384, bits=256`. */
export function secured(text: string, scene: Scene, role: "server" | "client"): void {
  const [, version = "", cipher = ""] = /^(?:version=)?([\w.]{1,20})(?::|, cipher=)([\w-]{1,100})/.exec(text) ?? [];
  scene.emit({ kind: "tls.started", version, cipher }, scene.connection(role));
}

const stages: Readonly<Record<string, Stage>> = {
  HELO: "helo",
  EHLO: "helo",
  LHLO: "helo",
  STARTTLS: "tls",
  AUTH: "auth",
  MAIL: "mail",
  RCPT: "rcpt",
  // What is said at the final dot is logged with the command that began the content.
  DATA: "eod",
};
/** Out of order, or of no shape: no word about a message. */
const outOfOrder = /^50[0-4]$/;

function refused(command: string, result: string, scene: Scene): void {
  const [, verb = "", argument = ""] = /^(\S{0,100}) ?(.*)$/s.exec(command) ?? [];
  const reply = parseReply(result) ?? ownWord(result, "5.0.0");
  const connection = scene.connection();
  const address = /^(?:TO|FROM): ?<([^<>]{0,500})>/i.exec(argument)?.[1];
  const isShape = outOfOrder.test(String(reply.code)) && reply.enhanced?.startsWith("5.5.") === true;
  // A filter that refuses the visit itself answers before there is a command.
  const stage = stages[verb.toUpperCase()] ?? (command === "" && !isShape ? "connect" : undefined);
  if (stage === undefined || isShape) {
    scene.emit({ kind: "command.refused", verb: verb.toUpperCase(), argument, reply }, connection);
    return;
  }
  const about = {
    sender: stage === "mail" ? address : undefined,
    recipient: stage === "rcpt" ? (address ?? argument) : undefined,
    helo: stage === "helo" ? argument : undefined,
    decidedBy: stage === "auth" && reply.code === 535 ? "login.failed" : undefined,
  };
  scene.emit(defined({ kind: "rcpt.refused", stage, ...about, reply }), connection);
}

type Break = EventOf<"session.broken">["how"];

/** Why it ended, as the log words it. */
function breakOf(reason: string): { readonly how: Break; readonly ended: Ended } | undefined {
  if (reason === "quit") return undefined;
  if (reason === "timeout") return { how: "timeout", ended: "timeout" };
  if (/Connection reset/.test(reason)) return { how: "peer-reset", ended: "peer-reset" };
  if (/\berror:[0-9A-F]{8}|handshake|tls/i.test(reason)) return { how: "tls-failed", ended: "tls-failed" };
  if (reason === "disconnect" || reason.startsWith("io-error")) return { how: "peer-closed", ended: "peer-closed" };
  return { how: "local-closed", ended: "local-closed" };
}

function left(quoted: string, scene: Scene): void {
  const reason = quoted.replace(/^"(.*)"$/s, "$1");
  const broken = breakOf(reason);
  const connection = scene.connection();
  if (broken) {
    const { how } = broken;
    const after = how === "tls-failed" ? "STARTTLS" : "a command";
    const said = how === "tls-failed" ? { reason: reason.replace(/^io-error: /, "") } : {};
    scene.emit({ kind: "session.broken", how, after, ...said }, connection);
  }
  scene.closed(broken?.ended ?? "quit");
}

/** One that came, by its address and its name. */
function came(address: string, host: string, scene: Scene): void {
  const peer = peerIn(address);
  const connection = scene.opened(defined({ role: "server" as const, peer }));
  const peerHost = peer === undefined || host.startsWith("<") ? undefined : host;
  scene.emit(defined({ kind: "session.opened", role: "server", peerHost }), connection);
}

/** One line a recipient, with the message itself. */
function comesWhole(id: string, size: string, sender: string, recipient: string, scene: Scene): void {
  const connection = scene.connection();
  if (connection.coming?.id !== id) {
    scene.arrived(connection);
    connection.coming = { ...scene.spot, id, sizeBytes: Number(size), sender, recipients: [], lines: [] };
  }
  comesFor(id, sender, recipient, scene);
}

/** One line a recipient: the message is told of with the last. */
function comesFor(id: string, sender: string, recipient: string, scene: Scene): void {
  const connection = scene.connection();
  const coming = connection.coming;
  if (coming?.id !== id) {
    scene.arrived(connection);
    connection.coming = { ...scene.spot, id, sizeBytes: 0, sender, recipients: [recipient], lines: [] };
    return;
  }
  coming.sender = sender;
  coming.recipients.push(recipient);
  if (coming.lines.length < maxLines) coming.lines.push(scene.spot.source);
  if (coming.recipients.length === coming.count) scene.arrived(connection);
}

const at = (patterns: string): RegExp => new RegExp(`^smtp ${patterns}`, "s");
const shared = { programs: ["*"], queued: true } as const;

/** With the session id inside, by default in the first group. */
const older = (
  name: string,
  samples: readonly string[],
  line: RegExp,
  events: (groups: RegExpExecArray, scene: Scene) => void,
): OpensmtpdPattern => ({
  programs: ["*"],
  queued: false,
  name,
  samples,
  line,
  events: (groups, scene) => {
    scene.id = groups[1] ?? "";
    events(groups, scene);
  },
});

/** The manner before 5.8, after its source and logs in public. */
const olderPatterns: readonly OpensmtpdPattern[] = [
  older(
    "new-session",
    [
      "smtp-in: New session 08d856b172f69c5c from host client.example.org [198.51.100.7]",
      "smtp-in: New session 08d856b172f69c5d from host mx.example.com [local]",
    ],
    /^smtp-in: New session ([0-9a-f]{16}) from host (\S{1,300}) \[(.{1,80})\]$/,
    ([, , host = "", address = ""], scene) => came(address, host, scene),
  ),
  older(
    "accepted-message",
    [
      "smtp-in: Accepted message 4296f490 on session 08d856b172f69c5c: from=<ann@example.org>, to=<bob@example.com>, size=1746, ndest=1, proto=ESMTP",
    ],
    new RegExp(
      String.raw`^smtp-in: Accepted message ([0-9a-f]{8}) on session ([0-9a-f]{16}): from=${angled}, to=${angled}, size=(\d{1,15}), ndest=\d{1,9}, proto=\w{1,20}$`,
      "s",
    ),
    ([, id = "", session = "", sender = "", recipient = "", size = ""], scene) => {
      scene.id = session;
      comesWhole(id, size, sender, recipient, scene);
    },
  ),
  older(
    "failed-command-on-session",
    [
      'smtp-in: Failed command on session 08d856b172f69c5c: "RCPT TO:<nosuch@example.com>" => 550 5.1.1 Invalid recipient: <nosuch@example.com>',
    ],
    /^smtp-in: Failed command on session ([0-9a-f]{16}): "(.{0,2000}?)" => (.{0,2000})$/s,
    ([, , command = "", result = ""], scene) => refused(command, result, scene),
  ),
  older(
    "session-over",
    [
      "smtp-in: Closing session 08d856b172f69c5c",
      "smtp-in: Received disconnect from session 08d856b172f69c5c",
      "smtp-in: Disconnecting session 08d856b172f69c5c: session timeout",
    ],
    /^smtp-in: (?:(?:Closing|Disconnecting) session|Received disconnect from session) ([0-9a-f]{16})(?:: (.{1,300}))?$/,
    ([all, , reason], scene) =>
      left(
        all.includes("Closing") ? "quit" : /timeout/.test(reason ?? "") ? "timeout" : (reason ?? "disconnect"),
        scene,
      ),
  ),
];

/** Samples of 6.8 are real (Debian 12); those with `event=` are of the manner before 6.6. */
export const clientPatterns: readonly OpensmtpdPattern[] = [
  {
    ...shared,
    name: "connected",
    samples: [
      "9a06868912e98881 smtp connected address=198.51.100.7 host=client.example.org",
      "9a068694ed480fee smtp connected address=local host=mx.example.com",
      "9a068694ed480fef smtp connected address=198.51.100.9 host=<unknown>",
      "9a068694ed480ff0 smtp event=connected address=198.51.100.7 host=client.example.org",
    ],
    line: at(String.raw`(?:event=)?connected address=(\S{1,100}) host=(\S{1,300})$`),
    events: ([, address = "", host = ""], scene) => came(address, host, scene),
  },
  {
    ...shared,
    name: "tls",
    samples: [
      "9a06868912e98881 smtp tls ciphers=TLSv1.3:TLS_AES_256_GCM_SHA384:256",
      '9a068694ed480ff0 smtp event=starttls address=198.51.100.7 host=client.example.org ciphers="version=TLSv1.2, cipher=ECDHE-RSA-AES256-GCM-SHA384, bits=256"',
    ],
    line: at(`(?:event=)?(?:start)?tls ${again}ciphers="?([^"]{1,300})"?$`),
    events: ([, ciphers = ""], scene) => secured(ciphers, scene, "server"),
  },
  {
    ...shared,
    name: "certificate",
    samples: ['9a06868912e98881 smtp client-cert-check result="no certificate presented"'],
    line: at(`(?:event=)?(?:client-)?cert-check (.{1,500})$`),
  },
  {
    ...shared,
    name: "authentication",
    samples: [
      "9a06868912e98881 smtp authentication user=ann result=ok",
      "9a06868912e98882 smtp authentication user=ann result=permfail",
      "9a068694ed480ff0 smtp event=authentication user=ann address=198.51.100.7 host=client.example.org result=ok",
    ],
    line: at(String.raw`(?:event=)?authentication user=(\S{1,400}) ${again}result=(\w{1,40})$`),
    events: ([, user = "", result = ""], scene) => {
      const isIn = result === "ok";
      const by = isIn ? "login.accepted" : "login.failed";
      scene.emit({ kind: "decision", by, verdict: isIn ? "accept" : "reject", detail: user }, scene.connection());
    },
  },
  {
    ...shared,
    name: "message",
    samples: ["9a06868912e98881 smtp message msgid=fd732b4e size=622 nrcpt=1 proto=ESMTP"],
    line: at(String.raw`message msgid=([0-9a-f]{8}) size=(\d{1,15}) nrcpt=(\d{1,9}) proto=\w{1,20}$`),
    events: ([, id = "", size, count], scene) => {
      const connection = scene.connection();
      scene.arrived(connection);
      const known = { id, sizeBytes: Number(size), count: Number(count) };
      connection.coming = { ...scene.spot, ...known, sender: "", recipients: [], lines: [] };
    },
  },
  {
    ...shared,
    name: "envelope",
    samples: ["9a06868912e98881 smtp envelope evpid=fd732b4e8a368d23 from=<ann@example.org> to=<bob@example.com>"],
    line: at(`envelope evpid=([0-9a-f]{8})[0-9a-f]{8} from=${angled} to=${angled}$`),
    events: ([, id = "", sender = "", recipient = ""], scene) => comesFor(id, sender, recipient, scene),
  },
  {
    ...shared,
    name: "message-with-envelope",
    samples: [
      "9a068694ed480ff0 smtp event=message address=198.51.100.7 host=client.example.org msgid=fd732b4f from=<ann@example.org> to=<bob@example.com> size=622 ndest=1 proto=ESMTP",
    ],
    line: at(
      String.raw`event=message ${again}msgid=([0-9a-f]{8}) from=${angled} to=${angled} size=(\d{1,15}) ndest=\d{1,9} proto=\w{1,20}$`,
    ),
    events: ([, id = "", sender = "", recipient = "", size = ""], scene) =>
      comesWhole(id, size, sender, recipient, scene),
  },
  {
    ...shared,
    name: "failed-command",
    samples: [
      '9a06868ca9f079cd smtp failed-command command="RCPT TO:<nosuch@example.com>" result="550 Invalid recipient: <nosuch@example.com>"',
      '9a06878d1b37ed8c smtp failed-command command="" result="500 5.5.1 Invalid command: Command unrecognized"',
      '1716ddef841ff04c smtp failed-command command="" result="550 No reverse DNS, no service"',
      '9a068694ed480ff0 smtp event=failed-command address=198.51.100.7 host=client.example.org command="RCPT TO:<nosuch@example.com>" result="550 Invalid recipient"',
    ],
    line: at(`(?:event=)?failed-command ${again}command="(.{0,2000}?)" result="(.{0,2000})"$`),
    events: ([, command = "", result = ""], scene) => refused(command, result, scene),
  },
  {
    ...shared,
    name: "bad-input",
    // Not recorded: from its source.
    samples: ['9a06868912e98881 smtp bad-input result="500 5.0.0 Malformed email content"'],
    line: at('bad-input result="(.{0,2000})"$'),
    events: ([, result = ""], scene) => refused("DATA", result, scene),
  },
  {
    ...shared,
    name: "proxied",
    // Not recorded: from its source.
    samples: ["9a06868912e98881 smtp event=proxy address=192.0.2.7"],
    line: at(String.raw`event=proxy address=\S{1,100}$`),
  },
  {
    ...shared,
    name: "disconnected",
    samples: [
      "9a06868912e98881 smtp disconnected reason=quit",
      '9a06870c92a9e98c smtp disconnected reason="io-error: error:0A080006:SSL routines::EVP lib"',
      "9a068694ed480ff0 smtp event=closed address=198.51.100.7 host=client.example.org reason=quit",
    ],
    line: at(`(?:disconnected|event=closed) ${again}reason=(.{1,500})$`),
    events: ([, reason = ""], scene) => left(reason, scene),
  },
  ...olderPatterns,
];

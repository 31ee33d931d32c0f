/** What pickup, cleanup, the queue manager and the delivery agents write about queue entries, and master about itself. */

import { defined } from "../../base/defined.ts";
import { normaliseIp } from "../../base/ip.ts";
import type { Outcome, Place, Relay } from "../../events/event.ts";
import { folderIn } from "../folder-path.ts";
import { readAgain } from "../pattern.ts";
import { remoteIdOf, storeIdOf } from "../remote-id.ts";
import { relayOf, saidOf } from "./said.ts";
import type { PostfixPattern, Scene } from "./scene.ts";

const agents = ["smtp", "relay", "lmtp", "local", "virtual", "pipe", "error", "retry", "discard", "qmgr", "nqmgr"];
const remark = (scene: Scene, text: string): void => scene.emit({ kind: "session.noted", text }, scene.entry().session);
/** Names of pipe services that take a message only to give it back: it is not delivered yet. */
const givesBack = /spam|filter|amavis|clam|virus|disclaimer|altermime/i;

/** Agents that bring mail to other hosts. */
const toHosts: ReadonlySet<string> = new Set(["smtp", "relay"]);

/** Amavis, Proxmox's filter or ClamSMTP took the message, and let nobody have it. */
const blocked = /^250 2\.7\.0 BLOCKED \(/;
export const thrownAway = /^250 (?:2\.7\.(?:[01] Ok, discarded, id=|0 BLOCKED \()|Virus Detected; Discarded Email$)/;
/** Over LMTP, too, a filter on the loopback takes what it gives back under another id or to the sender, or lays aside. */
const toFilter = /queued as |^250 2\.5\.0 OK \([0-9A-F]{10,30}\)$/;
/** Amavis let nobody have it and told the sender, wherever it runs. */
const givenBack = /^250 2\.5\.0 Ok, id=\S{1,40}, BOUNCE$/;
/** DSPAM says what it took a message for: then it hands it on, or lays it aside. */
const judgedByDspam = /^250 2\.6\.0 <[^>]{0,400}> Message accepted for delivery: (?:SPAM|INNOCENT)$/;
/** A filter took the message and laid it aside. */
const laidAside =
  /^250 (?:2\.\d\.\d )?(?:ok[:,]? )?(?:(?:the )?(?:message|mail) (?:has been |was |is )?)?quarantined\b/i;

/** What "sent" means depends on who sent it, and where to. */
function sentAs(program: string, relay: string, text: string): Outcome {
  if (program === "discard" || thrownAway.test(text) || text.includes("/dev/null")) return "discarded";
  if (laidAside.test(text)) return "quarantined";
  if (text.startsWith("forwarded as ")) return "forwarded";
  // What comes to MAILER-DAEMON, where that is no alias of anybody.
  if (program === "local" && text === "discarded") return "discarded";
  if (program === "local" || program === "virtual") return "delivered";
  if (program === "pipe") return givesBack.test(relay) ? "queued" : "delivered";
  if (givenBack.test(text)) return "queued";
  const near = /\[(?:127\.0\.0\.1|::1)\]/.test(relay);
  if (judgedByDspam.test(text)) return "relayed";
  if (program === "lmtp") return near && toFilter.test(text) ? "queued" : "delivered";
  // A content filter sits on the loopback and gives the message back under another id.
  return near ? "queued" : "relayed";
}

const statuses: Readonly<Record<string, Outcome>> = {
  deferred: "deferred",
  bounced: "bounced",
  expired: "expired",
  SOFTBOUNCE: "deferred",
};

/** Where a message lies on this machine: a program is no place, and a file of another name than mailboxes have is one of its own. */
function laidIn(text: string, recipient: string): Place | undefined {
  if (text.startsWith("delivered to command:")) return undefined;
  const file = /^delivered to file: (\S.*)$/.exec(text)?.[1];
  return { mailbox: file === undefined || folderIn(file, recipient) === "INBOX" ? recipient : file };
}

/** LMTP leads to a mail store; on the loopback filters speak it, too. */
const isToStore = (program: string, { ip = "" }: Relay = {}): boolean =>
  program === "lmtp" && !/^(?:127\.|::1$)/.test(ip);

function attempt(groups: RegExpExecArray, scene: Scene): void {
  const [, recipient = "", originalRecipient, relayField = "", delay, dsn, word = "", rest = ""] = groups;
  const text = rest.endsWith(")") ? rest.slice(0, -1) : rest;
  const entry = scene.entry();
  const status = word === "sent" ? sentAs(scene.program, relayField, text) : statuses[word];
  // Probes of address verification ("deliverable") carry no message.
  if (!status) {
    remark(scene, `${recipient} ${word} ${text}`);
    return;
  }
  const said = saidOf(text, word, dsn);
  // Where no host was reached it is the message of a host elsewhere all the same.
  const relay = relayOf(relayField) ?? said.relay ?? (toHosts.has(scene.program) ? {} : undefined);
  const remoteId =
    status === "relayed" || status === "queued" || blocked.test(text)
      ? remoteIdOf(text)
      : scene.program === "lmtp"
        ? storeIdOf(text)
        : undefined;
  const { sender, sizeBytes, session } = entry;
  const { reply } = said;
  const stage = said.stage === "connect" && isToStore(scene.program, relay) ? "store" : said.stage;
  const where = status === "delivered" ? laidIn(text, recipient) : undefined;
  const ways = { status, stage, reply, relay, remoteId, delaySeconds: Number(delay), sizeBytes, where };
  const decidedBy = thrownAway.test(text) && !blocked.test(text) ? "content.delete" : undefined;
  scene.emit(
    defined({
      kind: "attempt.ended",
      sender,
      recipient,
      originalRecipient: originalRecipient || undefined,
      ...ways,
      decidedBy,
    }),
    session,
  );
  const forwarded = status === "forwarded" ? /^forwarded as (\w+)/.exec(text)?.[1] : undefined;
  if (forwarded && scene.queueId) {
    scene.emit({ kind: "message.linked", from: scene.queueId, to: forwarded, why: "forwarded" }, entry.session);
  }
}

/** Real samples are of Postfix 3.7.11; where a pattern has none from there, its sample is written after the manual. */
export const queuePatterns: readonly PostfixPattern[] = [
  {
    name: "attempt",
    programs: agents,
    queued: true,
    samples: [
      "7CEE120C0D9: to=<alice@example.test>, relay=virtual, delay=0.04, delays=0.02/0.02/0/0, dsn=2.0.0, status=sent (delivered to maildir)",
      "AA5F320C0F2: to=<dave@refuses.test>, relay=127.0.0.1[127.0.0.1]:41743, delay=0.02, delays=0/0/0/0.02, dsn=5.1.1, status=bounced (host 127.0.0.1[127.0.0.1] said: 550-5.1.1 No such user here. 550 5.1.1 Ask the postmaster. (in reply to RCPT TO command))",
      // After amavisd-new's reply for what it throws away.
      "E82171E1E71: to=<bob@example.test>, relay=127.0.0.1[127.0.0.1]:10024, delay=0.88, delays=0.08/0/0.01/0.79, dsn=2.7.0, status=sent (250 2.7.0 Ok, discarded, id=15303-02 - spam)",
      "CF72F192415: to=<bob@example.test>, relay=127.0.0.1[127.0.0.1]:10026, delay=0.24, delays=0.16/0.01/0.06/0, dsn=2.0.0, status=sent (250 Virus Detected; Discarded Email)",
      "56EE54317: to=<bob@example.test>, relay=127.0.0.1[127.0.0.1], delay=3, status=sent (250 2.7.1 Ok, discarded, id=00218-04 - VIRUS: HTML.Phishing.Bank-753)",
      // After Proxmox's PMG/SMTP.pm and a log in public.
      "A1A1A1A101: to=<bob@example.test>, relay=127.0.0.1[127.0.0.1]:10024, delay=7.8, delays=0.1/0/0/7.7, dsn=2.5.0, status=sent (250 2.5.0 OK (2C225C6817C7EEE1481))",
      // After DSPAM's client.c.
      "A1A1A1A101: to=<bob@example.test>, relay=mx.example.test[/var/run/dspam/dspam.sock], delay=0.8, delays=0.1/0/0/0.7, dsn=2.6.0, status=sent (250 2.6.0 <bob@example.test> Message accepted for delivery: SPAM)",
      "A1A1A1A101: to=<bob@example.test>, relay=127.0.0.1[127.0.0.1]:10024, delay=7.8, delays=0.1/0/0/7.7, dsn=2.7.0, status=sent (250 2.7.0 BLOCKED (2C225C6817C7EEE1481))",
      "8344043FD: to=<MAILER-DAEMON@example.test>, relay=local, delay=0, status=sent (discarded)",
      "D2AB25E4B74: to=<bob@example.test>, relay=127.0.0.1[127.0.0.1]:10024, delay=0.12, delays=0.08/0.02/0.01/0.01, dsn=2.7.0, status=sent (250 2.7.0 Ok, quarantined as q/2026/991)",
      "CA0E220C0A2: to=<erin@dead.test>, relay=none, delay=0.01, delays=0/0/0/0, dsn=4.4.1, status=deferred (connect to 127.0.0.1[127.0.0.1]:40167: Connection refused)",
    ],
    line: /^to=<([^>]{0,500})>, (?:orig_to=<([^>]{0,500})>, )?relay=([^,]+), (?:conn_use=\d+, )?delay=([\d.]+), (?:delays=[\d./]+, )?(?:dsn=([\d.]+), )?(?:\w+=[^,]{0,200}, ){0,4}?status=(\S+) \((.*)$/,
    events: attempt,
  },
  {
    name: "message-id",
    programs: ["cleanup"],
    queued: true,
    samples: ["7CEE120C0D9: message-id=<20261124164307.005825@client.example>"],
    line: /^message-id=(.*)$/,
    events: ([, messageId = ""], scene) => {
      const entry = scene.entry();
      if (messageId === "") return;
      entry.messageId = messageId;
      scene.emit({ kind: "message.identified", messageId }, entry.session);
    },
  },
  {
    name: "resent-message-id",
    programs: ["cleanup"],
    queued: true,
    samples: ["7CEE120C0D9: resent-message-id=<20261124164307.005825@client.example>"],
    line: /^resent-message-id=.*$/,
    events: ([text], scene) => remark(scene, text),
  },
  {
    name: "pickup",
    programs: ["pickup"],
    queued: true,
    samples: ["5E33E20C0EC: uid=0 from=<root>", "5E33E20C0EC: uid=102 from=<root> orig_id=703E520C0EC"],
    line: /^uid=\d+ from=<([^>]{0,500})>(?: orig_id=(\w+))?$/,
    events: ([, sender = "", from], scene) => {
      const { session } = scene.entry();
      scene.emit({ kind: "transaction.opened", sender }, session);
      if (from && scene.queueId)
        scene.emit({ kind: "message.linked", from, to: scene.queueId, why: "requeued" }, session);
    },
  },
  {
    name: "active",
    programs: ["qmgr", "nqmgr"],
    queued: true,
    samples: ["7CEE120C0D9: from=<eve@sender.example>, size=442, nrcpt=1 (queue active)"],
    line: /^from=<([^>]{0,500})>, size=(\d+), nrcpt=(\d+) \(queue active\)$/,
    events: ([, sender = "", size, count], scene) => {
      const entry = scene.entry();
      // Each retry makes the entry active again; it was taken in charge only once.
      if (entry.active) return;
      entry.active = true;
      entry.sender = sender;
      entry.sizeBytes = Number(size);
      const { messageId, sizeBytes } = entry;
      const counted = { recipientCount: Number(count), sizeBytes, messageId };
      scene.emit(defined({ kind: "message.accepted", sender, ...counted }), entry.session);
    },
  },
  {
    name: "expired",
    programs: ["qmgr", "nqmgr"],
    queued: true,
    samples: ["CA0E220C0A2: from=<bob@example.test>, status=expired, returned to sender"],
    line: /^from=<([^>]{0,500})>, status=(?:force-)?expired, returned to sender$/,
    events: ([, sender = ""], scene) =>
      scene.emit({ kind: "message.ended", how: "expired", sender }, scene.entry().session),
  },
  {
    name: "removed",
    programs: ["qmgr", "nqmgr", "postsuper"],
    queued: true,
    samples: ["7CEE120C0D9: removed"],
    line: /^removed$/,
    events: (_, scene) => {
      const entry = scene.entry();
      if (entry.removedAt !== undefined) return;
      const how = scene.program === "postsuper" ? "deleted" : "removed";
      scene.emit(defined({ kind: "message.ended", how, sender: entry.sender }), entry.session);
      scene.emit({ kind: "session.closed", ended: "quit" }, entry.session);
      scene.removed();
    },
  },
  {
    name: "canceled",
    programs: ["cleanup"],
    queued: true,
    // Since 3.10; before, nothing was said of the end of what was begun and not completed, or thrown away before it was queued.
    samples: ["F25164287B0: removed (canceled)", "704CA42865E: removed (discarded)"],
    line: /^removed \((?:canceled|discarded)\)$/,
    events: ([text], scene) => {
      if (!scene.hasEntry()) return;
      const { session } = scene.entry();
      remark(scene, text);
      scene.emit({ kind: "session.closed", ended: "unknown" }, session);
      scene.removed();
    },
  },
  {
    name: "notification",
    programs: ["bounce", "defer", "trace"],
    queued: true,
    samples: [
      "AA5F320C0F2: sender non-delivery notification: B07BD20C0A2",
      "CA0E220C0A2: sender delay notification: D9D0920C0FB",
    ],
    line: /^(sender|postmaster) (non-delivery|delay|delivery status) notification: (\w+)$/,
    events: ([text, , kind, to = ""], scene) => {
      const { session } = scene.entry();
      if (kind === "delivery status" || !scene.queueId) {
        remark(scene, text);
        return;
      }
      const why = kind === "delay" ? "delay-notice" : "bounce";
      scene.emit({ kind: "message.linked", from: scene.queueId, to, why }, session);
    },
  },
  {
    name: "unnotified",
    programs: ["bounce", "defer", "trace"],
    queued: true,
    // After its source.
    samples: [
      "AA5F320C0F2: not sending trace/success notification for double-bounce message",
      "AA5F320C0F2: no trace file -- not sending a notification",
    ],
    line: /^(?:not sending trace|no trace file).*$/,
    events: ([text], scene) => remark(scene, text),
  },
  {
    name: "agent-remark",
    programs: [...agents, "qmgr", "nqmgr", "cleanup"],
    queued: true,
    samples: [
      "CA0E220C0A2: host mx1.example.net[192.0.2.1] said: 450 4.7.1 Try again later (in reply to RCPT TO command)",
      "CA0E220C0A2: lost connection with mx1.example.net[192.0.2.1] while receiving the initial server greeting",
      // After the source (smtp_trouble.c): why the next host is tried.
      "CA0E220C0A2: SASL authentication failed; server mx1.example.net[192.0.2.1] said: 535 5.7.8 no",
      "CA0E220C0A2: TLS is required, but was not offered by host mx1.example.net[192.0.2.1]",
      "CA0E220C0A2: Server certificate not verified",
      "CA0E220C0A2: Cannot start TLS: handshake failure",
      "CA0E220C0A2: skipped, still being delivered",
      "CA0E220C0A2: passing <alice@example.test> to transport=lmtp",
      "CA0E220C0A2: status=deferred (bounce failed)",
    ],
    line: /^((?:host|passing|lost connection with|conversation with|Cannot start TLS:?|SASL authentication failed;|TLS is required,|Server certificate not|enabling PIX|skipped|retrying|SSL_connect|breaking line) .*|skipped, .*|status=deferred \(.*)$/,
    events: ([, text = ""], scene) => {
      const said = saidOf(text, "deferred");
      if (said.relay && text.startsWith("host "))
        scene.emit({ kind: "program.warned", program: scene.program, text, said }, scene.entry().session);
      else remark(scene, text);
    },
  },
  {
    name: "postsuper",
    programs: ["postsuper"],
    queued: true,
    samples: [
      "81E3F20C0EC: placed on hold",
      "81E3F20C0EC: released from hold",
      "81E3F20C0EC: requeued",
      "81E3F20C0EC: expired",
      // After its source.
      "81E3F20C0EC: force-expired",
    ],
    line: /^(placed on hold|released from hold|requeued|(?:force-)?expired)$/,
    events: ([, text = ""], scene) => {
      if (text === "placed on hold")
        scene.emit({ kind: "message.ended", how: "held", by: "postsuper" }, scene.entry().session);
      else remark(scene, text);
    },
  },
  {
    name: "connect-to",
    programs: ["smtp", "relay", "lmtp"],
    queued: false,
    samples: ["connect to 127.0.0.1[127.0.0.1]:40167: Connection refused"],
    line: /^connect to (?!subsystem ).*$/,
    events: ([text], scene) => {
      const peer = saidOf(text, "deferred").relay?.ip;
      scene.emit(defined({ kind: "program.warned", program: scene.program, text, peer }));
    },
  },
  {
    name: "client-tls",
    programs: ["smtp", "relay", "lmtp"],
    queued: false,
    samples: [
      "Untrusted TLS connection established to mx1.example.net[192.0.2.1]:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)",
    ],
    line: /^\w+ TLS connection (?:established|reused) to .*$/,
  },
  {
    name: "client-trouble",
    programs: ["smtp", "relay", "lmtp"],
    queued: false,
    samples: [
      "SSL_connect error to mx1.example.net[192.0.2.1]:25: lost connection",
      "server certificate verification failed for mx1.example.net[192.0.2.1]:25: num=1:unspecified certificate verification error",
    ],
    line: /^((?:SSL_connect error|(?:(?:CA|server) )?certificate verification failed|lost connection|conversation) .*)$/,
    events: ([, text = ""], scene) => scene.emit({ kind: "program.warned", program: scene.program, text }),
  },
  {
    name: "tls-report",
    programs: ["smtp", "relay", "lmtp"],
    queued: false,
    // Since 3.10, with `smtp_tlsrpt_enable`: written after the strings of its library of TLS.
    samples: [
      "TLSRPT: status=success, domain=example.net, receiving_mx=mx1.example.net[192.0.2.1]",
      "TLSRPT: status=failure, domain=example.net, receiving_mx=mx1.example.net[192.0.2.1], failure_type=certificate_host_mismatch",
    ],
    line: /^(TLSRPT: status=(success|failure), .*)$/,
    events: ([, text = "", status], scene) => {
      const peer = normaliseIp(/, receiving_mx=[^\s[]{0,300}\[([^\]\s]{1,60})\]/.exec(text)?.[1] ?? "");
      if (status === "failure") scene.emit(defined({ kind: "program.warned", program: scene.program, text, peer }));
    },
  },
  {
    name: "statistics",
    programs: ["anvil", "scache", "tlsmgr", "postscreen", "qmgr"],
    queued: false,
    samples: ["statistics: max connection rate 1/60s for (smtp:192.0.2.7) at Nov 24 10:00:00"],
    line: /^statistics: /,
  },
  {
    name: "started",
    programs: ["master"],
    queued: false,
    samples: ["daemon started -- version 3.7.11, configuration /etc/postfix"],
    line: /^daemon started -- (version [^,]*)/,
    events: ([, version = ""], scene) => scene.emit({ kind: "service.started", title: `Postfix ${version}` }),
  },
  {
    name: "stopped",
    programs: ["master"],
    queued: false,
    samples: ["terminating on signal 15"],
    line: /^terminating on signal \d+$/,
    events: (_, scene) => scene.emit({ kind: "service.stopped", title: "Postfix" }),
  },
  {
    name: "reloaded",
    programs: ["master"],
    queued: false,
    samples: ["reload -- version 3.7.11, configuration /etc/postfix"],
    line: /^reload -- version /,
    events: (_, scene) => scene.emit({ kind: "settings.changed", by: "Postfix", what: readAgain }),
  },
  {
    name: "system",
    programs: ["master", "postfix-script", "postsuper", "postfix", "postlog"],
    queued: false,
    samples: [
      "starting the Postfix mail system",
      "stopping the Postfix mail system",
      "waiting for the Postfix mail system to terminate",
      "Deleted: 1 message",
    ],
    line: /^((?:starting|stopping|refreshing|aborting|waiting for the Postfix|Deleted|Placed on hold|Released from hold|Requeued|Expired|Force-expired|Renamed to match)\b.*|the Postfix mail system is (?:not )?running.*)$/,
    events: ([, text = ""], scene) => scene.emit({ kind: "system.noted", text }),
  },
];

/** What became of messages: each try, by its mailer and the word behind `stat=`. */
import { defined } from "../../base/defined.ts";
import type { Outcome, Relay, Said } from "../../events/event.ts";
import { ownWord } from "../../mail/reply.ts";
import { remoteIdOf } from "../remote-id.ts";
import { byAlias, isComing, note } from "./arrivals.ts";
import { addressesOf, relayOf, saidOf, secondsOf } from "./said.ts";
import { type Message, maxAddresses, type Scene, type SendmailPattern } from "./scene.ts";

const any = ["*"];

/** Mailers that lay a message into a mailbox of this machine, by cf/mailer and what sites call theirs. */
const toMailbox = /^(?:local|procmail|maildrop|cyrus\w*|lmtp|dovecot\w*|deliver|virtual|mail\.local)$/i;
/** Those that speak SMTP. */
const toHost = /^(?:[deu]?smtp\d?|relay|esmtp\w*|mail)$/i;

/** "Sent" means what the mailer does. */
function sentBy(mailer: string, recipient: string, { ip }: Relay, stat: string): Outcome {
  if (mailer === "discard" || recipient === "/dev/null") return "discarded";
  if (toMailbox.test(mailer) || mailer === "*file*") return "delivered";
  if (mailer === "prog" || mailer === "*include*") return "delivered";
  // The program for users hands all on to the server beside it, under another id.
  const isNear = ip === "127.0.0.1" || ip === "::1";
  return isNear && /\bMessage accepted for delivery|queued as /.test(stat) ? "queued" : "relayed";
}

const laidAside = /^quarantined\b/i;

function statusOf(
  stat: string,
  mailer: string,
  recipient: string,
  relay: Relay,
  enhanced: string | undefined,
): Outcome {
  if (/^Sent\b/.test(stat)) return sentBy(mailer, recipient, relay, stat);
  if (/^Deferred\b/.test(stat)) return "deferred";
  if (/^queued\b/i.test(stat)) return "queued";
  if (/^discarded\b/i.test(stat)) return "discarded";
  if (laidAside.test(stat)) return "quarantined";
  return enhanced?.startsWith("4.") ? "deferred" : "bounced";
}

const textOf = (field: string | undefined): string | undefined => field?.replace(/^<(.*)>$/s, "$1");

/** Whose alias or forward it is: who controls a delivery may also be the local user who sent the message, whom another line names. */
function originOf(
  recipient: string,
  ctladdr: string | undefined,
  mailer: string,
  message: Message,
): string | undefined {
  const [, name = ""] = /^(.{1,500}?)(?: \(\d{1,10}\/\d{1,10}\))?$/s.exec(ctladdr ?? "") ?? [];
  const isGiven = name.startsWith("<");
  const owner = textOf(name) ?? "";
  const isSender = message.sender === owner || message.sender?.split("@")[0] === owner;
  const isHandedOn = toHost.test(mailer);
  const isTold = !isHandedOn || (isGiven && message.sender !== undefined);
  const isOwner = owner !== "" && owner !== recipient && !isSender && isTold;
  return message.origins.get(recipient) ?? (isOwner ? owner : undefined);
}

/** With the error that the line before named, and at the store where no host was to be reached. */
function spoken(said: Said, stat: string, mailer: string, { trouble }: Message): Said {
  const { reply } = said;
  if (trouble !== undefined && stat === "Local configuration error")
    return { ...said, reply: { ...reply, text: trouble.replace(/^SYSERR\([^)]{0,60}\): /, "") } };
  return said.stage === "connect" && toMailbox.test(mailer) ? { ...said, stage: "store" } : said;
}

function attempt(groups: RegExpExecArray, scene: Scene): void {
  const [, list = "", ctladdr, delay, mailer = "", relayField, enhanced, replied, stat = ""] = groups;
  const message = scene.message();
  // Refused as a whole: nobody tried to deliver it.
  const isRefused =
    mailer === "" && enhanced === undefined && (message.arrival !== undefined || message.objection !== undefined);
  if (isRefused && !/^(?:discarded|quarantined|queued|Sent|Deferred)\b/i.test(stat))
    return refusedAll(list, stat, scene);
  const session = scene.queue();
  const relay = relayOf(relayField);
  const isRemote = relayField !== undefined;
  const said = spoken(saidOf(stat, replied, enhanced, isRemote), stat, mailer, message);
  const { sender, sizeBytes } = message;
  message.tried = true;
  // A forward that keeps a copy names its own user behind a backslash.
  const given = new Set(addressesOf((list.match(/<[^<>]{0,500}>|\\[^\s,]{1,100}/g) ?? []).join(",")));
  for (const recipient of addressesOf(list)) {
    const originalRecipient = originOf(recipient, ctladdr, mailer, message);
    const isUntold = message.bySmtp && originalRecipient === undefined && !given.has(recipient);
    const status = statusOf(stat, mailer, recipient, relay, enhanced);
    const isCommand = mailer === "prog";
    const reply =
      isCommand && status === "delivered" ? ownWord(`delivered to command: ${recipient}`, "2.0.0") : said.reply;
    const isStored = status === "delivered" && !isCommand;
    const known = { reply, stage: said.stage, relay: isRemote ? relay : undefined };
    if (status === "deferred" && message.waiting.size < maxAddresses) message.waiting.set(recipient, defined(known));
    else message.waiting.delete(recipient);
    scene.emit(
      defined({
        kind: "attempt.ended",
        sender,
        recipient,
        originalRecipient,
        decidedBy: isUntold ? byAlias : undefined,
        status,
        ...known,
        remoteId: status === "relayed" || status === "queued" ? idIn(stat) : undefined,
        delaySeconds: secondsOf(delay),
        sizeBytes,
        where: isStored ? { mailbox: recipient } : undefined,
      }),
      session,
      message,
    );
  }
}

/** Sendmail itself says the id first; it logs the reply without its codes. */
const idIn = (stat: string): string | undefined =>
  /\((\w{8,20}) Message accepted for delivery/.exec(stat)?.[1] ?? remoteIdOf(stat);

function refusedAll(list: string, stat: string, scene: Scene): void {
  const message = scene.message();
  const session = scene.refusedWhole();
  const { sender, sizeBytes, objection } = message;
  const reply = objection?.reply ?? ownWord(stat, /try again|later|temporar/i.test(stat) ? "4.0.0" : "5.0.0");
  for (const recipient of addressesOf(list))
    scene.emit(
      defined({
        kind: "rcpt.refused",
        stage: "eod",
        sender,
        recipient,
        sizeBytes,
        reply,
        decidedBy: objection?.decidedBy,
      }),
      session,
      message,
    );
}

export const deliveryPatterns: readonly SendmailPattern[] = [
  {
    name: "to",
    programs: any,
    queued: true,
    samples: [
      "6ATGMVBh031064: to=<alice@example.test>, delay=00:00:01, xdelay=00:00:01, mailer=local, pri=30414, dsn=2.0.0, stat=Sent",
      "6ATGMWoY031141: to=<dora@next.example>,<carol@next.example>, delay=00:00:01, xdelay=00:00:00, mailer=esmtp, pri=60237, relay=mx.next.example. [192.0.2.11], dsn=2.0.0, stat=Sent (Ok: queued as 4D7A837)",
      "6ATGMX01031155: to=<grey@next.example>, delay=00:00:00, xdelay=00:00:00, mailer=esmtp, pri=30218, relay=mx.next.example. [192.0.2.11], dsn=4.2.0, reply=450 4.2.0 <grey@next.example>: Recipient address rejected: Greylisted, stat=Deferred: 450 4.2.0 <grey@next.example>: Recipient address rejected: Greylisted",
      '6ATGMcsu031323: to="|exit 75", ctladdr=<dan@example.test> (7100/100), delay=00:00:00, xdelay=00:00:00, mailer=prog, pri=30412, dsn=4.0.0, stat=Deferred: prog mailer (/bin/sh) exited with EX_TEMPFAIL',
      "6ATGMduV031360: to=/var/spool/sm/letters, ctladdr=<file@example.test> (1/0), delay=00:00:00, xdelay=00:00:00, mailer=*file*, pri=30414, dsn=5.0.0, stat=Can't create output",
      "6ATGMhFK031520: to=<alice@example.test>, delay=00:00:00, pri=30227, stat=no lottery here",
      // Not recorded: a long list is cut into several lines.
      "6ATGMWoY031141: to=<dora@next.example>,<carol@next.example> [more], delay=00:00:01, xdelay=00:00:00, mailer=esmtp, pri=60237, relay=mx.next.example. [192.0.2.11], dsn=2.0.0, stat=Sent (Ok: queued as 4D7A837)",
      // After the form of 8.8 and 8.9.
      "NAA01234: to=<bob@example.test>, delay=00:00:02, xdelay=00:00:01, mailer=local, stat=Sent",
    ],
    line: /^to=(.{0,20000}?)(?: \[more\])?(?:, ctladdr=(.{1,500}?))?, delay=([\d:+]{1,20})(?:, xdelay=[\d:+-]{1,20})?(?:, mailer=([^,]{1,40}))?(?:, (?:pri|ntries|quarantine|tls_verify)=[^,]{0,200}){0,4}(?:, relay=(.{0,400}?))?(?:, dsn=(\d\.\d{1,3}\.\d{1,3}))?(?:, (?:quarantine|ntries)=[^,]{0,200})?(?:, reply=(.{0,2000}?))?, stat=(.*)$/s,
    events: attempt,
  },
  {
    name: "done",
    programs: any,
    queued: true,
    samples: ["6ATGOwxJ003100: done; delay=00:00:01, ntries=1"],
    line: /^done; delay=.{0,40}$/,
    events: (_, scene) => {
      const message = scene.message();
      if (isComing(message)) return;
      const session = scene.queue();
      scene.emit(defined({ kind: "message.ended", how: "removed", sender: message.sender }), session, message);
      scene.emit({ kind: "session.closed", ended: "quit" }, session, message);
      scene.forget();
    },
  },
  {
    name: "trouble",
    programs: any,
    queued: true,
    samples: [
      "6ATGMaXR031223: timeout waiting for input from mx.mute.example. during client greeting",
      "6ATGPAbC003200: makeconnection (mx.dead.example. [192.0.2.12].25 (2)) failed: Connection refused by mx.dead.example.",
      // Not recorded: from knowledge of the program.
      "6ATGPAbC003200: mx.next.example.: SMTP DATA-1 protocol error: 250 2.0.0 Ok",
      "6ATGPAbC003200: Timeout.to_aconnect occurred before exhausting all addresses",
    ],
    line: /^((?:timeout waiting for input from .{1,400} during client |makeconnection \(|Timeout\.to_aconnect |(?:\S{1,300}: )?SMTP \S{1,20} protocol error: |timeout writing message to |Losing \S{1,200}: ).{0,2000})$/s,
    events: ([, text = ""], scene) => note(text, scene),
  },
];

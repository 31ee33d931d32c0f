/** How messages come: their sender and size, their aliases, and the letters that sendmail writes itself. */
import { defined } from "../../base/defined.ts";
import { ownWord } from "../../mail/reply.ts";
import { addressesOf, relayOf } from "./said.ts";
import { type Message, maxAddresses, type Scene, type SendmailPattern } from "./scene.ts";

const any = ["*"];
/** Of whom an alias leads to, where the log does not say which. */
export const byAlias = "sendmail.alias";
/** Who decides about a message whose declared size is the last that was heard of it. */
export const declaredSize = "sendmail.declared-size";
export const note = (text: string, scene: Scene): void =>
  scene.emit({ kind: "session.noted", text }, scene.queue(), scene.message());

/** What is said before a message has come is said to its client. */
export const isComing = ({ queue, arrival, arrived }: Message): boolean =>
  queue === undefined && arrival === undefined && arrived === undefined;

/** `from=`: it stands behind what was refused of the message, and before what a filter thinks of it. */
function came([, from = "", size = "0", count, rest = ""]: RegExpExecArray, scene: Scene): void {
  const known = scene.message();
  // A queue id that comes again is another message's: those of old versions repeat.
  if (known.arrived) scene.forget();
  const message = scene.message();
  const messageId = /, msgid=(.{1,900}?)(?=, (?:bodytype|proto|daemon|tls_verify|auth|relay)=|$)/s.exec(rest)?.[1];
  const relay = relayOf(/, relay=(.{0,400}?)(?=, |$)/.exec(rest)?.[1]);
  message.sender = from;
  message.sizeBytes = Number(size);
  if (messageId) message.messageId = messageId.trim();
  if (relay.ip) message.peer = relay.ip;
  if (/, proto=E?SMTP/.test(rest)) message.bySmtp = true;
  const isWhole = Number(count) > 0 && !message.broken && (messageId !== undefined || Number(size) > 0);
  if (!isWhole) {
    message.arrived = true;
    const isSilent = Number(size) > 0 && Number(count) === 0 && message.server === undefined;
    const session = scene.server(relay.ip);
    scene.emit({ kind: "transaction.opened", sender: from }, session, message);
    // A size was declared, no recipient was taken, and no refusal stands in the log: that of a size is not logged.
    if (isSilent)
      scene.emit({ kind: "decision", by: declaredSize, verdict: "unlogged", detail: size }, session, message);
    scene.endServer();
    return;
  }
  if (message.server !== undefined) {
    scene.emit({ kind: "transaction.opened", sender: from }, message.server, message);
    scene.endServer();
  }
  scene.arrives(
    defined({
      kind: "message.accepted",
      sender: from,
      recipientCount: Number(count),
      sizeBytes: Number(size),
      messageId: messageId?.trim(),
    }),
  );
  if (message.quarantinedBy !== undefined) laidAside(message.quarantinedBy, scene);
}

/** Sendmail keeps it in its queue, and tries it no more until somebody lets it go (`mailq -qQ`). */
export function laidAside(by: string, scene: Scene): void {
  const session = scene.queue();
  const message = scene.message();
  scene.emit(defined({ kind: "message.ended", how: "held", sender: message.sender, by }), session, message);
}

/** A letter about another, or a copy of it for the subscribers of a list. */
function born(id: string, sender: string, scene: Scene): void {
  const { bySmtp } = scene.message();
  const message = scene.message(id);
  if (message.arrived) return;
  message.sender = sender;
  if (bySmtp && sender !== "") message.bySmtp = true;
  message.arrived = true;
  scene.emit({ kind: "message.accepted", sender, queueId: id }, scene.queue(message), message);
}

const isReceipt = /^Return receipt/i;
const isExpiry = /^Cannot send (?:message|within)|^Could not send|^Message (?:timed out|expired)/i;

/** All who waited wait no longer. */
function gaveUp(scene: Scene): void {
  const message = scene.message();
  const session = scene.queue();
  const { sender, sizeBytes } = message;
  scene.emit(defined({ kind: "message.ended", how: "expired", sender }), session, message);
  for (const [recipient, { reply, stage, relay }] of message.waiting)
    scene.emit(
      defined({ kind: "attempt.ended", sender, recipient, status: "expired", reply, stage, relay, sizeBytes }),
      session,
      message,
    );
  message.waiting.clear();
}

/**
 * Sent back before anybody was tried: the log does not say for whom (an alias that leads to itself, or to a list in a file that is not
 * there).
 */
function unnamed(why: string, scene: Scene): void {
  const message = scene.message();
  const { sender, sizeBytes, bySmtp } = message;
  const [, recipient = "", text = why] = /^(:include:\S{1,400})\.\.\. (.*)$/s.exec(why) ?? [];
  const how = { status: "bounced", stage: "queue", reply: ownWord(text, "5.0.0") } as const;
  const decidedBy = bySmtp ? byAlias : undefined;
  const about = { sender, recipient, ...how, sizeBytes, decidedBy };
  scene.emit(defined({ kind: "attempt.ended", ...about }), scene.queue(), message);
}

function letter([text, id = "", kind = "", why = ""]: RegExpExecArray, scene: Scene): void {
  const session = scene.queue();
  const message = scene.message();
  if (isExpiry.test(why)) gaveUp(scene);
  born(id, "", scene);
  if (isReceipt.test(why)) return note(text, scene);
  const isWarning = kind === "sender notify" && why.startsWith("Warning:");
  if (!isWarning && !message.tried) unnamed(why, scene);
  const from = scene.queueId ?? "";
  scene.emit(
    { kind: "message.linked", from, to: id, why: isWarning ? "delay-notice" : "bounce" },
    session,
    scene.message(),
  );
}

/** Real samples are of sendmail 8.17.1.9 (Debian 12); others say where they come from. */
export const arrivalPatterns: readonly SendmailPattern[] = [
  {
    name: "from",
    programs: any,
    queued: true,
    samples: [
      "6ATGMVBh031064: from=<ann@sender.example>, size=219, class=0, nrcpts=1, msgid=<m1@sender.example>, proto=ESMTP, daemon=MTA, relay=client.example [192.0.2.7]",
      "6ATGMW5I031128: from=<ann@sender.example>, size=0, class=0, nrcpts=0, proto=ESMTP, daemon=MTA, relay=client.example [192.0.2.7]",
      "6ATGNOlZ000821: from=alice, size=85, class=0, nrcpts=1, msgid=<local1@mx.example.test>, relay=root@localhost",
      // After the form of 8.8 and 8.9.
      "NAA01234: from=<ann@sender.example>, size=1204, class=0, pri=31204, nrcpts=1, msgid=<a@sender.example>, proto=SMTP, relay=client.example [192.0.2.7]",
    ],
    line: /^from=<?(.{0,500}?)>?, size=(\d{1,15}), class=-?\d{1,5}, (?:pri=-?\d{1,15}, )?nrcpts=(\d{1,7})(.*)$/s,
    events: came,
  },
  {
    name: "letter",
    programs: any,
    queued: true,
    samples: [
      "6ATGMX2q031148: 6ATGMX2q031150: DSN: User unknown",
      "6ATGMX2q031150: 6ATGMX2r031150: return to sender: Host unknown (Name server: sender.example.: host not found)",
      "6ATGNe4H001373: 6ATGNf4I001388: postmaster notify: Cannot send message for 1 second",
      "6ATGNr2O001736: 6ATGNs2O001738: sender notify: Warning: could not send message for past 1 second",
    ],
    line: /^(\w{8,20}): (DSN|return to sender|sender notify|postmaster notify|returned? (?:to sender|mail)): (.*)$/s,
    events: letter,
  },
  {
    name: "clone",
    programs: any,
    queued: true,
    samples: ["6ATGMeXY031397: 6ATGMeXY031398: clone: owner=alice"],
    line: /^(\w{8,20}): clone: owner=(.*)$/s,
    events: ([, id = "", owner = ""], scene) => {
      const session = scene.queue();
      born(id, owner, scene);
      scene.emit(
        { kind: "message.linked", from: scene.queueId ?? "", to: id, why: "expanded" },
        session,
        scene.message(),
      );
    },
  },
  {
    name: "alias",
    programs: any,
    queued: true,
    samples: [
      "6ATGPN2F003456: alias <team@example.test> => alice, bob, dora@next.example",
      "6ATGPN2F003456: forward <bob@example.test> => carol@next.example",
      // Not recorded: from knowledge of the program.
      "6ATGPN2F003456: expand <team@example.test> => alice, bob",
    ],
    line: /^(?:alias|forward|expand|hesiod) (.{1,500}?) => (.*)$/s,
    events: ([text, from = "", to = ""], scene) => {
      const { origins } = scene.message();
      const [name = ""] = addressesOf(from);
      for (const target of addressesOf(to).slice(0, maxAddresses - origins.size))
        if (target !== name) origins.set(target, origins.get(name) ?? name);
      note(text, scene);
    },
  },
];

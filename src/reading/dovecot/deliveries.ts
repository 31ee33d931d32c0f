/** What `lmtp` and `lda` write: where a message was stored, and what a sieve script did with it instead. */
import { defined } from "../../base/defined.ts";
import { normaliseIp } from "../../base/ip.ts";
import type { Place } from "../../events/event.ts";
import { ownWord } from "../../mail/reply.ts";
import type { Draft } from "../pattern.ts";
import { boxPart, loggedOf } from "./mailboxes.ts";
import type { DovecotPattern, Scene } from "./scene.ts";

const programs = ["lmtp", "lda", "deliver"];
/**
 * How a line about a message begins: its Message-ID, or the fields that an administrator wants to see there (`deliver_log_format`), and before
 * it that a script acted. Such fields have names, or stand in brackets or quotes, or are numbers.
 */
const fields = String.raw`(msgid=.{0,1500}?|(?!(?:box|uid)=)(?:[\w.-]{1,40}=|[<("[]|\d).{0,1500}?)`;
const about = `(?:sieve: )?${fields}(?:: |, )`;
/** What became of a message, in the words of the patterns below. */
const acted =
  "(?:saved? (?:mail|failed) to |(?:failed to store|stored mail) into |forwarded to <|[Mm]arked message |rejected(?::| message) )";
/** A folder or an address. A Message-ID may go on like a line: that is a stranger's, and what stands last is Dovecot's. */
const name = `(?:(?![:,] ${acted}).){0,400}`;
/** An expression behind that beginning. */
const of = (text: string): RegExp => new RegExp(`^${about}${text}$`, "s");

/** "unspecified" and "" are no ids. What stands before an id, as a subject, may hold another: of two none is known. */
function idIn(text = ""): string | undefined {
  if (text.startsWith("msgid=")) return /^msgid=\s*(<[^<>]{1,500}>)/.exec(text)?.[1];
  const [id, other] = new Set(
    Array.from(text.matchAll(/\b(?:msgid|message-?id|mid|id)=(<[^<>]{1,500}>)/gi), ([, one]) => one),
  );
  return other === undefined ? id : undefined;
}

/** `'Lists'`, `[SPECIAL-USE \Junk]`: a folder as sieve quotes it. */
const folderIn = (text: string): string =>
  /^'(.*)'$/s.exec(text)?.[1] ?? text.replace(/^\[SPECIAL-USE \\(.*)\]$/s, "$1");

type Ending = Omit<Extract<Draft, { kind: "attempt.ended" }>, "kind" | "recipient">;

/** What became of the message, in the session of its delivery. */
function draftOf(scene: Scene, messageId: string | undefined, ending: Ending): Draft {
  const { mailbox, sizeBytes, name } = scene.delivery();
  const known = { recipient: mailbox, stage: "store", sizeBytes, messageId, queueId: name || undefined } as const;
  return defined({ kind: "attempt.ended", ...known, ...ending });
}

function end(scene: Scene, id: string | undefined, ending: Ending): void {
  const delivery = scene.delivery();
  const draft = draftOf(scene, idIn(id), ending);
  delete delivery.pending;
  delivery.settled = true;
  scene.emit(draft, delivery);
}

/** It counts if nothing else is done with the message: a script may discard and store, in any order. */
function endLater(scene: Scene, id: string | undefined, ending: Ending): void {
  const delivery = scene.delivery();
  // The first reason stands, but for the one that says more.
  if (delivery.settled || (delivery.pending && ending.decidedBy !== "sieve.duplicate")) return;
  delivery.pending = { draft: draftOf(scene, idIn(id), ending), ...scene.spot };
}

function stored(scene: Scene, id: string | undefined, folder: string, by?: string): void {
  const { mailbox, uids } = scene.delivery();
  const where: Place = defined({ mailbox, folder, uid: uids.get(folder) });
  end(scene, id, defined({ status: "delivered", where, decidedBy: by }));
}

/** Full is for good, unless the server is told otherwise, which only the LMTP reply shows; anything else is tried again. */
function failed(scene: Scene, id: string | undefined, reason: string): void {
  const full = /quota|mailbox .*full/i.test(reason);
  endLater(scene, id, { status: full ? "refused" : "deferred", reply: ownWord(reason, full ? "5.2.2" : "4.2.0") });
}

const note = (scene: Scene, text: string): void => scene.emit({ kind: "session.noted", text }, scene.delivery());

/** Real samples are of Dovecot 2.3.19.1 with Pigeonhole 0.5.19, or written after its strings, which is said. */
export const deliveryPatterns: readonly DovecotPattern[] = [
  {
    name: "saved",
    programs,
    queued: false,
    samples: [
      "lmtp(alice@example.test)<28650><kNiONcJ1CmvqbwAAg+zDdQ:T3>: msgid=<m13@client.example>: saved mail to INBOX",
      "lda(bob@example.test)<28734><M2LbK8p1Cms+cAAAg+zDdQ>: Info: msgid=<lda1@client.example>: saved mail to INBOX",
      // Before 2.3.
      "lmtp(4711, bob@example.test): fNVJBMVXamlSdwAAKmAo4A: msgid=<m1@client.example>: saved mail to INBOX",
      // With `mail_log_prefix` and `deliver_log_format` of the administrator's own.
      'lmtp(bob@example.test)[18013]{DnSFAjahDWtdRgAAg+zDdQ}: Info: from=<eve@sender.example> msgid=<m1@client.example> subj="hello" size=405 time=16ms: saved mail to INBOX',
      // After formats that others use.
      "lmtp(bob@example.test)<18013><DnSFAjahDWtdRgAAg+zDdQ>: from=eve@sender.example, to=bob@example.test, size=405, msgid=<m1@client.example>, delivery_time=16, session_time=20, saved mail to INBOX",
    ],
    line: of(`saved mail to (${name})`),
    events: ([, id, folder = ""], scene) => stored(scene, id, folder),
  },
  {
    name: "sieve-stored",
    programs,
    queued: false,
    samples: [
      "lmtp(rules@example.test)<28650><T+oTM8J1CmvqbwAAg+zDdQ>: sieve: msgid=<m2@client.example>: fileinto action: stored mail into mailbox 'Lists'",
      // Up to 0.5.7 no action is named: what a script keeps is in the INBOX, what lies elsewhere was filed.
      "lmtp(rules@example.test)<28646><k9y2MsJ1CmvmbwAAg+zDdQ>: Info: sieve: msgid=<m1@client.example>: stored mail into mailbox 'INBOX'",
      `lmtp(rules@example.test)[18022]{gDbQIzehDWtmRgAAg+zDdQ}: Info: sieve: from=<eve@sender.example> msgid=<m1@client.example> subj="hello" size=412 time=15ms: fileinto action: stored mail into mailbox 'Junk'`,
    ],
    line: of(String.raw`(?:([\w-]{1,40}) action: )?stored mail into mailbox (${name})`),
    events: ([, id, action, quoted = ""], scene) => {
      const folder = folderIn(quoted);
      const isFiled = action === "fileinto" || (action === undefined && !/^inbox$/i.test(folder));
      stored(scene, id, folder, isFiled ? "sieve.fileinto" : undefined);
    },
  },
  {
    name: "sieve-forwarded",
    programs,
    queued: false,
    samples: [
      "lmtp(rules@example.test)<28650><kNiONcJ1CmvqbwAAg+zDdQ>: sieve: msgid=<m6@client.example>: redirect action: forwarded to <carol@takes.test>",
      // Before 0.5.
      "lda(bob): sieve: msgid=<m6@client.example>: forwarded to <carol@takes.test>",
    ],
    line: of(`(?:redirect action: )?forwarded to <(${name})>`),
    events: ([, id, to = ""], scene) => {
      const reply = ownWord(`forwarded to <${to}>`, "2.0.0");
      end(scene, id, { status: "forwarded", reply, decidedBy: "sieve.redirect" });
    },
  },
  {
    name: "sieve-duplicate-forward",
    programs,
    queued: false,
    samples: [
      // After the strings of Pigeonhole 0.5.19.
      "lmtp(rules@example.test)<28650><kNiONcJ1CmvqbwAAg+zDdQ>: sieve: msgid=<m6@client.example>: redirect action: discarded duplicate forward to <carol@takes.test>",
    ],
    line: of("(?:redirect action: )?(discarded duplicate forward to <.{0,400}>)"),
    events: ([, id, text = ""], scene) =>
      endLater(scene, id, { status: "discarded", reply: ownWord(text, "2.0.0"), decidedBy: "sieve.duplicate" }),
  },
  {
    name: "sieve-discarded",
    programs,
    queued: false,
    samples: [
      "lmtp(rules@example.test)<28646><uMNENcJ1CmvmbwAAg+zDdQ>: sieve: msgid=<m4@client.example>: discard action: Marked message to be discarded if not explicitly delivered (discard action)",
      // Before 0.5.
      "lmtp(bob)<4711><uMNENcJ1CmvmbwAAg+zDdQ>: sieve: msgid=<m4@client.example>: marked message to be discarded if not explicitly delivered (discard action)",
    ],
    line: of(`(?:discard action: )?([Mm]arked message to be discarded ${name})`),
    events: ([, id, text = ""], scene) =>
      endLater(scene, id, { status: "discarded", reply: ownWord(text, "2.0.0"), decidedBy: "sieve.discard" }),
  },
  {
    name: "sieve-rejected",
    programs,
    queued: false,
    samples: [
      "lmtp(rules@example.test)<28654><hw91NcJ1CmvubwAAg+zDdQ>: sieve: msgid=<m5@client.example>: reject action: rejected message from <eve@sender.example> (reject)",
    ],
    line: of(String.raw`(?:e?reject action: )?(rejected message from <(.{0,400})> \((e?reject)\))`),
    events: ([, id, text = "", sender = "", way], scene) =>
      end(scene, id, { status: "refused", sender, reply: ownWord(text, "5.7.1"), decidedBy: `sieve.${way}` }),
  },
  {
    name: "sieve-remark",
    programs,
    queued: false,
    samples: [
      "lmtp(rules@example.test)<28646><0G0cN8J1CmvmbwAAg+zDdQ>: sieve: msgid=<m10@client.example>: vacation action: discarding vacation response for implicitly delivered message; no known (envelope) recipient address found in message headers (recipient=<rules@example.test>, and no additional `:addresses' are specified)",
      // After the strings of Pigeonhole 0.5.19.
      "lmtp(bob)<4711><uMNENcJ1CmvmbwAAg+zDdQ>: sieve: msgid=<m4@client.example>: vacation action: sent vacation response to <eve@sender.example>",
    ],
    line: new RegExp(
      String.raw`^sieve: ${fields}(?:: |, )(?:(?:vacation|notify|pipe|execute|report|setflag|addflag|removeflag|addheader|deleteheader) action: .*|(?:[\w-]{1,40} action: )?(?:not forwarding|store into mailbox|not sending|discard(?:ed|ing) (?:duplicate )?vacation|sent vacation).*)$`,
      "s",
    ),
    events: ([text], scene) => note(scene, text),
  },
  {
    name: "sieve-store-failed",
    programs,
    queued: false,
    samples: [
      // After the strings of Pigeonhole 0.5.19.
      "lmtp(bob)<4711><uMNENcJ1CmvmbwAAg+zDdQ>: sieve: msgid=<m4@client.example>: fileinto action: failed to store into mailbox 'Lists': Mailbox doesn't exist: Lists",
      "lda(bob)<4711><uMNENcJ1CmvmbwAAg+zDdQ>: Error: sieve: msgid=<m4@client.example>: failed to store into mailbox 'INBOX': BUG: Unknown internal error",
    ],
    line: of(String.raw`(?:[\w-]{1,40} action: )?failed to store into mailbox .{1,300}?: (.*)`),
    events: ([, id, reason = ""], scene) => failed(scene, id, reason),
  },
  {
    name: "save-failed",
    programs,
    queued: false,
    samples: [
      "lmtp(full@example.test)<28652><wL/zNsJ1CmvsbwAAg+zDdQ:T2>: msgid=<m14@client.example>: save failed to INBOX: Quota exceeded (mailbox for user is full)",
      'lmtp(full@example.test)[18022]{OIowEjihDWtmRgAAg+zDdQ:R2}: Info: from=<eve@sender.example> msgid=<m14@client.example> subj="hello" size=6032 time=0ms: save failed to INBOX: Quota exceeded (mailbox for user is full)',
      // After Dovecot's strings.
      "lmtp(bob@example.test)<28652><wL/zNsJ1CmvsbwAAg+zDdQ>: msgid=<m14@client.example>: save failed to open mailbox Lists: Mailbox doesn't exist: Lists",
    ],
    line: of("save failed to (?:open mailbox )?.{1,300}?: (.*)"),
    events: ([, id, reason = ""], scene) => failed(scene, id, reason),
  },
  {
    name: "rejected",
    programs,
    queued: false,
    samples: [
      "lda(full@example.test)<28736><vHSnLcp1CmtAcAAAg+zDdQ>: msgid=<lda3@client.example>: rejected: Quota exceeded (mailbox for user is full)",
    ],
    line: of("rejected: (.*)"),
    events: ([, id, reason = ""], scene) => {
      const enhanced = /quota|full/i.test(reason) ? "5.2.2" : "5.2.0";
      end(scene, id, { status: "bounced", reply: ownWord(reason, enhanced) });
    },
  },
  {
    name: "rejection-lost",
    programs,
    queued: false,
    samples: [
      "lmtp(rules@example.test)<28654><hw91NcJ1CmvubwAAg+zDdQ>: msgid=<m5@client.example>: Permanently failed to send rejection: smtp(127.0.0.1:40837): RCPT TO failed: 554 5.7.1 <eve@sender.example>: Relay access denied",
      // After Dovecot's strings.
      "lda(bob)<4711><uMNENcJ1CmvmbwAAg+zDdQ>: msgid=<m5@client.example>: Auto-submitted message discarded: Quota exceeded",
      "lda(bob)<4711><uMNENcJ1CmvmbwAAg+zDdQ>: msgid=<m5@client.example>: Return-Path missing, rejection reason: Quota exceeded",
    ],
    line: of(
      "((?:(?:Permanently|Temporarily) failed to send rejection|Auto-submitted message discarded|Return-Path missing)[:,].*)",
    ),
    events: ([, , text = ""], scene) =>
      scene.emit({ kind: "program.warned", program: scene.head.service, text }, scene.delivery()),
  },
  {
    name: "logged",
    programs,
    queued: false,
    samples: [
      "lmtp(rules@example.test)<28650><T+oTM8J1CmvqbwAAg+zDdQ>: save: box=Lists, uid=1, msgid=<m2@client.example>, size=582",
      // Dovecot 2.4.
      "lmtp(rules@example.test)<10310><xguwB1RbC2tGKAAAg+zDdQ>: Info: Mailbox Lists: save: uid=1, msgid=<list@client.example>, size=576",
      // With `from` in mail_log_fields.
      "lda(bob@example.test)<1670><O45lKrPnC2uGBgAA0J78UA>: save: box=INBOX, uid=11, msgid=<list@client.example>, size=785, from=<eve@sender.example>",
    ],
    line: new RegExp(`^${boxPart}(?:save|copy)(?: from .{0,300}?)?: ((?:box=|uid=|msgid=).*)$`, "s"),
    events: ([text, box, fields = ""], scene) => {
      const delivery = scene.delivery();
      const { folder = box, uid, sizeBytes, messageId, headerFrom, subject } = loggedOf(fields);
      if (folder !== undefined && uid !== undefined) delivery.uids.set(folder, uid);
      if (sizeBytes !== undefined) delivery.sizeBytes = sizeBytes;
      note(scene, text);
      if (headerFrom !== undefined || subject !== undefined)
        scene.emit(
          defined({ kind: "message.identified", queueId: delivery.name || undefined, messageId, headerFrom, subject }),
          delivery,
        );
    },
  },
  {
    name: "sieve-aborted",
    programs,
    queued: false,
    samples: [
      // After Pigeonhole's strings.
      "lmtp(broken@example.test)<28650><kNiONcJ1CmvqbwAAg+zDdQ:T4>: Error: sieve: Execution of script /srv/mail/broken/.dovecot.sieve was aborted due to temporary failure",
      "lda(bob)<4711><uMNENcJ1CmvmbwAAg+zDdQ>: Error: sieve: Execution of script /var/lib/dovecot/sieve/default.sieve failed with unsuccessful implicit keep (user logfile /srv/mail/bob/.dovecot.sieve.log may reveal additional details)",
      "lmtp(4711, bob@example.test): Error: fNVJBMVXamlSdwAAKmAo4A: sieve: execution of script /srv/mail/bob/.dovecot.sieve was aborted due to temporary failure",
    ],
    line: /^sieve: ([Ee]xecution of script .{1,500} (?:was aborted due to (?:temporary failure|excessive resource usage)|failed with unsuccessful implicit keep)\b.{0,600})$/s,
    events: ([, text = ""], scene) => endLater(scene, undefined, { status: "deferred", reply: ownWord(text, "4.2.0") }),
  },
  {
    name: "delivery-folders",
    programs,
    queued: false,
    samples: [
      "lmtp(rules@example.test)<28650><T+oTM8J1CmvqbwAAg+zDdQ>: Mailbox created: Lists",
      "lmtp(rules@example.test)<10310><xguwB1RbC2tGKAAAg+zDdQ>: Info: Mailbox Lists: Mailbox created",
      "lmtp(broken@example.test)<28650><kNiONcJ1CmvqbwAAg+zDdQ:T4>: sieve: Failed to compile script `/srv/mail/broken/.dovecot.sieve' (view user logfile `/srv/mail/broken/.dovecot.sieve.log' for more information)",
      // After Pigeonhole's strings.
      "lmtp(broken@example.test)<28650><kNiONcJ1CmvqbwAAg+zDdQ:T4>: sieve: Execution of script /srv/mail/broken/.dovecot.sieve failed, but implicit keep was successful",
    ],
    line: /^(Mailbox (?:created|deleted|renamed): .*|Mailbox .{1,300}?: Mailbox (?:created|deleted|renamed)(?:: .*)?|sieve: (?![\w.-]{1,40}=|[<("[\d]|[Ee]xecution of script .{1,500} (?:was aborted|failed with)).*|(?:Mailbox .{1,300}?: )?(?:expunge|autoexpunge|flag_change|delete|undelete): .*)$/s,
    events: ([, text = ""], scene) => {
      const delivery = scene.openDelivery();
      if (delivery) scene.emit({ kind: "session.noted", text }, delivery);
    },
  },
  {
    name: "connect",
    programs,
    queued: false,
    samples: ["lmtp(28646): Info: Connect from 127.0.0.1", "lmtp(28646): Connect from local"],
    line: /^Connect from (\S{1,100})$/,
    events: ([, peer = ""], scene) => scene.connected(normaliseIp(peer)),
  },
  {
    name: "disconnect",
    programs,
    queued: false,
    samples: [
      "lmtp(28646): Info: Disconnect from 127.0.0.1: Logged out (state=READY)",
      "lmtp(28652): Info: Disconnect from 127.0.0.1: Connection closed (state=READY)",
      // Before 2.3.
      "lmtp(4711): Disconnect from local: Successful quit",
    ],
    line: /^(Disconnect from .{1,400})$/s,
    events: (_, scene) => scene.disconnected(),
  },
];

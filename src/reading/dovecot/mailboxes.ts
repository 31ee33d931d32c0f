/** What the IMAP and POP3 services write once somebody is in: what the mail_log plugin names, and how the session ended. */
import { defined } from "../../base/defined.ts";
import type { Ended, EventOf } from "../../events/event.ts";
import { headerAddress } from "../../mail/address.ts";
import { numberOf } from "../pattern.ts";
import { breaks, type DovecotPattern, type Scene, type Visit } from "./scene.ts";

const programs = ["imap", "pop3"];
/** What an administrator's command, or a job of his, did in a mailbox. */
const byAdministrator = "doveadm";

/** What the plugin calls it, and what we do. A copy and an expunge of the same session are a move. */
const changes: Readonly<Record<string, EventOf<"mailbox.changed">["how"]>> = {
  save: "appended",
  copy: "copied",
  delete: "trashed",
  undelete: "restored",
  expunge: "expunged",
  autoexpunge: "expunged",
};

/** Since 2.4 the folder stands in front of what was done there, and `box=` only where it is asked for. */
export const boxPart = "(?:Mailbox (.{1,300}?): )?";

/** A folder, a number, an id: each field ends where the next one begins, as a folder's name may hold commas. */
const box = /^(?:box=(.{0,300}?))?(?:, |^)(?:uid=(\d{1,10}|error)(?:, |$))?/s;

/** The Message-ID of a line, in its brackets; undefined where the message has none or the field is not logged. */
const messageIdOf = (text: string): string | undefined => /(?:^|, )msgid=(<[^<>]{1,500}>)/.exec(text)?.[1];

export interface Logged {
  readonly folder: string | undefined;
  readonly uid: number | undefined;
  readonly messageId: string | undefined;
  readonly sizeBytes: number | undefined;
  /** The address in the field From, which is logged as it stands, cut at 80 bytes. */
  readonly headerFrom: string | undefined;
  readonly subject: string | undefined;
}

/** A header field of a line: up to the next field of its own. */
const header = (name: string): RegExp =>
  new RegExp(`, ${name}=(.{0,200}?)(?=, (?:uid|box|msgid|v?size|flags|from|subject)=|$)`, "s");
const [from, subject] = [header("from"), header("subject")];

/** The fields of a mail_log line, in whatever number there are (`mail_log_fields`). */
export function loggedOf(text: string): Logged {
  const [, folder, uid] = box.exec(text) ?? [];
  return {
    folder,
    uid: uid === undefined || uid === "error" ? undefined : Number(uid),
    messageId: messageIdOf(text),
    sizeBytes: numberOf(/, size=(\d{1,15})(?:,|$)/.exec(text)?.[1]),
    headerFrom: headerAddress(from.exec(text)?.[1] ?? ""),
    subject: subject.exec(text)?.[1],
  };
}

const visitOf = (scene: Scene): Visit => scene.visit(scene.head.service === "pop3" ? "pop3" : "imap");

function changed([, box, said = "", from, text = ""]: RegExpExecArray, scene: Scene): void {
  // Dovecot 2.2 does not say so, and a job of the administrator's is no mail program.
  const isOfServer = scene.head.service === byAdministrator || scene.hasLeft();
  const word = said === "expunge" && isOfServer ? "autoexpunge" : said;
  const visit = visitOf(scene);
  const { folder = box, uid, messageId, sizeBytes } = loggedOf(text);
  const mailbox = scene.head.user ?? "";
  let how = changes[word] ?? "expunged";
  let to: string | undefined;
  if (how === "copied") {
    to = folder;
    if (messageId && from && to) visit.copies.set(`${from} ${messageId}`, to);
  } else if (word === "expunge" && messageId) {
    to = visit.copies.get(`${folder} ${messageId}`);
    if (to !== undefined) how = "moved";
  }
  // The number that a copy is logged with is that of the copy.
  const where = defined({ mailbox, folder: from ?? folder, uid: how === "copied" ? undefined : uid });
  scene.emit(defined({ kind: "mailbox.changed", how, where, to, sizeBytes, messageId }), visit);
  if (word === "autoexpunge") {
    const retention = { by: "store.autoexpunge", verdict: "expunge", cause: "store.retention" } as const;
    scene.emit(defined({ kind: "decision", ...retention, recipient: mailbox, detail: folder, messageId }), visit);
  }
}

const endings: readonly (readonly [RegExp, Ended])[] = [
  [/^Logged out/, "quit"],
  [/^Inactivity|^Disconnected for inactivity/, "timeout"],
  [/Connection reset|^read\(.*failed/, "peer-reset"],
  [/^Server shutting down|^Shutting down/i, "shutdown"],
  [/^Too many (?:invalid|bad)|^Internal error|^Mailbox is in inconsistent/i, "local-closed"],
  [/^Connection closed|^$/, "peer-closed"],
];

/** `top=0/0, retr=1/529, del=1/4`: how often, with how many bytes, and of how many messages; none is named. */
function countsOf(text: string): Pick<EventOf<"session.counted">, "verbs" | "remaining"> | undefined {
  const found = /top=(\d{1,10})\/\d+, retr=(\d{1,10})\/\d+, del=(\d{1,10})\/(\d{1,10})/.exec(text);
  if (!found) return undefined;
  const [top = 0, retr = 0, dele = 0, messages = 0] = found.slice(1).map(Number);
  const counts = Object.entries({ TOP: top, RETR: retr, DELE: dele });
  const verbs = Object.fromEntries(counts.map(([verb, count]) => [verb, { ok: count, all: count }]));
  return { verbs, remaining: messages - dele };
}

function left([, reason = "", rest = ""]: RegExpExecArray, scene: Scene): void {
  const visit = visitOf(scene);
  const counts = scene.head.service === "pop3" ? countsOf(rest) : undefined;
  if (counts) scene.emit({ kind: "session.counted", ...counts }, visit);
  else if (rest !== "") scene.emit({ kind: "session.noted", text: rest.trim() }, visit);
  const how = endings.find(([said]) => said.test(reason))?.[1];
  const broke = how && breaks[how];
  if (broke) scene.emit({ kind: "session.broken", how: broke, after: "LOGIN", reason }, visit);
  scene.endVisit(visit, how ?? "unknown");
}

export const mailboxPatterns: readonly DovecotPattern[] = [
  {
    name: "changed",
    programs: [...programs, byAdministrator],
    queued: false,
    samples: [
      "imap(alice@example.test)<28679><2y9nW1BhsYt/AAAD>: expunge: box=INBOX, uid=2, msgid=<m12@client.example>, size=585",
      "imap(alice@example.test)<28679><2y9nW1BhsYt/AAAD>: Info: copy from INBOX: box=Archive, uid=1, msgid=<m13@client.example>, size=585",
      "pop3(bob@example.test)<28728><uF3UW1BhU4p/AAAT>: Info: expunge: box=INBOX, uid=1, msgid=<m11@client.example>, size=498",
      "doveadm(old@example.test)<23977><P4oPJBbxBWupXQAAhY1j5g>: expunge: box=INBOX, uid=1, msgid=<m14@client.example>, size=980",
      // Before 2.3 no session stands there.
      "imap(bob): delete: box=INBOX, uid=4711, msgid=<m1@client.example>, size=2345",
      // Dovecot 2.4.
      "imap(alice@example.test)<10381><8H1qCl5hEbd/AAoC>: Info: Mailbox Archive: copy from INBOX: uid=1, msgid=<moved@client.example>, size=574",
      "imap(alice@example.test)<10383><0PZ8Cl5hy7B/AAoD>: Info: Mailbox Trash: autoexpunge: uid=1, msgid=<old@client.example>, size=572",
    ],
    line: new RegExp(
      `^${boxPart}(save|copy|delete|undelete|expunge|autoexpunge)(?: from (.{0,300}?))?: ((?:box=|uid=|msgid=).*)$`,
      "s",
    ),
    events: changed,
  },
  {
    name: "flags",
    programs,
    queued: false,
    samples: [
      "imap(alice@example.test)<28679><2y9nW1BhsYt/AAAD>: flag_change: box=INBOX, uid=1, msgid=<m13@client.example>, size=585",
      "imap(alice@example.test)<28679><2y9nW1BhsYt/AAAD>: flag_change: box=INBOX, uid=1, msgid=<m13@client.example>, size=585, flags=(\\Seen)",
      "imap(alice@example.test)<10381><8H1qCl5hEbd/AAoC>: Info: Mailbox INBOX: flag_change: uid=1, msgid=<two@client.example>, size=506",
    ],
    line: new RegExp(`^${boxPart}flag_change: (.*)$`, "s"),
    events: ([, box, text = ""], scene) => {
      const visit = visitOf(scene);
      const { folder = box, uid, messageId, sizeBytes } = loggedOf(text);
      // Which flag it was is told only where the field is logged.
      if (!/, flags=\([^()]{0,300}\\Seen/.test(text)) {
        scene.emit({ kind: "session.noted", text: `flag_change: ${text}` }, visit);
        return;
      }
      const where = defined({ mailbox: scene.head.user ?? "", folder, uid });
      scene.emit(defined({ kind: "mailbox.changed", how: "read", where, sizeBytes, messageId }), visit);
    },
  },
  {
    name: "folders",
    programs,
    queued: false,
    samples: [
      "imap(alice@example.test)<28679><2y9nW1BhsYt/AAAD>: Mailbox renamed: Archive -> Arch2",
      "imap(alice@example.test)<28679><2y9nW1BhsYt/AAAD>: Mailbox created: Archive",
      "imap(alice@example.test)<28679><2y9nW1BhsYt/AAAD>: Mailbox deleted: Arch2",
      "imap(alice@example.test)<10381><8H1qCl5hEbd/AAoC>: Info: Mailbox Archive: Mailbox created",
    ],
    line: /^(Mailbox (?:created|deleted|renamed): .*|Mailbox .{1,300}?: Mailbox (?:created|deleted|renamed)(?:: .*)?|sieve: .*)$/s,
    events: ([, text = ""], scene) => scene.emit({ kind: "session.noted", text }, visitOf(scene)),
  },
  {
    name: "left",
    programs,
    queued: false,
    samples: [
      "imap(alice@example.test)<28679><2y9nW1BhsYt/AAAD>: Disconnected: Logged out in=265 out=3438 deleted=2 expunged=1 trashed=0 hdr_count=0 hdr_bytes=0 body_count=3 body_bytes=1717",
      "imap(bob@example.test)<28712><V7nDW1Bhc7R/AAAL>: Info: Disconnected: Connection closed (SELECT finished 0.000 secs ago) in=16 out=746 deleted=0 expunged=0 trashed=0 hdr_count=0 hdr_bytes=0 body_count=0 body_bytes=0",
      "pop3(rules@example.test)<28733><2WrcW1BhebZ/AAAV>: Info: Disconnected: Connection closed top=0/0, retr=1/616, del=0/4, size=2407",
      // Before 2.3.
      "imap(bob): Logged out in=265 out=3438",
      // A site's log of 2.2.33.
      "imap(u1): Namespace '': Ambiguous mail location setting, don't know what to do with it: maildir~/Maildir (try prefixing it with mbox: or maildir:) in=0 out=341",
      // Of 2.3.13.
      "imap(dora@example.test)<9138><AxXBOV5h7ad/AAoO>: Info: Too many invalid IMAP commands. in=238 out=1987 deleted=0 expunged=0 trashed=0 hdr_count=0 hdr_bytes=0 body_count=0 body_bytes=0",
    ],
    line: /^(?:Disconnected(?:: |$| )|(?=Logged out|Connection closed|[A-Z][\w' ,-]{1,100}\.? (?:in|top)=\d|Namespace '.{0,400} in=\d))((?:(?! in=| top=).){0,600})((?: (?:in|top)=.*)?)$/s,
    events: left,
  },
];

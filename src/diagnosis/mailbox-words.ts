/** Sentences about a message that reached its mailbox, and about those who look into it. */
import type { EventOf } from "../events/event.ts";
import { formatReply } from "../mail/reply.ts";
import type { CauseId } from "./causes.ts";
import { changesOf, fateOf, loginsOf } from "./pickup.ts";
import { letter, type Told } from "./told.ts";

type Change = EventOf<"mailbox.changed">;

/** "expunged from INBOX over IMAP from 192.0.2.7". */
export function changeText({ how, where, to, service, peer }: Change): string {
  const leaves = how === "moved" || how === "copied" || how === "expunged";
  const from = where.folder ? ` ${leaves ? "from" : "in"} ${where.folder}` : "";
  const target = to ? ` to ${to}` : "";
  return `${changeWords[how]}${from}${target} over ${service.toUpperCase()}${peer ? ` from ${peer}` : ""}`;
}

const changeWords: Readonly<Record<Change["how"], string>> = {
  appended: "appended",
  moved: "moved",
  copied: "copied",
  trashed: "marked as deleted",
  restored: "no longer marked as deleted",
  expunged: "expunged",
  read: "marked as read",
};

function laid({ inquiry, zone }: Told): string {
  const { last } = inquiry;
  const folder = last?.where?.folder ? `, folder ${last.where.folder},` : "";
  return `The message ${letter(inquiry)} was delivered to mailbox ${last?.where?.mailbox ?? ""}${folder} on ${zone.iso(last?.at ?? 0)}`;
}

function changed(told: Told): string {
  const by = fateOf(told.inquiry)?.by;
  if (!by) return `${laid(told)}.`;
  return `${laid(told)}, and on ${told.zone.iso(by.at)} it was ${changeText(by)}.`;
}

/** A sieve script's action, by the id of the decision. */
const sieveWords: Readonly<Record<string, string>> = {
  "sieve.fileinto": "laid into the folder",
  "sieve.discard": "thrown away, and nobody was told,",
  "sieve.duplicate": "not kept, as a message with its id had come before,",
  "sieve.reject": "rejected with a message to its sender",
  "sieve.ereject": "rejected",
  "sieve.redirect": "sent on to another address",
  "exim.filter": "thrown away, and nobody was told,",
};

function sieve({ inquiry, zone }: Told): string {
  const { last } = inquiry;
  const done = sieveWords[last?.decidedBy ?? ""] ?? "handled";
  const folder = last?.where?.folder ? ` ${last.where.folder}` : "";
  const said = last?.status === "delivered" || !last?.reply ? "" : `: "${last.reply.text}"`;
  const by = last?.decidedBy?.startsWith("sieve.") ? "sieve script" : "filter of that account";
  return `The message ${letter(inquiry)} reached the mail store, where it was ${done}${folder} by a ${by} on ${zone.iso(last?.at ?? 0)}${said}.`;
}

function unstored({ inquiry, zone }: Told, why: string): string {
  const { last } = inquiry;
  const said = last?.reply ? `: "${formatReply(last.reply)}"` : "";
  const then = last?.status === "deferred" ? " It is tried again by itself." : "";
  return `We had taken the message ${letter(inquiry)}, and on ${zone.iso(last?.at ?? 0)} it could not be stored, ${why}${said}.${then}`;
}

function lockedOut(told: Told, what: string): string {
  const { inquiry, zone } = told;
  const refused = loginsOf([...inquiry.visits, ...inquiry.lastSession]).filter(({ by }) => by !== "login.accepted");
  const last = refused.at(-1);
  const whose = last?.detail ? ` as ${last.detail}` : "";
  const from = last?.peer ? ` from ${last.peer}` : "";
  const when = last ? `, the last time on ${zone.iso(last.at)}` : "";
  const since = `a mail program${from} ${what}${whose} by ${(last?.service ?? "imap").toUpperCase()}: ${refused.length} such ${refused.length === 1 ? "session" : "sessions"}${when}.`;
  if (!inquiry.last) return `${since.charAt(0).toUpperCase()}${since.slice(1)}`;
  return `${laid(told)}, and lies there. Since then ${since} None got in.`;
}

export const mailboxWords: Readonly<Partial<Record<CauseId, (told: Told) => string>>> = {
  "client.imap-expunged": changed,
  "client.imap-moved": changed,
  "client.junk": changed,
  "client.rule": (told) => `${changed(told)} That program does so again and again as messages come: it follows a rule.`,
  "client.seen-elsewhere": (told) => {
    const read = changesOf(told.inquiry).find(({ how }) => how === "read");
    return `${laid(told)}, and lies there. On ${told.zone.iso(read?.at ?? 0)} it was ${read ? changeText(read) : "read"}.`;
  },
  "client.pop3-taken": (told) =>
    fateOf(told.inquiry)?.by
      ? changed(told)
      : `${laid(told)}. A POP3 program fetched and deleted messages there since, and the log does not say which.`,
  "store.retention": (told) =>
    `${changed(told)} The server did it by itself, as the folder keeps messages only for a time.`,
  "local.quota-late": (told) => unstored(told, "as the mailbox was full"),
  "local.delivery-failed": (told) => unstored(told, "as the mail store does not know its mailbox"),
  "local.delivery-defer": (told) => unstored(told, "because of an error there"),
  "local.sieve": sieve,
  "local.duplicate": sieve,
  "local.spam-folder": ({ inquiry }) =>
    `The message ${letter(inquiry)} was delivered to the spam folder${inquiry.last?.where?.folder ? ` ${inquiry.last.where.folder}` : ""}.`,
  "client.auth": (told) => lockedOut(told, "could not log in"),
  "client.connection-limit": (told) => lockedOut(told, "was refused as it had too many connections"),
};

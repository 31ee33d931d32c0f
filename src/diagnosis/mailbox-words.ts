/** Sentences about a message that reached its mailbox, and about those who look into it. */
import { numbered, say, type Text, together } from "../base/saying.ts";
import type { Zone } from "../base/zone.ts";
import type { EventOf } from "../events/event.ts";
import type { CauseId } from "./causes.ts";
import { isTold } from "./handed.ts";
import { moment } from "./moment.ts";
import { changesOf, fateOf, loginsOf } from "./pickup.ts";
import { ordinary } from "./refusal-words.ts";
import { letter, quote, type Told } from "./told.ts";

type Change = EventOf<"mailbox.changed">;

/** "expunged from INBOX over IMAP from 192.0.2.7". */
export function changeText({ how, where, to, service, peer }: Change): Text {
  const leaves = how === "moved" || how === "copied" || how === "expunged";
  const { folder } = where;
  const done = changeWords[how];
  const there = !folder ? done : leaves ? say`${done} from ${folder}` : say`${done} in ${folder}`;
  const moved = to ? say`${there} to ${to}` : there;
  return peer ? say`${moved} over ${service.toUpperCase()} from ${peer}` : say`${moved} over ${service.toUpperCase()}`;
}

const changeWords: Readonly<Record<Change["how"], Text>> = {
  appended: say`appended`,
  moved: say`moved`,
  copied: say`copied`,
  trashed: say`marked as deleted`,
  restored: say`no longer marked as deleted`,
  expunged: say`expunged`,
  read: say`marked as read`,
};

function laid({ inquiry, zone }: Told): Text {
  const { last } = inquiry;
  const folder = last?.where?.folder ? say`, folder ${last.where.folder},` : "";
  return say`The message ${letter(inquiry)} was delivered to mailbox ${last?.where?.mailbox ?? ""}${folder} on ${moment(last?.at ?? 0, zone)}`;
}

function changed(told: Told): Text {
  const by = fateOf(told.inquiry)?.by;
  if (!by) return `${laid(told)}.`;
  return say`${laid(told)}, and on ${moment(by.at, told.zone)} it was ${changeText(by)}.`;
}

/** A sieve script's action, by the id of the decision. */
const sieveWords: Readonly<Record<string, Text>> = {
  "sieve.fileinto": say`laid into the folder`,
  "sieve.discard": say`thrown away, and nobody was told,`,
  "sieve.duplicate": say`not kept, as a message with its id had come before,`,
  "sieve.reject": say`rejected with a message to its sender`,
  "sieve.ereject": say`rejected`,
  "sieve.redirect": say`sent on to another address`,
  "exim.filter": say`thrown away, and nobody was told,`,
  "exim.save": say`laid into the folder`,
};

/** What Mailman did with a post, by the id of its decision. */
const mailmanWords: Readonly<Record<string, Text>> = {
  "mailman.hold": say`holds it for a moderator`,
  "mailman.discard": say`threw it away, and told nobody`,
  "mailman.reject": say`refused it, and wrote so to its sender`,
};

function byMailman({ inquiry }: Told): Text | undefined {
  const { decidedBy = "", reply } = inquiry.last ?? {};
  const did = mailmanWords[decidedBy];
  return did && say`The message ${letter(inquiry)} was given to Mailman, which ${did}${reply ? quote(reply) : ""}.`;
}

function sieve({ inquiry, zone }: Told): Text {
  const { last } = inquiry;
  const decidedBy = last?.status === "bounced" ? (last.decidedBy ?? "sieve.redirect") : last?.decidedBy;
  const done = sieveWords[decidedBy ?? ""] ?? say`handled`;
  const folder = last?.where?.folder ? ` ${last.where.folder}` : "";
  const said = last?.status === "delivered" || !last?.reply ? "" : `: "${last.reply.text}"`;
  const by = decidedBy?.startsWith("sieve.") ? say`a sieve script` : say`a filter of that account`;
  return say`The message ${letter(inquiry)} reached the mail store, where it was ${done}${folder} by ${by} on ${moment(last?.at ?? 0, zone)}${said}.`;
}

function unstored({ inquiry, zone }: Told, why: Text): Text {
  const { last, facts } = inquiry;
  const isGivenUp = facts.some((fact) => fact.kind === "message.ended" && fact.how === "expired");
  return together([
    say`We had taken the message ${letter(inquiry)}, and on ${moment(last?.at ?? 0, zone)} it could not be stored, ${why}${quote(last?.reply)}.`,
    last?.status === "deferred" && !isGivenUp ? say`It is tried again by itself.` : "",
    isGivenUp ? say`The queue gave up: it had tried in vain until the message's time was over.` : "",
    last?.status === "lost" || last?.status === "delivered"
      ? say`The mail server was told that all was well: no bounce was written, nothing is tried again, and only its sender can send it once more.`
      : "",
  ]);
}

/** Nothing was tried: what is said of the program stands in place of a reply. */
const unbegun = ({ inquiry, finding: { detail } }: Told): Text | undefined =>
  detail === undefined ? undefined : say`We had taken the message ${letter(inquiry)}, and ${detail}. Nothing is lost.`;

/** What was taken names nobody yet. */
const unnamed = ({ inquiry, finding: { detail } }: Told): Text | undefined =>
  detail === undefined || inquiry.last || inquiry.facts.length > 0
    ? undefined
    : say`Whether the message ${letter(inquiry)} came cannot be told: ${detail}.`;

const isByProgram = ({ inquiry: { last } }: Told): boolean =>
  last !== undefined && (isTold(last) || last.status === "delivered");

const liesThere = (told: Told): Text => say`${laid(told)}, and lies there.`;

function lockedOut(told: Told, what: Text): Text {
  const { inquiry, zone } = told;
  const refused = loginsOf([...inquiry.visits, ...inquiry.lastSession]).filter(({ by }) => by !== "login.accepted");
  const last = refused.at(-1);
  const whose = last?.detail ? say` as ${last.detail}` : "";
  const from = last?.peer ? say` from ${last.peer}` : "";
  const when = last ? say`, the last time on ${moment(last.at, zone)}` : "";
  const service = (last?.service ?? "imap").toUpperCase();
  const times = numbered(refused.length, say`${refused.length} such session`, say`${refused.length} such sessions`);
  if (!inquiry.last) return say`A mail program${from} ${what}${whose} by ${service}: ${times}${when}.`;
  return together([
    liesThere(told),
    say`Since then a mail program${from} ${what}${whose} by ${service}: ${times}${when}.`,
    say`None got in.`,
  ]);
}

/** A visit of which nothing is to be explained. */
export function onlyVisit({ last, lastSession }: Told["inquiry"], zone: Zone): Text | undefined {
  const login = last ? undefined : loginsOf(lastSession).findLast(({ by }) => by === "login.accepted");
  if (!login) return undefined;
  const service = login.service.toUpperCase();
  return say`A mail program from ${login.peer ?? ""} logged in as ${login.detail ?? ""} by ${service} on ${moment(login.at, zone)}: nothing failed there, and no message came that way.`;
}

/** How often nobody got into the asked mailbox in the time in question, beside a message that was not found. */
export function nobodyIn({ last, visits }: Told["inquiry"], zone: Zone): readonly Text[] {
  const logins = last ? [] : loginsOf(visits);
  const final = logins.at(-1);
  if (!final || logins.some(({ by }) => by === "login.accepted")) return [];
  return [
    say`Mail programs could not log in to that mailbox in that time, the last one on ${moment(final.at, zone)}: whoever reads it so sees no new mail at all.`,
  ];
}

export const mailboxWords: Readonly<Partial<Record<CauseId, (told: Told) => Text>>> = {
  "client.imap-expunged": changed,
  "client.imap-moved": changed,
  "client.junk": changed,
  "client.rule": (told) =>
    together([changed(told), say`That program does so again and again as messages come: it follows a rule.`]),
  "client.seen-elsewhere": (told) => {
    const read = changesOf(told.inquiry).find(({ how }) => how === "read");
    return together([
      liesThere(told),
      say`On ${moment(read?.at ?? 0, told.zone)} it was ${read ? changeText(read) : say`read`}.`,
    ]);
  },
  "client.pop3-taken": (told) =>
    fateOf(told.inquiry)?.by
      ? changed(told)
      : say`${laid(told)}. A POP3 program fetched and deleted messages there since, and the log does not say which.`,
  "store.retention": (told) =>
    together([changed(told), say`The server did it by itself, as the folder keeps messages only for a time.`]),
  "store.restored-old": (told) => {
    const { last } = told.inquiry;
    const again = told.finding.facts.findLast((fact) => fact.kind === "attempt.ended" && fact !== last?.fact);
    return say`${laid(told)}, as number ${last?.where?.uid ?? 0}. On ${moment(again?.at ?? 0, told.zone)} the mailbox gave such a number again: it was put back to an older state meanwhile, and what came in between is not in it.`;
  },
  "local.quota-late": (told) => unstored(told, say`as the mailbox was full`),
  "local.bounce-suppressed": (told) =>
    together([
      told.inquiry.last?.direction === "outbound" ? ordinary(told) : unstored(told, say`and was given up`),
      say`No bounce was written: its sender believes that it arrived.`,
    ]),
  "local.delivery-failed": (told) =>
    unstored(
      told,
      isByProgram(told) ||
        /command output: |command died|^Error \(|^status: /i.test(told.inquiry.last?.reply?.text ?? "")
        ? say`because of an error there`
        : say`as the mail store does not know its mailbox`,
    ),
  "eod.system-full": (told) => (isByProgram(told) ? unstored(told, say`as its disk was full`) : ordinary(told)),
  "local.delivery-defer": (told) => unbegun(told) ?? unstored(told, say`because of an error there`),
  "queue.stopped": (told) => unnamed(told) ?? unbegun(told) ?? ordinary(told),
  "local.sieve": sieve,
  "local.duplicate": sieve,
  "local.spam-folder": ({ inquiry }) =>
    say`The message ${letter(inquiry)} was delivered to the spam folder${inquiry.last?.where?.folder ? ` ${inquiry.last.where.folder}` : ""}.`,
  "local.filter-moved": (told) => {
    const { last } = told.inquiry;
    const whom = last?.where?.mailbox ?? last?.recipient;
    if (whom === undefined || whom === told.inquiry.recipient) return ordinary(told);
    return say`A rule of the server gave the message ${letter(told.inquiry)} to ${whom} instead.`;
  },
  "local.list-dropped": (told) =>
    byMailman(told) ??
    (told.finding.detail === undefined || told.inquiry.last?.status === "held"
      ? ordinary(told)
      : say`The message ${letter(told.inquiry)} was given to the list program ${told.finding.detail}, which sent no copy of it on: it waits for a moderator, or its sender may not post to that list.`),
  "client.auth": (told) => lockedOut(told, say`could not log in`),
  "client.connection-limit": (told) => lockedOut(told, say`was refused as it had too many connections`),
};

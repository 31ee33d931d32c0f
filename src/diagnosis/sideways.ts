/** What stood beside a message that was not taken: it tells a fault that met everybody from one that met this sender alone. */
import { inCatalogue, numbered, say, type Text, together } from "../base/saying.ts";
import type { Zone } from "../base/zone.ts";
import type { Fact } from "../events/event.ts";
import { type Attempt, isFinal } from "../journeys/attempt.ts";
import { domainOf, normaliseAddress, withoutTag } from "../mail/address.ts";
import { formatReply, isTransient } from "../mail/reply.ts";
import { isHostOf } from "../mail/return-path.ts";
import type { ChangeEvent } from "../sessions/changes.ts";
import type { Session } from "../sessions/session.ts";
import { endOf } from "../sessions/stops.ts";
import type { Change } from "./answer.ts";
import type { CauseId } from "./causes.ts";
import { lackOf } from "./lack.ts";
import { arrived, causeSaid, decidedBy } from "./look.ts";
import { nobodyIn } from "./mailbox-words.ts";
import { moment } from "./moment.ts";
import { windows } from "./question.ts";
import { localPeer } from "./refusal-words.ts";
import { recogniseReply } from "./replies/recognise.ts";
import type { Inquiry } from "./rule.ts";
import { stopText, takesMail } from "./stopped.ts";

/** So many others show that it is nothing of this sender's. */
const manySenders = 3;
/** A restart, a block or a change is told of where it was so near. */
const nearMilliseconds = 3_600_000;

/** A sentence, and the fields of the change that it tells of. */
export interface Beside {
  readonly text: Text;
  readonly change: Change | null;
}

const alone = (text: Text): Beside => ({ text, change: null });

/** The most telling first; empty where nothing stands beside it. */
export function sidewaysOf(inquiry: Inquiry, cause: CauseId, zone: Zone): readonly Beside[] {
  const { last } = inquiry;
  if (last && arrived(last)) return [...untoldTo(last), ...turnedAway(inquiry, zone)].map(alone);
  const before = [
    ...fullMailbox(inquiry),
    ...(last ? othersBeside(inquiry, last, cause) : []),
    ...sessionBefore(inquiry, zone),
    ...stopsNear(inquiry, cause, zone),
  ];
  const behind = [
    ...blocksNear(inquiry, zone),
    ...(last || inquiry.lastSession.length > 0 || lackOf(inquiry.coverage) ? [] : absence(inquiry, zone)),
  ];
  return [...before.map(alone), ...changesBefore(inquiry, cause), ...behind.map(alone)];
}

/** An alias, a tag or a catch-all leads to the mailbox of another name. */
function fullMailbox({ lastSession, recipient }: Inquiry): readonly Text[] {
  const full = decidedBy(lastSession, "recipient.full");
  return full?.detail !== undefined && full.recipient === recipient
    ? [say`What is written to ${recipient} comes to the mailbox of ${full.detail}: that one is full.`]
    : [];
}

/** Whoever does not hear that it was taken brings it again. */
const untoldTo = ({ fact }: Attempt): readonly Text[] =>
  fact?.kind === "attempt.ended" && fact.unheard
    ? [
        say`Its sender's server was gone before it could be told that the message was taken: it may bring it again, and then it is there twice.`,
      ]
    : [];

/** So many recipients of another message are named. */
const maxNamed = 3;

/** The asked sender's message for others, the nearest to the time that was told: it may be the one that is meant. */
function forOthers({ question, recipient, near }: Inquiry, zone: Zone): readonly Text[] {
  const { from, about = Number.POSITIVE_INFINITY } = question;
  if (from === undefined || recipient === "" || recipient.startsWith("@")) return [];
  const away = ({ at }: Attempt) => (Number.isFinite(about) ? Math.abs(at - about) : -at);
  const his = near.filter(
    ({ sender, recipient: one }) => one && sender && normaliseAddress(sender) === normaliseAddress(from),
  );
  const [nearest] = his.toSorted((a, b) => away(a) - away(b));
  if (!nearest || (Number.isFinite(about) && away(nearest) > nearMilliseconds)) return [];
  const isIt = ({ queueId, session }: Attempt) =>
    nearest.queueId === undefined ? session === nearest.session : queueId === nearest.queueId;
  const all = his.filter(isIt).map((attempt) => attempt.originalRecipient ?? attempt.recipient ?? "");
  const named = [...new Set(all)];
  const more = named.length - maxNamed;
  const list = together(named.slice(0, maxNamed), ", ");
  const whom = more > 0 ? say`${list} and ${numbered(more, say`${more} other`, say`${more} others`)}` : list;
  return nearest.status === "refused"
    ? [say`On ${moment(nearest.at, zone)} a message from ${from} was offered for ${whom}, and not for ${recipient}.`]
    : [say`On ${moment(nearest.at, zone)} a message from ${from} came for ${whom}, and not for ${recipient}.`];
}

/** Who was put off so near may have been the sender. */
const putOffMilliseconds = 10 * 60_000;

/** What met several hosts before they named a recipient, such as a full disk. */
function putOff({ question: { about = 0 }, nameless }: Inquiry): readonly Text[] {
  const refusals = nameless
    .flatMap(({ facts }) => facts)
    .filter((fact) => fact.kind === "rcpt.refused")
    .filter(
      ({ recipient, reply, at }) => !recipient && isTransient(reply) && Math.abs(at - about) <= putOffMilliseconds,
    );
  const alike = [
    ...Map.groupBy(refusals, ({ reply }) => recogniseReply(reply, "mail")?.cause ?? formatReply(reply)).values(),
  ];
  const [most = []] = alike.toSorted((a, b) => b.length - a.length);
  const peers = new Set(most.map(({ peer }) => peer)).size;
  const [first] = most;
  if (!first || peers < 2) return [];
  return [
    say`In those minutes ${peers} hosts were put off ${times(most.length)} before they named a recipient ("${formatReply(first.reply)}"): that message may be among them.`,
  ];
}

/** What the same client, or a host of that sender's, was told after a message that arrived, before it named anybody: that may be another one. */
export function turnedAway({ question, last, nameless }: Inquiry, zone: Zone): readonly Text[] {
  const { about, from } = question;
  const domain = domainOf(from ?? "");
  if (!last || about === undefined || domain === undefined || !arrived(last)) return [];
  const isHis = (session: Session) => session.peer === last.peer || isHostOf(domain, session);
  const refused = nameless
    .filter(({ sessions }) => sessions.some(isHis))
    .flatMap(({ facts }) => facts)
    .find(
      (fact) =>
        fact.kind === "rcpt.refused" &&
        !fact.recipient &&
        isTransient(fact.reply) &&
        fact.at > last.at &&
        Math.abs(fact.at - about) <= Math.min(putOffMilliseconds, Math.abs(last.at - about)),
    );
  return refused?.kind === "rcpt.refused"
    ? [
        say`On ${moment(refused.at, zone)} ${refused.peer ?? ""} was put off before it named a recipient ("${formatReply(refused.reply)}"): if another message is meant, it is that one.`,
      ]
    : [];
}

/** What was looked through in vain, so that it can be checked. */
function absence(inquiry: Inquiry, zone: Zone): readonly Text[] {
  const { question, recipient, coverage, neighbours, visitors } = inquiry;
  const widest = windows(question).at(-1) ?? coverage;
  const [from, to] = [Math.max(widest.from, coverage.from), Math.min(widest.to, coverage.to)];
  const nodes = [...new Set(neighbours.map(({ node }) => node))];
  const whose = [
    ...(recipient
      ? [
          recipient.startsWith("@")
            ? say`mail for ${recipient}`
            : say`mail for ${recipient} (in any case, with and without a tag)`,
        ]
      : []),
    ...(question.from
      ? [say`mail from ${question.from} (also rewritten by a forwarder, a list or a mail service)`]
      : []),
  ];
  const names = [...new Set(visitors.flatMap(({ peerHost, helo }) => peerHost ?? helo ?? []))].slice(0, 3).join(", ");
  return [
    ...putOff(inquiry),
    ...forOthers(inquiry, zone),
    ...nobodyIn(inquiry, zone),
    ...(whose.length > 0 && from < to
      ? [
          say`Searched from ${zone.shown(from)} to ${zone.shown(to)}, in ${files(coverage.files.length)}${whoseFiles(nodes)}: ${together(whose, "; ")}.`,
        ]
      : []),
    ...(question.from
      ? [
          visitors.length > 0
            ? say`Hosts of that sender's domain connected ${times(visitors.length)} in that time (${names}), and offered no such message.`
            : say`No host that bears the name of that sender's domain connected in that time.`,
        ]
      : []),
  ];
}

/** Our own nodes have numbers. */
function whoseFiles(nodes: readonly string[]): Text {
  if (nodes.length === 0) return "";
  const names = nodes.join(", ");
  return nodes.every((node) => /^\d+$/.test(node)) ? say` of node ${names}` : say` of ${names}`;
}

const files = (count: number): Text => numbered(count, say`${count} file`, say`${count} files`);
const times = (count: number): Text => numbered(count, say`${count} time`, say`${count} times`);
const messages = (count: number): Text => numbered(count, say`${count} message`, say`${count} messages`);

const senderDomain = ({ sender = "" }: Attempt): string => domainOf(sender) ?? "<>";

function othersBeside({ around, site }: Inquiry, last: Attempt, cause: CauseId): readonly Text[] {
  const sameWay = around.filter(({ direction }) => direction === last.direction);
  const isOwn = ({ sender }: Attempt) =>
    sender !== undefined && normaliseAddress(sender) === normaliseAddress(last.sender ?? "?");
  const others = sameWay.filter((attempt) => !isOwn(attempt));
  const alike = others.filter((attempt) => causeSaid(attempt, site) === cause);
  const taken = others.filter(arrived);
  const senders = new Set(alike.map(senderDomain));
  const own = sameWay.filter(isOwn);
  const ownTaken = own.filter(arrived);
  return [
    ...(alike.length > 0
      ? [
          say`In the same minutes ${messages(alike.length)} of ${numbered(
            senders.size,
            say`${senders.size} other sender`,
            say`${senders.size} other senders`,
          )} met the same${
            senders.size >= manySenders && taken.length === 0
              ? say`, and none was taken: this is no fault of one sender`
              : ""
          }.`,
        ]
      : []),
    ...(taken.length > 0
      ? [
          numbered(
            taken.length,
            say`In the same minutes ${taken.length} message of other senders got through.`,
            say`In the same minutes ${taken.length} messages of other senders got through.`,
          ),
        ]
      : []),
    ...(own.length > 0
      ? [
          ownTaken.length === own.length
            ? say`The same sender's other mail in those minutes (${own.length}) got through.`
            : ownTaken.length > 0
              ? say`Of the same sender's other ${own.length} messages in those minutes ${ownTaken.length} got through.`
              : numbered(
                  own.length,
                  say`The same sender's other message in those minutes did not get through either.`,
                  say`Of the same sender's other ${own.length} messages in those minutes none got through.`,
                ),
        ]
      : []),
  ];
}

/** What the session before it of the same peer did. */
function sessionBefore({ earlierFromPeer, last, lastSession }: Inquiry, zone: Zone): readonly Text[] {
  const peer = last?.peer ?? lastSession.find((fact) => fact.peer)?.peer;
  const own = new Set(lastSession.map(({ session }) => session));
  const before = earlierFromPeer.findLast(({ service, session }) => service !== "antispam" && !own.has(session));
  // Programs of this machine have one name for all.
  if (!peer || peer === localPeer || !before) return [];
  const facts = earlierFromPeer.filter(({ session }) => session === before.session);
  return [say`The session before of ${peer}, on ${moment(facts[0]?.at ?? before.at, zone)}, ${deedOf(facts)}.`];
}

function deedOf(facts: readonly Fact[]): Text {
  const accepted = facts.filter(
    (fact) => fact.kind === "message.accepted" || fact.kind === "transaction.opened",
  ).length;
  const refused = facts.findLast((fact) => fact.kind === "rcpt.refused");
  const cut = facts.findLast((fact) => fact.kind === "session.broken");
  if (refused) return say`was told "${formatReply(refused.reply)}"`;
  if (accepted > 0) return say`brought its mail in good order`;
  // At level summary no QUIT is in the log, but what the server thought of it.
  if (decidedBy(facts, "session.ended")?.cause === "session.probe-quit") return say`offered no message`;
  if (cut) return say`ended without QUIT after ${inCatalogue(cut.after)}`;
  return say`offered no message`;
}

/** Of so many stops of the server, the newest. */
const maxStops = 3;

/** Where nothing came, a restart of seconds may be why; else only what lasted. */
function stopsNear({ coverage, last, lastSession, question }: Inquiry, cause: CauseId, zone: Zone): readonly Text[] {
  const at = last?.at ?? question.about;
  if (at === undefined || (cause === "connect.refused" && !last)) return [];
  // What came for another address needs no such explanation.
  if (!last && cause.startsWith("never.") && cause !== "never.no-trace") return [];
  // A final word is not another one for what came later.
  if (last && isFinal(last.status)) return [];
  const isNear = (from: number, to: number) => from < at + nearMilliseconds && to > at - nearMilliseconds;
  if (!last && lastSession.length === 0) {
    const stops = coverage.stops.filter((stop) => takesMail(stop) && isNear(stop.stopped.at, endOf(stop)));
    if (stops.length > 0) return stops.slice(-maxStops).map((stop) => stopText(stop, zone));
  }
  return coverage.gaps
    .filter(({ why, from, to }) => why === "stopped" && isNear(from, to))
    .map(({ from, to }) => say`The server did not run from ${moment(from, zone)} to ${moment(to, zone)}.`);
}

/** More changes than that explain nothing. */
const maxChanges = 5;
/** Of a value that may be a whole list. */
const maxValue = 80;

/** What was changed in the hour before, the newest first. */
function changesBefore(inquiry: Inquiry, cause: CauseId): readonly Beside[] {
  const { coverage, last, lastSession, question } = inquiry;
  const at = last?.at ?? lastSession[0]?.at ?? question.about;
  if (at === undefined) return [];
  const concerns = cause === "local.alias-wrong" ? () => true : isOfThem(inquiry);
  const near = coverage.changes
    .filter((change) => change.at <= at && change.at > at - nearMilliseconds && concerns(change.what))
    .reverse();
  // That settings were read again is told once: it does not say which.
  const isLast = (change: ChangeEvent, index: number) =>
    !isReload(change) || near.findIndex((other) => isReload(other) && other.by === change.by) === index;
  return near
    .filter(isLast)
    .slice(0, maxChanges)
    .map((change) => changeBeside(change, at));
}

/** A change of somebody's account, alias or domain says nothing of anybody else's mail, where it is known whose mail is asked for. */
function isOfThem({ question, recipient, attempts, lastSession }: Inquiry): (what: string) => boolean {
  const named = [
    ...[recipient, question.from, ...question.to],
    ...attempts.flatMap((attempt) => [attempt.sender, attempt.recipient, attempt.originalRecipient]),
    ...attempts.flatMap(({ where }) => where?.mailbox),
    ...lastSession.map((fact) => (fact.kind === "decision" ? fact.detail?.split("; ", 1)[0] : undefined)),
  ];
  const addresses = new Set(named.flatMap((one) => (one ? withoutTag(normaliseAddress(one)) : [])));
  const domains = new Set([...addresses].flatMap((one) => domainOf(one) ?? []));
  return (what) => {
    const [, kind, name = ""] = /^(account|alias|domain) (\S+)/.exec(what) ?? [];
    if (kind === undefined || addresses.size === 0) return true;
    return kind === "domain" ? domains.has(name) : addresses.has(normaliseAddress(name));
  };
}

const isReload = ({ before, after }: ChangeEvent): boolean => before === undefined && after === undefined;

const value = (text: string | undefined): string | null =>
  text === undefined ? null : text.length > maxValue ? `${text.slice(0, maxValue)}…` : text;

/** A server that only read its settings again does not say what was changed. */
function changeBeside(event: ChangeEvent, at: number): Beside {
  const { by, what } = event;
  const secondsBefore = Math.round((at - event.at) / 1000);
  const told = (said: Text) => together([agoText(secondsBefore), ", ", said, "."], "");
  if (isReload(event)) return alone(told(together([by, inCatalogue(what)])));
  const change = { at: event.at, secondsBefore, by, what, before: value(event.before), after: value(event.after) };
  return { text: told(changeSaid(change)), change };
}

/** "root changed NAME from A to B". */
function changeSaid({ by, what, before, after }: Change): Text {
  const to = after ?? say`nothing`;
  return before === null ? say`${by} set ${what} to ${to}` : say`${by} changed ${what} from ${before} to ${to}`;
}

function agoText(seconds: number): Text {
  if (seconds === 0) return say`Just before`;
  if (seconds < 60) return numbered(seconds, say`${seconds} second before`, say`${seconds} seconds before`);
  const minutes = Math.round(seconds / 60);
  return numbered(minutes, say`${minutes} minute before`, say`${minutes} minutes before`);
}

function blocksNear({ coverage, last, lastSession, question }: Inquiry, zone: Zone): readonly Text[] {
  const peer = last?.peer ?? lastSession.find((fact) => fact.peer)?.peer ?? question.ip;
  const at = last?.at ?? lastSession[0]?.at ?? question.about;
  const found = coverage.blocks.findLast((event) => event.kind === "block.added" && event.blocked === peer);
  if (found?.kind !== "block.added" || at === undefined || found.at < at - nearMilliseconds) return [];
  return [say`${found.blocked} was blocked on ${moment(found.at, zone)}: ${inCatalogue(found.reason)}.`];
}

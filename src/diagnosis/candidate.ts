/** The messages that a question can mean, each with the tries that were made for it, the most probable first. */
import type { Fact, Outcome } from "../events/event.ts";
import type { Attempt } from "../journeys/attempt.ts";
import { laysDown } from "../journeys/given-back.ts";
import type { Journey } from "../journeys/journey.ts";
import { isFile, isSameMailbox } from "../journeys/store.ts";
import { domainOf, localPartOf, normaliseAddress } from "../mail/address.ts";
import { parseReply } from "../mail/reply.ts";
import { sameOrganisation } from "../mail/return-path.ts";
import { keys } from "../sessions/keys.ts";
import type { Session } from "../sessions/session.ts";
import { programGiven } from "./handed.ts";
import { senderGot } from "./known.ts";
import { isAsked, type Question, type Side } from "./question.ts";
import { bouncesTo, likenessOf, loginOf, senderShares, sendersByMessage, sendersOf, unknownShare } from "./sender.ts";
import { groupTries, type Try } from "./tries.ts";

export interface Match {
  /** Share of what was asked that fits, 0 to 1. */
  readonly score: number;
  readonly by: readonly string[];
}

/** One message, for one recipient, with all its tries. */
export interface Candidate extends Try {
  readonly match: Match;
  /** False where another sender is known than the one asked for: a message beside the one in question. */
  readonly meant: boolean;
  /** Who sent what bears the same Message-ID before it came from another: a list, or a program, has sent it on. */
  readonly writers?: readonly string[];
  /** The message is that sender's, and its recipient is one that the log does not name. */
  readonly unnamed?: true;
}

/** A time told to the minute means all of it. */
export const minuteMilliseconds = 60_000;
/** How fast nearness in time fades: at ten minutes it counts half. */
const nearMilliseconds = 600_000;

/** How much the asker wants to hear of it, when all else is equal: he says that it did not arrive. */
const interest: Readonly<Partial<Record<Outcome, number>>> = {
  delivered: 1,
  relayed: 1,
  forwarded: 1,
  expanded: 1,
  queued: 2,
  "nothing-offered": 0,
};

/** Candidates for one asked recipient ("" for anybody) that were first tried before an instant, best first. */
export function candidatesFor(
  question: Question,
  asked: string,
  journeys: readonly Journey[],
  before = Number.POSITIVE_INFINITY,
): readonly Candidate[] {
  const tries = journeys.flatMap((journey) => triesIn(question, asked, journey));
  const grouped = groupTries(tries.sort((a, b) => newest(b, a)));
  const writersOf = sendersByMessage(journeys);
  const hasQueue = journeys.some(({ legs }) => legs.some(({ session }) => isQueue(session)));
  const scored = grouped.map((tried) => {
    const group = { ...tried, writers: writersOf(tried.journeys, tried.at) };
    const match = matchOf(question, asked, group);
    return { ...group, match, meant: isMeant(question, group, match) && !isStrangers(question, group, hasQueue) };
  });
  return scored.filter(({ match, at }) => match.score > 0 && at < before).sort(better(question));
}

/**
 * The one meant, of somebody whose address is asked for, too, what came from there, of an address alone what went wrong with it, the
 * best match, the nearest to a time told to the second, the most interesting, one with a recipient, the one that the asker's own
 * side tells of, the newest.
 */
const better = (question: Question) => {
  const { about, ip = "", from, to, side } = question;
  // A time told to the second means that one visit.
  const isAddressAlone = ip !== "" && from === undefined && to.length === 0 && (about ?? 0) % 60_000 === 0;
  return (a: Candidate, b: Candidate): number =>
    Number(b.meant) - Number(a.meant) ||
    Number(isAnswered(question, b)) - Number(isAnswered(question, a)) ||
    (ip === "" || (from === undefined && to.length === 0) ? 0 : Number(triedThere(b)) - Number(triedThere(a))) ||
    (isAddressAlone ? Number(failedWith(ip, b)) - Number(failedWith(ip, a)) : 0) ||
    (isVague(question) ? Number(isLostThen(question, b)) - Number(isLostThen(question, a)) : 0) ||
    b.match.score - a.match.score ||
    distance(about, a) - distance(about, b) ||
    interestOf(b) - interestOf(a) ||
    (isAddressAlone ? 0 : Number(b.recipient !== "") - Number(a.recipient !== "")) ||
    (side === undefined ? 0 : Number(isOf(side, b)) - Number(isOf(side, a))) ||
    newest(a, b);
};

/** A try that two servers tell of: is it the word of the one that was asked to take it, or of the one that brought it? */
const isOf = (side: Side, { attempts }: Candidate): boolean =>
  (attempts.at(-1)?.role === "server") === (side === "receiver");

export const halfHour = 1_800_000;

/** Is it asked what a recipient missed about an hour that was told in round figures? */
const isVague = ({ about, from, ip, host, ...ids }: Question): boolean =>
  about !== undefined &&
  about % halfHour === 0 &&
  [from, ip, host, ids.messageId, ids.queueId, ids.session].every((one) => one === undefined);

const isLostThen = ({ about = 0 }: Question, candidate: Candidate): boolean =>
  isLost(candidate) && Math.abs(candidate.at - about) <= halfHour;

/** Was that sender given the very answer that he quotes? */
function isAnswered(question: Question, candidate: Candidate): boolean {
  const told = parseReply(senderGot(question.facts) ?? "");
  if (!told?.text || question.from === undefined) return false;
  const isSaid = ({ reply }: Attempt) => reply?.code === told.code && reply.text.includes(told.text);
  return candidate.attempts.some(isSaid) && likenessOf(question, candidate) === "same";
}

/** Was something tried from the address that was asked for? */
const triedThere = ({ attempts, match }: Candidate): boolean => attempts.length > 0 && match.by.includes("ip");

/** Was something refused to that address, or by it? What became elsewhere of a message that it brought is another question. */
function failedWith(ip: string, candidate: Candidate): boolean {
  const { attempts, journeys } = candidate;
  const last = attempts.at(-1);
  if (last?.direction === "outbound" && last.relay?.ip !== ip) return false;
  if (last) return (last.role === "server" || last.relay?.ip === ip) && interestOf(candidate) === greatestInterest;
  // Many connect and leave again.
  return journeys.some(({ facts }) =>
    facts.some((fact) => fact.kind === "rcpt.refused" || (fact.kind === "session.broken" && fact.how === "tls-failed")),
  );
}

/**
 * Later ones first. Within a millisecond, and where a short log has the end of a transaction only, times are alike that a
 * whole log tells apart: then the session decides, whose ids grow with time, and at last the recipient's name.
 */
const newest = (a: Try, b: Try): number =>
  b.at - a.at || lastSession(b).localeCompare(lastSession(a)) || a.recipient.localeCompare(b.recipient);

const lastSession = ({ journeys }: Try): string => journeys.at(-1)?.sessions.at(-1)?.id ?? "";

/**
 * Seconds between the candidate and a time told to the second; a time told to the minute is no reason to prefer. A stamp
 * without fractions means any instant of its second.
 */
function distance(about: number | undefined, { at, journeys }: Candidate): number {
  if (about === undefined || about % 60_000 === 0) return 0;
  const precise = journeys[0]?.facts[0]?.atPrecisionSeconds ?? 0;
  const until = at + (precise >= 1 ? precise * 1000 : 0);
  return Math.max(0, at - about, about - until) / 1000;
}

const greatestInterest = 3;

const interestOf = ({ attempts }: Candidate): number => {
  const last = attempts.at(-1);
  return last ? (interest[last.status] ?? greatestInterest) : 0;
};

/** Does it come before all that arrived, or may still arrive? */
export const isLost = (candidate: Candidate): boolean => candidate.meant && interestOf(candidate) === greatestInterest;

/** One journey may hold the recipient several times (its aliases); a refusal before RCPT holds none but may be his. */
function triesIn(question: Question, asked: string, journey: Journey): readonly Try[] {
  const named = journey.attempts.filter(({ recipient }) => recipient !== undefined);
  const nameless = journey.attempts.filter(({ recipient }) => recipient === undefined);
  const make = (recipient: string, attempts: readonly Attempt[]): Try => ({
    recipient,
    journeys: [journey],
    attempts,
    at: attempts[0]?.at ?? journey.at,
  });
  const wanted = asked === "" ? named : named.filter((attempt) => asksFor(asked, attempt));
  // What was asked for is also who is named by his local part alone.
  const byRecipient = Map.groupBy(wanted, ({ recipient = "", originalRecipient = recipient }) =>
    normaliseAddress(originalRecipient.includes("@") ? originalRecipient : asked || originalRecipient),
  );
  const found = [...byRecipient.values()].map((attempts) =>
    make(attempts[0]?.originalRecipient ?? attempts[0]?.recipient ?? "", homeLast(attempts)),
  );
  if (found.length > 0) return found;
  const mayBeHis = named.length === 0 || (question.session !== undefined && asked === "");
  return mayBeHis ? [make("", nameless)] : [];
}

/** What became of the copy for the mailbox tells more than one that went on to another host, or to a program or file of his. */
function homeLast(attempts: readonly Attempt[]): readonly Attempt[] {
  const last = attempts.at(-1);
  const isAside = attempts.some(({ status }) => status === "delivered") && attempts.every(isNoMailbox);
  const failed = isAside ? attempts.findLast(({ status }) => status === "bounced") : undefined;
  if (failed) return [...attempts.filter((one) => one !== failed), failed];
  const wentOn = last?.status === "relayed" || last?.status === "forwarded";
  const laid = attempts.filter((one) => one.status === "delivered" && (one.where !== undefined || isLaidDown(one)));
  const plain = laid.filter(({ decidedBy }) => decidedBy !== "exim.save");
  const kept = plain.findLast(isInOwnBox) ?? plain.at(-1) ?? laid.at(-1);
  const home = kept ?? (wentOn && isAliased(last) ? failedHere(attempts) : undefined);
  const isFurther = last?.status === "delivered" && home !== undefined && isInOwnBox(home) && !isInOwnBox(last);
  return home && (wentOn || isFurther || isSecondCopy(last, home) || isCopyElsewhere(last, home))
    ? [...attempts.filter((one) => one !== home), home]
    : attempts;
}

/** Did it fail, or was it what else a forward asks for: a program that lays no mail into mailboxes, a file, a try to send it on? */
const isNoMailbox = (one: Attempt): boolean => {
  if (one.status !== "delivered") return isFailed(one.status) || one.status === "forwarded";
  return programGiven(one) === undefined ? isFile(one.where) : !isLaidDown(one);
};

const isLaidDown = (one: Attempt): boolean => laysDown.test(programGiven(one) ?? "");

/** Does it lie in the mailbox that bears the recipient's own name? */
const isInOwnBox = ({ where, recipient = "", originalRecipient = recipient }: Attempt): boolean =>
  where !== undefined && isSameMailbox(where.mailbox, normaliseAddress(originalRecipient));

/** Was it for another address, before aliases and forwards? */
const isAliased = ({ recipient = "", originalRecipient = recipient }: Attempt): boolean =>
  normaliseAddress(originalRecipient) !== normaliseAddress(recipient);

/** The mailbox has it not, or not yet. */
const notHad: ReadonlySet<Attempt["status"]> = new Set(["deferred", "bounced", "refused", "discarded", "quarantined"]);

/** The address itself was to get a copy, too, and has not got it. */
function failedHere(attempts: readonly Attempt[]): Attempt | undefined {
  const own = attempts.findLast((attempt) => !isAliased(attempt));
  return own && notHad.has(own.status) ? own : undefined;
}

const isFailed = (status: Attempt["status"]): boolean => ["deferred", "bounced", "expired"].includes(status);

/** The same address of the same queue entry: a further copy (Exim: `unseen`), which another program, mailbox or folder was to get. */
const isSecondCopy = (last: Attempt | undefined, home: Attempt): boolean =>
  last !== undefined &&
  last !== home &&
  (isFailed(last.status) || last.decidedBy === "exim.save") &&
  last.queueId !== undefined &&
  last.queueId === home.queueId &&
  last.recipient === home.recipient;

/**
 * His mailbox has it, and what else his forward or his filter asked for did not come about: a copy elsewhere, an answer to the sender,
 * which a mail store hands to the queue as another message.
 */
const isCopyElsewhere = (last: Attempt | undefined, home: Attempt): boolean =>
  last !== undefined && isFailed(last.status) && last.queueId !== undefined && isAliased(last) && !isAliased(home);

/** Was it for that address? A mail store may know its users by the local part alone. */
export const asksFor = (asked: string, { recipient, originalRecipient, role, where }: Attempt): boolean =>
  [recipient, originalRecipient].some((address) => address !== undefined && isAsked(asked, address)) ||
  ((role === "mailbox" || where !== undefined) &&
    recipient !== undefined &&
    !recipient.includes("@") &&
    isSameMailbox(recipient, asked)) ||
  (where !== undefined &&
    isByHost(asked, recipient) &&
    (isSameMailbox(where.mailbox, asked) || domainOf(originalRecipient ?? "") === domainOf(asked)));

/** A list may name somebody by his local part alone: then the name of the host stands behind it, which is in his domain. */
const isByHost = (asked: string, recipient = ""): boolean =>
  localPartOf(recipient).toLowerCase() === localPartOf(asked).toLowerCase() &&
  (domainOf(recipient) ?? "").endsWith(`.${domainOf(asked)}`);

/** What of the question fits; each part has its weight, and what was not asked does not count. */
function matchOf(question: Question, asked: string, group: Try): Match {
  const { about, ...ids } = question;
  const by: string[] = [];
  let fits = 0;
  let all = 0;
  const part = <T>(name: string, weight: number, wanted: T | undefined, shareOf: (wanted: T) => number | boolean) => {
    if (wanted === undefined) return;
    const share = Number(shareOf(wanted));
    all += weight;
    fits += weight * share;
    if (share > 0.1) by.push(name);
  };
  const { journeys } = group;
  const facts = journeys.flatMap((journey) => journey.facts);
  const sessions = journeys.flatMap((journey) => journey.sessions);
  part("recipient", 3, asked || undefined, () => group.recipient !== "");
  part("sender", 3, question.from, () => {
    const like = likenessOf(question, group);
    return like ? senderShares[like] : sendersOf(group).length === 0 ? unknownShare : 0;
  });
  part("time", 2, about, (time) => nearness(time, group));
  part("message-id", 6, ids.messageId, (id) =>
    facts.some(({ messageId }) => messageId !== undefined && isSameId(messageId, id)),
  );
  part("queue-id", 6, ids.queueId, (id) => journeys.some(({ queueIds }) => queueIds.includes(id)));
  part("session", 6, ids.session, (id) => sessions.some((session) => session.id === id.toUpperCase()));
  part("ip", 2, ids.ip, (ip) => facts.some(({ peer }) => peer === ip));
  part("host", 1, ids.host, (host) => hostFits(host, sessions, facts));
  part("reply", 2, parseReply(senderGot(question.facts) ?? ""), (told) => {
    const alike = group.attempts.flatMap(({ reply }) =>
      reply?.code === told.code && reply.enhanced === told.enhanced ? reply.text : [],
    );
    // Many are told the same code; the same words, with the same address, hardly.
    return alike.some((text) => text.includes(told.text)) ? 1 : alike.length > 0 ? 0.3 : 0;
  });
  part("subject", 2, ids.subject, (text) =>
    facts.some((fact) => fact.kind === "message.identified" && unfolded(fact.subject ?? "").includes(unfolded(text))),
  );
  return { score: all === 0 ? 0 : Math.round((fits / all) * 100) / 100, by };
}

/** Brackets are no difference, and capitals are none that anybody makes on purpose. */
const isSameId = (one: string, other: string): boolean =>
  keys.messageId(one).toLowerCase() === keys.messageId(other).toLowerCase();

/** Without capitals, and without the line breaks of a long header, which Postfix writes as question marks. */
const unfolded = (subject: string): string => subject.toLowerCase().replace(/\??\s+/g, " ");

/** Did it come from another address than the one asked for? */
function isElsewhere({ ip }: Question, { attempts, journeys }: Try, by: readonly string[]): boolean {
  const tried = attempts.flatMap(({ peer, relay }) => peer ?? relay?.ip ?? []);
  const came = journeys.flatMap(({ sessions }) => sessions.flatMap(({ peer }) => peer ?? []));
  const peers = attempts.length > 0 ? tried : came;
  return ip !== undefined && peers.length > 0 && !peers.includes(ip) && !by.includes("ip");
}

/** Does the log have its subject, and hardly a word of what was asked for stands there? Callers remember a subject only nearly. */
function hasOtherSubject(asked: string, { journeys }: Try): boolean {
  const known = journeys.flatMap(({ facts }) =>
    facts.flatMap((fact) => (fact.kind === "message.identified" && fact.subject ? unfolded(fact.subject) : [])),
  );
  const words = unfolded(asked)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
  const isOther = (subject: string) =>
    !subject.includes("=?") && words.filter((word) => subject.includes(word)).length <= words.length / 2;
  return words.length > 0 && known.length > 0 && known.every(isOther);
}

/** Is it the message of that id; else the asked sender's own mail, as far as return paths tell, or may it be? */
function isMeant(question: Question, group: Try, { by }: Match): boolean {
  const byId = by.includes("message-id") || by.includes("queue-id") || by.includes("session");
  const known = question.messageId !== undefined && group.journeys.some(({ messageId }) => messageId !== undefined);
  if (known && !byId) return false;
  // Of what was refused before its content the log has no id: then its sender must fit.
  const isById = question.messageId !== undefined || question.queueId !== undefined;
  if (isById && !byId && question.from === undefined) return false;
  // A large sender has many addresses; of what names no sender the address is all that is known.
  const isHis = question.from !== undefined && sendersOf(group).length > 0;
  if (!isHis && !byId && isElsewhere(question, group, by)) return false;
  if (!byId && question.subject !== undefined && hasOtherSubject(question.subject, group)) return false;
  if (byId) return true;
  if (question.from === undefined) return !isOfAnotherDay(question, group);
  if (sendersOf(group).length === 0) return loginOf(question, group) !== "others";
  const like = likenessOf(question, group);
  return like === "same" || like === "rewritten" || (like === "bounces" && bouncesTo(question.from, group));
}

/** So far from the time that was told it is hardly the one in question; where no sender is named, who gets other mail each day, it is not. */
const otherDayMilliseconds = 12 * 3_600_000;

export function isOfAnotherDay(
  { about, ip, host, subject, vagueMilliseconds = 0, windowMilliseconds = 0 }: Question,
  group: Try,
): boolean {
  if (about === undefined || [ip, host, subject].some((one) => one !== undefined)) return false;
  const times = [group.at, ...group.attempts.map(({ at }) => at)];
  const most = Math.max(otherDayMilliseconds + vagueMilliseconds, windowMilliseconds);
  return times.every((at) => Math.abs(at - about) > most);
}

const isQueue = ({ role, service }: Session): boolean => role !== "mailbox" && service === "smtp";

/** Only the mail store tells of it, though a log of the queue is there, and its Message-ID is of others than the sender in question. */
function isStrangers({ from }: Question, group: Try, hasQueue: boolean): boolean {
  const [journey] = group.journeys;
  const domain = domainOf(journey?.messageId?.replace(/>$/, "") ?? "");
  if (from === undefined || !hasQueue || !journey || !domain || sendersOf(group).length > 0) return false;
  const isStores = group.journeys.every(({ legs }) => legs.every(({ session }) => !isQueue(session)));
  return isStores && !sameOrganisation(domain, domainOf(from) ?? "");
}

function nearness(about: number, { attempts, at }: Try): number {
  const until = about % minuteMilliseconds === 0 ? about + minuteMilliseconds - 1 : about;
  const distances = [at, ...attempts.map((attempt) => attempt.at)].map((time) =>
    Math.max(0, about - time, time - until),
  );
  return nearMilliseconds / (nearMilliseconds + Math.min(...distances));
}

const hostFits = (host: string, sessions: readonly Session[], facts: readonly Fact[]): boolean =>
  sessions.some(({ peerHost, helo }) => peerHost === host || helo === host) ||
  facts.some((fact) => "helo" in fact && fact.helo === host);

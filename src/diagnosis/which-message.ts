/** Which messages of those that were found can be the one in question, also where the log does not name it. */
import type { EventOf } from "../events/event.ts";
import { lookedAt } from "../journeys/filters.ts";
import { emptyJourney, type Journey } from "../journeys/journey.ts";
import { isFilter } from "../journeys/store.ts";
import { domainOf, normaliseAddress } from "../mail/address.ts";
import { isHostOf, sameOrganisation } from "../mail/return-path.ts";
import type { Session } from "../sessions/session.ts";
import { cameAgain } from "./came-again.ts";
import { type Candidate, candidatesFor, halfHour, isLost, minuteMilliseconds } from "./candidate.ts";
import type { CauseId } from "./causes.ts";
import type { Gathered } from "./gather.ts";
import { arrived, causeSaid, isBanned } from "./look.ts";
import type { Question } from "./question.ts";
import { likenessOf, sendersOf } from "./sender.ts";
import { sentToNobody, unnamedCandidates } from "./unnamed-recipients.ts";

/** Nameless sessions come in only where no message of that sender bears the recipient's name. */
export async function candidatesOf(
  question: Question,
  recipient: string,
  gathered: Gathered,
): Promise<readonly Candidate[]> {
  const { journeys, nameless, unnamedLogins, isOurs, window } = gathered;
  const byId = question.session ?? question.messageId ?? question.queueId;
  const found = candidatesFor(question, recipient, journeys, window.to);
  if (byId !== undefined) return found;
  const own = candidatesFor(question, recipient, unnamedLogins);
  // Where his mail is not found, a session that names nobody may be his all the same.
  if (recipient === "" && (question.from === undefined || own.length > 0 || found.some(({ meant }) => meant)))
    return besideLogins(question, found, own);
  // A session may be found by what else it names: a login, another recipient.
  const named = found.map((candidate) =>
    candidate.recipient === "" ? { ...candidate, meant: candidate.meant && mayBeIt(question, candidate) } : candidate,
  );
  const best = named.find(({ meant }) => meant);
  // What was refused to its sender after all that arrived is another message of his.
  if (best) {
    const signed = isAnothers(question, best)
      ? candidatesFor(question, recipient, await nameless()).filter(isHis(question))
      : [];
    if (signed.length > 0) return [...signed.map(byTime), ...named];
    const again = cameAgain(question, best, named, journeys);
    if (again) return [again, ...named.filter((one) => !isWithin(one, again))];
    const later =
      isLost(best) || !best.attempts.some(arrived)
        ? []
        : named.filter((one) => isRefusedLater(question, one, named) || cameToNothingThen(question, one, best));
    return [...later, ...named.filter((one) => !later.includes(one))];
  }
  if (own.length > 0) return [...own, ...named];
  const unnamedOnes = await unnamedCandidates(question, recipient, journeys, isOurs);
  if (unnamedOnes.length > 0) return [...unnamedOnes, ...named];
  const policed = candidatesFor(question, recipient, (await gathered.policed()).journeys);
  if (policed.length > 0)
    return [...policed.map((candidate) => ({ ...candidate, recipient, meant: true })), ...named.filter(isOfServer)];
  const guesses = await guessesOf(question, recipient, gathered);
  if (guesses.some(({ meant }) => meant)) return [...guesses, ...named];
  const sent = guesses.length > 0 ? [] : sentToNobody(question, recipient, journeys);
  if (sent.length > 0) return [...sent, ...guesses, ...named];
  const looked = journeys
    .filter(({ attempts }) => attempts.length === 0)
    .map((one) => ({ ...one, attempts: lookedAt(one.facts) }));
  const seen = candidatesFor(
    question,
    recipient,
    looked.filter(({ attempts }) => attempts.length > 0),
  );
  return [...seen, ...guesses, ...named];
}

/** Is all of it told with the other? */
const isWithin = (one: Candidate, other: Candidate): boolean =>
  one.attempts.length <= other.attempts.length && one.journeys.every((journey) => other.journeys.includes(journey));

/** Whose address is kept out can say no more who he is: that comes first where it is the last that is known of him. */
function besideLogins(
  { about }: Question,
  found: readonly Candidate[],
  logins: readonly Candidate[],
): readonly Candidate[] {
  const [meant, others] = [found.filter((one) => one.meant), found.filter((one) => !one.meant)];
  const isLast = ({ at }: Candidate) =>
    meant.every((one) => lastTried(one) <= at) && (about === undefined || Math.abs(at - about) <= halfHour);
  const keptOut = logins.filter((one) => one.attempts.some(({ reply }) => reply && isBanned(reply)) && isLast(one));
  return [...keptOut, ...meant, ...logins.filter((one) => !keptOut.includes(one)), ...others];
}

/** Is there more of it than the word of a filter? */
export const isOfServer = ({ journeys }: Candidate): boolean =>
  journeys.some(({ sessions }) => !sessions.every(isFilter));

/** Sessions that name nobody: those that may be the one in question, and others that came then. */
async function guessesOf(
  question: Question,
  recipient: string,
  { journeys, nameless, visitors, policed, hosts, isOurs, coverage }: Gathered,
): Promise<readonly Candidate[]> {
  const isElsewhere = wroteElsewhere(question, recipient, journeys);
  const isShutOut = wasShutOut(question, await hosts());
  const { ofOthers } = await policed();
  const unnamed = [
    ...(await nameless()),
    ...cutShort(journeys),
    ...(await visitors()).filter(cameToNothing).map(emptyJourney),
  ].filter(({ sessions }) => !sessions.some(({ id }) => ofOthers.has(id)));
  const found = candidatesFor(question, recipient, unnamed);
  // Whose domain it is is asked only where that counts: it may be in every line of a long log.
  const isUser =
    question.from !== undefined &&
    found.some((candidate) => nobodyLoggedIn(question, candidate)) &&
    (await isOurs(question.from));
  return found
    .map((candidate) => {
      const isProgram = isOfProgram(question, candidate, coverage.formats);
      const isOut = isProgram || isShutOut(candidate);
      const isHisOwn = mayBeIt(question, candidate) || isOut || (isUser && nobodyLoggedIn(question, candidate));
      const isOther =
        isElsewhere &&
        !isOut &&
        !brokeOff(candidate) &&
        !isRefusedThen(question, candidate) &&
        !isLimited(question, candidate, journeys);
      const isUntold = isProgram && !isThen(question, candidate);
      return {
        ...candidate,
        meant: candidate.meant && isHisOwn && !isOther,
        ...(isUntold && { unnamed: true as const }),
      };
    })
    .map(byTime);
}

/** Nothing in the log names it. */
const byTime = (candidate: Candidate): Candidate => ({
  ...candidate,
  match: { ...candidate.match, by: [...candidate.match.by, "time"] },
});

/** Does nothing tell who had sent it but its host, which is somebody else's? */
const isAnothers = ({ from = "" }: Question, candidate: Candidate): boolean => {
  const domain = domainOf(from);
  return (
    domain !== undefined &&
    sendersOf(candidate).length === 0 &&
    candidate.journeys.some(({ sessions }) => sessions.some(({ peerHost }) => peerHost !== undefined)) &&
    !candidate.journeys.some((journey) => isFromDomain(domain, journey))
  );
};

/** Was the asked sender, or a host of his domain, refused before anybody was named? */
const isHis =
  (question: Question) =>
  (candidate: Candidate): boolean =>
    isLost(candidate) &&
    (likenessOf(question, candidate) === "same" ||
      candidate.journeys.some((journey) => isFromDomain(domainOf(question.from ?? "") ?? "", journey)));

/** Was a sender refused, of whom nothing has arrived since? Of a domain alone it may be a colleague. */
const isRefusedLater = ({ from = "" }: Question, one: Candidate, all: readonly Candidate[]): boolean =>
  !from.startsWith("@") &&
  one.recipient === "" &&
  isLost(one) &&
  one.attempts.at(-1)?.stage === "mail" &&
  all.every((other) => other === one || !other.meant || lastTried(other) <= one.at || isLost(other));

const lastTried = ({ attempts, at }: Candidate): number => attempts.at(-1)?.at ?? at;

/**
 * Was it thrown away, held or given back in the minute that was asked for, so that the log does not name whom it was for? What arrived
 * minutes before or after is another message of that sender.
 */
function cameToNothingThen({ about }: Question, one: Candidate, best: Candidate): boolean {
  if (about === undefined || one.recipient !== "" || !one.meant) return false;
  const away = ({ at }: Candidate) => Math.max(0, about - at, at - about - minuteMilliseconds);
  if (away(one) > minuteMilliseconds || away(best) <= 2 * minuteMilliseconds) return false;
  return one.journeys.some(({ facts }) =>
    facts.some(
      (fact) =>
        (fact.kind === "message.ended" && (fact.how === "deleted" || fact.how === "held")) ||
        (fact.kind === "decision" && (fact.verdict === "discard" || fact.verdict === "bounce")),
    ),
  );
}

/** Sessions that were ended for too many errors: whom else they would have named nobody knows. */
const cutShort = (journeys: readonly Journey[]): readonly Journey[] =>
  journeys
    .filter(({ facts }) => facts.some((fact) => fact.kind === "session.broken" && fact.how === "too-many-errors"))
    .map((journey) => ({ ...journey, attempts: [] }));

/**
 * Did it fail before there was any message, or break off in one that nobody named (Exim), so that nobody knows which it would have
 * brought? Who merely left may have had none.
 */
const cameToNothing = ({ facts, transactions }: Session): boolean =>
  facts.some((fact) => fact.kind === "session.broken" && isHalfway(fact)) &&
  transactions.every(({ sender, recipients }) => sender === undefined && recipients.length === 0) &&
  facts.every(({ kind }) => kind !== "transaction.opened" && kind !== "attempt.ended" && kind !== "message.accepted");

const isHalfway = ({ how, after }: EventOf<"session.broken">): boolean =>
  how === "tls-failed" || how === "timeout" || after === "DATA" || after === "BDAT";

/** Did it end before its recipients, or its content, were told? */
const brokeOff = ({ journeys }: Candidate): boolean =>
  journeys.some(({ facts }) => facts.some(({ kind }) => kind === "session.broken"));

/** Was its sender refused in the very minute that was asked for? */
const isRefusedThen = ({ about }: Question, candidate: Candidate): boolean =>
  about !== undefined &&
  isLost(candidate) &&
  candidate.attempts.at(-1)?.stage === "mail" &&
  candidate.at >= about &&
  candidate.at < about + minuteMilliseconds;

/** Was a host from which that sender's mail comes turned away at the door about then, before it could name anybody? */
const wasShutOut =
  ({ about }: Question, hosts: readonly string[]) =>
  (candidate: Candidate): boolean => {
    const last = candidate.attempts.at(-1);
    return (
      last?.stage === "connect" &&
      isLost(candidate) &&
      hosts.includes(last.peer ?? "") &&
      (about === undefined || Math.abs(candidate.at - about) <= halfHour)
    );
  };

/** Could nobody log in about then, whoever it was? */
const nobodyLoggedIn = ({ about }: Question, { journeys, at }: Candidate): boolean =>
  about !== undefined &&
  Math.abs(at - about) <= halfHour &&
  journeys.some(({ facts }) => facts.some((fact) => fact.kind === "decision" && fact.by === "login.unavailable"));

/** Limits of a client's mail within a minute or an hour. */
const limits: ReadonlySet<CauseId | undefined> = new Set([
  "mail.rate-limit",
  "rcpt.rate",
  "submission.rate-limit",
  "connect.too-many",
]);

/** Had a client brought too much, of which the last that was taken was that sender's, less than a minute before? */
function isLimited({ from = "" }: Question, { attempts, at }: Candidate, journeys: readonly Journey[]): boolean {
  const last = attempts.at(-1);
  if (last?.peer === undefined || !limits.has(causeSaid(last))) return false;
  return journeys.some(
    ({ sender, at: came, sessions }) =>
      sender !== undefined &&
      normaliseAddress(sender) === normaliseAddress(from) &&
      sessions.some(({ peer }) => peer === last.peer) &&
      came <= at &&
      at - came <= minuteMilliseconds,
  );
}

/** Seconds within which a time told to the second points at one session. */
const sameMomentSeconds = 5;

/**
 * A session that names nobody is taken for the one in question by its peer, by its sender, by a host of the sender's domain, or by the
 * very moment; else it is only listed.
 */
function mayBeIt(question: Question, candidate: Candidate): boolean {
  const { ip, host, from, about } = question;
  const { journeys, at, match } = candidate;
  if (ip || host) return match.by.includes("ip") || match.by.includes("host");
  const like = likenessOf(question, candidate);
  if (like === "same" || like === "rewritten") return true;
  const domain = domainOf(from ?? "");
  if (domain !== undefined && journeys.some((journey) => isFromDomain(domain, journey))) return true;
  const nobody = journeys.every(
    ({ sender, attempts }) => sender === undefined && attempts.every((attempt) => attempt.sender === undefined),
  );
  if (nobody && about !== undefined && isOwnFault(candidate) && isWithinMinutes(about, at)) return true;
  return nobody && about !== undefined && about % 60_000 !== 0 && Math.abs(at - about) <= sameMomentSeconds * 1000;
}

/** Was the content put off for a fault of the server's own, such as rules that cannot be read? It meets whoever comes. */
const isOwnFault = ({ attempts }: Candidate): boolean => {
  const last = attempts.at(-1);
  return last?.direction === "inbound" && last.status === "deferred" && causeSaid(last) === "eod.tempfail";
};

/** sSMTP names neither sender nor recipient of what was refused to it: the time is all that there is, and whom the reply names. */
function isOfProgram({ about, from = "", to }: Question, { attempts, at }: Candidate, formats: readonly string[]) {
  const last = attempts.at(-1);
  if (about === undefined || !formats.includes("ssmtp") || last?.role !== "client") return false;
  const asked = [from, ...to].map(normaliseAddress);
  const named = [...(last.reply?.text ?? "").matchAll(/<([^<>\s@]{1,100}@[^<>\s]{1,255})>/g)];
  const isOthers = named.length > 0 && !named.some(([, one = ""]) => asked.includes(normaliseAddress(one)));
  return !isOthers && Math.abs(at - about) <= halfHour;
}

const isThen = ({ about = Number.NaN }: Question, { at }: Candidate): boolean => isWithinMinutes(about, at);

/** Is it of the minute that was told, or of those beside it? */
const isWithinMinutes = (about: number, at: number): boolean =>
  at >= about - minuteMilliseconds && at < about + 2 * minuteMilliseconds;

/** Did a host of that domain bring it, or does its Message-ID name the domain? A relay's session has those of many. */
function isFromDomain(domain: string, { sessions, facts }: Journey): boolean {
  if (sessions.some((session) => isHostOf(domain, session))) return true;
  const ids = facts.flatMap(({ messageId }) => messageId ?? []);
  return ids.length > 0 && ids.every((id) => sameOrganisation(domainOf(id.replace(/>$/, "")) ?? "", domain));
}

/** The sender's mail to others is there: so it is known what he sent, and a nameless session need not be his. */
const wroteElsewhere = ({ from }: Question, recipient: string, journeys: readonly Journey[]): boolean =>
  from !== undefined &&
  journeys.some(
    ({ sender, attempts }) =>
      sender !== undefined &&
      normaliseAddress(sender) === normaliseAddress(from) &&
      attempts.some((attempt) => attempt.recipient !== undefined && attempt.recipient !== recipient),
  );

/** Why was this message not received? From a question and a source of sessions to the whole answer. */
import { defined } from "../base/defined.ts";
import { type Catalogue, inCatalogue, type Text, together, told } from "../base/saying.ts";
import type { Zone } from "../base/zone.ts";
import type { Fact } from "../events/event.ts";
import { type Attempt, isFinal } from "../journeys/attempt.ts";
import { withoutTag } from "../mail/address.ts";
import type { Party } from "../mail/status-codes.ts";
import type { Session } from "../sessions/session.ts";
import type { SessionSource } from "../sessions/source.ts";
import type { Answer, Answers, OtherMessage } from "./answer.ts";
import { type Candidate, candidatesFor, minuteMilliseconds } from "./candidate.ts";
import { type CauseId, causes } from "./causes.ts";
import { bounded, confidence } from "./confidence.ts";
import { diagnose, type Finding } from "./diagnose.ts";
import { adjustment, isAmbiguous, reserveOf } from "./doubt.ts";
import {
  earlierFrom,
  earlierFromSender,
  type Gathered,
  gather,
  habitOfProgram,
  neighboursOf,
  visitsOf,
  visitsTo,
} from "./gather.ts";
import { isWithheld } from "./handed.ts";
import { doubtfulDomains } from "./home.ts";
import { arrived, hasDialogue, isUnknownRecipient, sessionBehind } from "./look.ts";
import { missingOf } from "./missing.ts";
import { outcomeOf, refusalOf, stageOf } from "./outcome.ts";
import { fateOf, unnamedChanges } from "./pickup.ts";
import { placesFor } from "./places.ts";
import { policyWords } from "./policed.ts";
import { proof } from "./proof.ts";
import type { Question, Side } from "./question.ts";
import { notesOn, stepsWith } from "./replies/notes.ts";
import type { SiteReply } from "./replies/site.ts";
import type { Residents } from "./residents.ts";
import type { DiagnosisRule, Inquiry } from "./rule.ts";
import { likenessOf, loginOf } from "./sender.ts";
import { becauseOf, sentenceFor } from "./sentence.ts";
import { servedBefore } from "./served.ts";
import { sidewaysOf, turnedAway } from "./sideways.ts";
import { remedyOf } from "./step.ts";
import { stepsFor } from "./steps.ts";
import { surest, unnamedWords } from "./unnamed-recipients.ts";
import { candidatesOf, isOfServer } from "./which-message.ts";
import { withFields } from "./with-fields.ts";

/** What the engine needs besides the question. */
export interface Engine {
  readonly source: SessionSource;
  readonly rules: readonly DiagnosisRule[];
  /** What the administrator knows of replies. */
  readonly site?: readonly SiteReply[];
  /** The asker's zone, for times in sentences. */
  readonly zone: Zone;
  /** Where it is the log of a server whose accounts are known. */
  readonly residents?: Residents | undefined;
  /** The language of the answers; without it English. */
  readonly catalogue?: Catalogue | undefined;
}

/** What is asked, where, and what was found: the same for every answer to one recipient. */
interface Search {
  readonly question: Question;
  readonly gathered: Gathered;
  readonly engine: Engine;
  readonly side: Side;
}

/** One answer for each asked recipient and for the further recipients of that message. */
export async function why(question: Question, engine: Engine): Promise<Answers> {
  const gathered = await gather(question, engine.source);
  const asked = question.to.length > 0 ? question.to : [""];
  const answers: Answer[] = [];
  const others: OtherMessage[] = [];
  let side: Side = question.side ?? "receiver";
  for (const recipient of asked) {
    const candidates = await candidatesOf(question, recipient, gathered);
    const best = candidates.find(({ meant }) => meant);
    const untagged = withoutTag(recipient);
    if (!best && untagged !== recipient) {
      // Many servers cut the tag off before they log the address.
      const again = await why({ ...question, to: [untagged] }, engine);
      if (again.answers[0] && again.answers[0].attempts.length > 0) {
        answers.push(...again.answers.map((answer, nth) => (nth === 0 ? { ...answer, askedAs: recipient } : answer)));
        others.push(...again.others);
        continue;
      }
    }
    const rest = candidates.filter((one) => one !== best && (!best || one.attempts.length > 0 || isOfServer(one)));
    // Where none is meant, those that name most of what was asked for come before visitors who named nobody.
    if (!best) rest.sort((a, b) => b.match.score - a.match.score);
    side = question.side ?? sideOf(best);
    const search = { question, gathered, engine, side };
    answers.push(await answerFor(search, recipient, best, { isAmbiguous: isAmbiguous(best, candidates) }));
    for (const candidate of rest.slice(0, question.limit))
      others.push(otherOf(await answerFor(search, recipient, candidate, { isListed: true }), candidate));
    if (best && asked.length === 1 && best.recipient !== "") answers.push(...(await companions(search, best)));
  }
  const answered = answers.every((answer) => answer.confidence >= confidence.enough);
  const { files, from, to, lines, unread, passedOver, gaps } = gathered.coverage;
  const { passedFiles, passedLines, copiedLines, damagedFiles } = gathered.coverage;
  const left = { passedOver, passedFiles, passedLines, copiedLines, damagedFiles };
  const searched = defined({ files, from, to, lines, unread, ...left, gaps });
  return { side, answered, answers, others, searched };
}

/** The other recipients of the same message, each with its own answer. */
async function companions(search: Search, best: Candidate): Promise<readonly Answer[]> {
  const journey = best.journeys.at(-1);
  const named = new Set(
    (journey?.attempts ?? []).map(({ recipient, originalRecipient }) => originalRecipient ?? recipient ?? ""),
  );
  named.delete("");
  for (const attempt of best.attempts) named.delete(attempt.originalRecipient ?? attempt.recipient ?? "");
  const answers: Answer[] = [];
  for (const recipient of [...named].slice(0, 20)) {
    const asked = { ...search.question, to: [recipient] };
    const [candidate] = candidatesFor(asked, recipient, journey ? [journey] : []);
    if (candidate) answers.push(await answerFor(search, recipient, candidate));
  }
  return answers;
}

/** The addresses that the recipient stands for, by alias or group. */
const childrenOf = (candidate: Candidate | undefined): readonly string[] => [
  ...new Set(
    (candidate?.attempts ?? []).flatMap(({ recipient, originalRecipient }) =>
      recipient && originalRecipient && recipient !== originalRecipient ? [recipient] : [],
    ),
  ),
];

/** The log's owner sends where the last attempt left for another host; else he receives. */
function sideOf(candidate: Candidate | undefined): Side {
  return candidate?.attempts.at(-1)?.direction === "outbound" ? "sender" : "receiver";
}

/** How a candidate stands to the others: does another fit as well, and is it only listed behind the one that is told of? */
interface Standing {
  readonly isAmbiguous?: boolean;
  readonly isListed?: boolean;
}

async function answerFor(
  search: Search,
  asked: string,
  candidate: Candidate | undefined,
  { isAmbiguous: ambiguous = false, isListed = false }: Standing = {},
): Promise<Answer> {
  const { question, engine, side } = search;
  const inquiry = await inquire(search, asked, candidate, isListed);
  const byId = candidate?.match.by.some((by) => by === "message-id" || by === "queue-id" || by === "session") ?? false;
  const guessed =
    candidate !== undefined &&
    asked !== "" &&
    candidate.recipient === "" &&
    !byId &&
    !candidate.match.by.includes("ip") &&
    loginOf(question, candidate) !== "his";
  const shift = adjustment(inquiry, candidate, { guessed, ambiguous: ambiguous && !byId });
  const reserve = reserveOf(question, byId ? undefined : candidate);
  const doubted = turnedAway(inquiry, engine.zone).length > 0 ? confidence.enough : 1;
  const most = Math.min(candidate ? surest(candidate) : 1, reserve.most, doubted);
  const found = diagnose(inquiry, engine.rules, byId).map((finding) => shifted(finding, shift, most));
  const [best = unexplained(inquiry), ...rest] = found;
  const outcome = outcomeOf(inquiry, best);
  const { last } = inquiry;
  const sessions = candidate?.journeys.flatMap((journey) => journey.sessions) ?? [];
  const { lines, timeline } = proof(inquiry, best, sessions);
  const party = partyOf(best.cause, search, inquiry.attempts);
  const tell = (text: Text) => told(text, engine.catalogue).trim();
  const said = last ?? refusalOf(inquiry);
  const notes = said ? notesOn(said.reply, said.stage, last?.relay) : null;
  return {
    recipient: candidate?.recipient || asked,
    askedAs: asked || candidate?.recipient || "",
    children: childrenOf(candidate),
    outcome,
    final: isFinal(outcome),
    stage: last?.stage ?? stageOf(inquiry),
    cause: best.cause,
    title: tell(inCatalogue(causes[best.cause].name)),
    party,
    us: isParty(party, side) || ofTheSender.includes(best.cause),
    confidence: best.confidence,
    sentence: tell(
      together([
        isListed ? "" : reserve.words,
        unnamedWords(asked, candidate),
        sentenceFor({ inquiry, finding: best, zone: engine.zone }),
      ]),
    ),
    where: placeNow(inquiry),
    message: messageOf(candidate),
    match: candidate?.match ?? { score: 0, by: [] },
    reply: said?.reply ?? null,
    replyDetails: notes,
    decidedBy: said?.decidedBy ?? policyWords(inquiry).at(-1)?.by ?? null,
    attempts: inquiry.attempts,
    evidence: lines,
    timeline: timeline.map((entry) => ({ ...entry, text: tell(entry.text) })),
    alternatives: rest.slice(0, 4).map(({ cause, confidence: sure }) => ({
      ...{ cause, title: tell(inCatalogue(causes[cause].name)), confidence: sure },
      because: tell(becauseOf(best.cause, cause)),
    })),
    ...withFields(tell, {
      todo: [...stepsFor(inquiry, best, stepsWith(notes, remedyOf(best.cause))), ...placesFor(inquiry, best.cause)],
      near: sidewaysOf(inquiry, best.cause, engine.zone),
      lacking: missingOf(inquiry, best, engine.zone, {
        candidate,
        guessed,
        ambiguous: ambiguous && !byId,
        reserve,
        cut: search.gathered.cut && !byId,
      }),
    }),
  };
}

/** Of these domains those that have mailboxes here. */
async function homeAmong(domains: readonly string[], { isOurs }: Gathered): Promise<ReadonlySet<string>> {
  const home = new Set<string>();
  for (const domain of domains) if (await isOurs(`@${domain}`)) home.add(domain);
  return home;
}

/** A finding as sure as the match lets it be. */
const shifted = (finding: Finding, shift: number, most: number): Finding =>
  shift === 0 && most === 1
    ? finding
    : { ...finding, confidence: bounded(Math.min(most, Math.max(0.05, finding.confidence + shift))) };

/** May it be a session that names nobody: where nothing was found, or what arrived did not come in the minute that was told? */
const mayBeNameless = ({ about, from }: Question, candidate: Candidate | undefined): boolean =>
  about !== undefined &&
  (!candidate ||
    (from !== undefined &&
      candidate.attempts.at(-1)?.status === "delivered" &&
      candidate.attempts.every(({ at }) => at < about || at >= about + minuteMilliseconds)));

/** What has arrived needs no explanation by what its peer did before. */
const earlierThan = async (last: Attempt | undefined, session: Session | undefined, source: SessionSource) =>
  last?.status === "delivered"
    ? []
    : earlierFrom(source, {
        peer: session?.peer,
        begun: session?.from ?? 0,
        until: last?.at ?? 0,
        named: sessionBehind(session?.facts ?? []),
      });

async function inquire(
  search: Search,
  asked: string,
  candidate: Candidate | undefined,
  isListed: boolean,
): Promise<Inquiry> {
  const { question, gathered, engine } = search;
  const { window, journeys, coverage } = gathered;
  const attempts = candidate?.attempts ?? [];
  const last = attempts.at(-1);
  const lastJourney = candidate?.journeys.at(-1);
  const session =
    lastJourney?.sessions.findLast(({ id }) => id === last?.session) ??
    lastJourney?.sessions.findLast(({ facts }) =>
      facts.some(({ kind }) => kind === "session.broken" || kind === "rcpt.refused"),
    ) ??
    lastJourney?.sessions.at(-1);
  const ownFacts = candidate?.journeys.flatMap((journey) => journey.facts) ?? [];
  const own = new Set(attempts);
  const servedAt = candidate ? undefined : await servedBefore(question.about, coverage, engine.source);
  const habit = last && isWithheld(last) ? await habitOfProgram(engine.source, last) : undefined;
  const visitsTold = async () => {
    if (last?.status === "delivered") return visitsOf(engine.source, last, coverage.formats);
    return candidate ? [] : visitsTo(question, engine.source, coverage);
  };
  const visits = await visitsTold();
  return {
    question,
    window,
    recipient: asked || (candidate?.recipient ?? ""),
    attempts,
    last,
    facts: [...ownFacts, ...unnamedChanges(visits, last)],
    lastSession: session ? ofTransaction(session, last) : [],
    ...(lastJourney?.parentQueueId && { reportsOn: lastJourney.parentQueueId }),
    others: lastJourney?.attempts.filter((attempt) => !own.has(attempt) && attempt.recipient !== undefined) ?? [],
    earlierFromPeer: candidate
      ? await earlierThan(last, session, engine.source)
      : await earlierFromSender(question, engine.source, await gathered.hosts(), await gathered.visitors()),
    like: candidate && likenessOf(question, candidate),
    near: journeys.filter((journey) => !candidate?.journeys.includes(journey)).flatMap((journey) => journey.attempts),
    around:
      last === undefined || arrived(last) || (isListed && !isJudgedByOthers(last)) ? [] : await gathered.around(last),
    ...(habit && { habit }),
    visits,
    coverage,
    neighbours: candidate ? [] : await neighboursOf(question, coverage, engine.source),
    home: await homeAmong(doubtfulDomains(last, coverage.formats), gathered),
    ...(servedAt !== undefined && { servedAt }),
    visitors: candidate ? [] : await gathered.visitors(),
    nameless: mayBeNameless(question, candidate) ? await gathered.nameless() : [],
    ...(engine.site && { site: engine.site }),
  };
}

/** May what became of other messages decide the cause? Else it is told of beside the answer, which a list has no room for. */
const isJudgedByOthers = (last: Attempt): boolean => last.direction === "outbound" || isUnknownRecipient(last);

/** Where the message lies now: a mail program may have moved it since. */
function placeNow(inquiry: Inquiry): Answer["where"] {
  const { last } = inquiry;
  const fate = fateOf(inquiry);
  if (!last?.where || fate?.state !== "moved" || fate.folder === undefined) return last?.where ?? null;
  return { mailbox: last.where.mailbox, folder: fate.folder };
}

/** The facts of a session that concern one of its messages: those of other transactions are another story. */
const ofTransaction = ({ facts }: Session, last: Attempt | undefined): readonly Fact[] =>
  last?.transaction === undefined
    ? facts
    : facts.filter((fact) => fact.transaction === undefined || fact.transaction === last.transaction);

/** Of what went elsewhere another log knows more; of what came to nothing without a word this one should. */
const goneOn: ReadonlySet<string> = new Set(["relayed", "forwarded", "expanded", "queued", "delivered", "unknown"]);

/** Nothing that is known fits: say so, with what is there. */
function unexplained({ coverage, attempts, last, lastSession }: Inquiry): Finding {
  const isBrief = last !== undefined && !goneOn.has(last.status) && !last.reply && !hasDialogue(lastSession);
  const gap = coverage.lines === 0 || attempts.length === 0 || isBrief || last?.status === "aborted";
  return {
    cause: gap ? "evidence.log-gap" : "evidence.other-node",
    confidence: 0.2,
    facts: attempts.flatMap(({ fact }) => fact ?? []),
  };
}

function messageOf(candidate: Candidate | undefined): Answer["message"] {
  const journeys = candidate?.journeys ?? [];
  const last = candidate?.attempts.at(-1);
  const newest = journeys.at(-1);
  return {
    messageId: last?.messageId ?? newest?.messageId ?? null,
    sender: last?.sender ?? newest?.sender ?? null,
    headerFrom: newest?.headerFrom ?? null,
    subject: newest?.subject ?? null,
    sizeBytes: last?.sizeBytes ?? newest?.sizeBytes ?? null,
    transid: last?.transid ?? newest?.transid ?? null,
    queueIds: [...new Set(journeys.flatMap(({ queueIds }) => queueIds))],
    sessions: [...new Set(journeys.flatMap(({ sessions }) => sessions.map(({ id }) => id)))],
  };
}

/** Causes whose "our server" is that of the log's owner, although he sends: his host's name, and what he forwards. */
const ofTheSender: readonly CauseId[] = ["dns.ptr-missing-ours", "local.forward-auth"];

/** Most often it is the sender's queue that keeps a message, or lost it by somebody's hand; what came in lies in the receiver's. */
const ownQueue: Readonly<Partial<Record<CauseId, Party>>> = {
  "queue.held": "our-policy",
  "queue.deleted": "our-server",
};

/** What our server says then, where its log does not have who decided it. */
const switchedOff = /^<\S{1,400}> takes no mail for the time being\b/;

const partyOf = (cause: CauseId, { question, side }: Search, attempts: readonly Attempt[]): Party => {
  const cameIn = attempts.every(({ direction }) => direction !== "outbound");
  const isOwn = side === "receiver" && !question.senderLog && cameIn;
  // Nobody but the administrator switches off a domain.
  const last = attempts.at(-1);
  // What another host took has not failed.
  if (cause === "evidence.other-node" && last?.direction === "outbound" && last.status === "relayed") return "nobody";
  const { decidedBy, reply } = last ?? {};
  if (decidedBy === "domain.suspended" || switchedOff.test(reply?.text ?? "")) return "our-policy";
  return (isOwn ? ownQueue[cause] : undefined) ?? causes[cause].party;
};

/** Parties are named from the receiver's side; the log's owner is one of them. */
const isParty = (party: Party, side: Side): boolean =>
  side === "receiver"
    ? party === "our-server" || party === "our-policy"
    : party === "sender-server" || party === "sender";

const otherOf = (answer: Answer, { at, recipient, attempts, journeys }: Candidate): OtherMessage => ({
  at,
  sender: answer.message.sender,
  peer: attempts.at(-1)?.peer ?? journeys[0]?.sessions[0]?.peer ?? null,
  recipient: recipient === "" ? null : recipient,
  messageId: answer.message.messageId,
  outcome: answer.outcome,
  cause: answer.cause,
  title: answer.title,
});

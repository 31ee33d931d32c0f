/** What `trace` lists: every try that left the system, reached a mailbox or was refused, and what was given up. */
import { defined } from "../base/defined.ts";
import { asksFor } from "../diagnosis/candidate.ts";
import { isAsked, type Question, windows } from "../diagnosis/question.ts";
import type { SiteReply } from "../diagnosis/replies/site.ts";
import { sendersByMessage } from "../diagnosis/sender.ts";
import { causeOfAttempt } from "../diagnosis/verdict.ts";
import type { Fact } from "../events/event.ts";
import { type Attempt, isTraced, toldStatus, traceOf } from "../journeys/attempt.ts";
import { firstSender, type Journey } from "../journeys/journey.ts";
import { isTransient } from "../mail/reply.ts";
import { keys } from "../sessions/keys.ts";
import type { Session } from "../sessions/session.ts";

export interface TracedAttempt extends Attempt {
  readonly cause: string | null;
  readonly parentQueueId?: string;
}

export interface Trace {
  /** Oldest first. */
  readonly traced: readonly TracedAttempt[];
  /** How many more broke off before a final reply. */
  readonly unfinished: number;
}

/** The attempts that a question means. `ofThese`: those that these sessions tell of; default: all. */
export function traceFor(
  question: Question,
  journeys: readonly Journey[],
  site: readonly SiteReply[],
  ofThese?: readonly Session[],
): Trace {
  const writersOf = question.from === undefined ? () => [] : sendersByMessage(journeys);
  const told = ofThese && new Set(ofThese.flatMap(({ facts }) => facts));
  const attempts = journeys.flatMap((journey) => {
    const { attempts: tried, facts, headerFrom, parentQueueId } = journey;
    const senders = [firstSender(journey), headerFrom, ...writersOf([journey], journey.at)];
    return [...tried, ...givenUp(tried, facts)]
      .filter(({ fact }) => !told || (fact !== undefined && told.has(fact)))
      .filter((attempt) => isMeantAttempt(question, attempt, [attempt.sender, ...senders]))
      .map((attempt) => ({
        ...attempt,
        status: toldStatus(attempt.status),
        cause: causeOfAttempt(attempt, facts, site),
        ...(parentQueueId && parentQueueId !== attempt.queueId && { parentQueueId }),
      }));
  });
  const traced = attempts.filter(({ status }) => isTraced(status)).sort((a, b) => a.at - b.at);
  return { traced, unfinished: attempts.filter(({ status }) => status === "aborted").length };
}

/** A queue that gives a message up, or that it was taken out of, names no recipients: they are those who waited last. */
function givenUp(tried: readonly Attempt[], facts: readonly Fact[]): readonly Attempt[] {
  return facts.flatMap((fact) => {
    if (fact.kind !== "message.ended") return [];
    const { how, queueId, node, at } = fact;
    if (how !== "expired" && how !== "deleted") return [];
    // Whom the server did not take at RCPT never was in the queue.
    const own = tried.filter(
      (one) => one.queueId === queueId && one.node === node && one.at <= at && one.fact?.kind !== "rcpt.refused",
    );
    const last = [...new Map(own.map((attempt) => [attempt.recipient, attempt])).values()];
    return how === "expired"
      ? last.filter(({ status }) => status === "deferred").map((attempt) => expired(attempt, fact))
      : last.filter((attempt) => stillWaits(attempt, own)).map((attempt) => removed(attempt, fact));
  });
}

/** What the last try met is the reason. */
const expired = (attempt: Attempt, fact: Fact): Attempt =>
  defined({ ...attempt, ...traceOf(fact), delaySeconds: undefined, status: "expired", fact });

/** What a try met before is not the reason. */
function removed(attempt: Attempt, fact: Fact): Attempt {
  const ofTheTry = { delaySeconds: undefined, reply: undefined, relay: undefined, decidedBy: undefined };
  return defined({ ...attempt, ...ofTheTry, ...traceOf(fact), status: "removed", stage: "queue", fact });
}

/** Was it told later, laid aside, or never tried? What was handed on has an answer, and an alias those that it led to. */
function stillWaits({ status, recipient, reply, fact }: Attempt, own: readonly Attempt[]): boolean {
  if (status === "deferred") return true;
  const isUntried = status === "queued" && (fact === undefined || (reply !== undefined && isTransient(reply)));
  if (status !== "held" && !isUntried) return false;
  return !own.some((other) => other.originalRecipient === recipient && other.recipient !== recipient);
}

function isMeantAttempt(question: Question, attempt: Attempt, senders: readonly (string | undefined)[]): boolean {
  const { to, from, messageId, queueId, session, ip } = question;
  const [window] = windows(question);
  if (window && (attempt.at < window.from || attempt.at >= window.to)) return false;
  // A sender who was refused had not named anybody yet.
  const mayBeHis = from !== undefined && attempt.recipient === undefined;
  if (to.length > 0 && !mayBeHis && !to.some((asked) => asksFor(asked, attempt))) return false;
  if (from !== undefined && !senders.some((sender) => sender !== undefined && isAsked(from, sender))) return false;
  if (messageId && keys.messageId(attempt.messageId ?? "") !== keys.messageId(messageId)) return false;
  if (queueId && attempt.queueId !== queueId) return false;
  if (session && attempt.session !== session.toUpperCase()) return false;
  return !ip || attempt.peer === ip;
}

/** What `trace` lists: every try that left the system, reached a mailbox or was refused, and what was given up. */
import { asksFor } from "../diagnosis/candidate.ts";
import { isAsked, type Question, windows } from "../diagnosis/question.ts";
import type { SiteReply } from "../diagnosis/replies/site.ts";
import { sendersByMessage } from "../diagnosis/sender.ts";
import { causeOfAttempt } from "../diagnosis/verdict.ts";
import type { Fact } from "../events/event.ts";
import { type Attempt, isTraced, traceOf } from "../journeys/attempt.ts";
import { firstSender, type Journey } from "../journeys/journey.ts";
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
        cause: causeOfAttempt(attempt, facts, site),
        ...(parentQueueId && parentQueueId !== attempt.queueId && { parentQueueId }),
      }));
  });
  const traced = attempts.filter(({ status }) => isTraced(status)).sort((a, b) => a.at - b.at);
  return { traced, unfinished: attempts.filter(({ status }) => status === "aborted").length };
}

/** A queue that gives a message up names no recipients: they are those who were told to wait last. */
function givenUp(tried: readonly Attempt[], facts: readonly Fact[]): readonly Attempt[] {
  return facts.flatMap((fact) => {
    if (fact.kind !== "message.ended" || fact.how !== "expired") return [];
    const own = tried.filter(
      ({ queueId, node, at }) => queueId === fact.queueId && node === fact.node && at <= fact.at,
    );
    const last = new Map(own.map((attempt) => [attempt.recipient, attempt]));
    return [...last.values()]
      .filter(({ status }) => status === "deferred")
      .map(({ delaySeconds: _, ...attempt }): Attempt => ({ ...attempt, ...traceOf(fact), status: "expired", fact }));
  });
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

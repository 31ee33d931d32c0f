/** Messages of the asked sender of which the log does not name every recipient: the asked one may be among them. */

import { defined } from "../base/defined.ts";
import { say, type Text } from "../base/saying.ts";
import { type Attempt, traceOf } from "../journeys/attempt.ts";
import type { Journey } from "../journeys/journey.ts";
import { normaliseAddress } from "../mail/address.ts";
import { asksFor, type Candidate, candidatesFor } from "./candidate.ts";
import { arrived } from "./look.ts";
import type { Question } from "./question.ts";

/** Sendmail does not say at its usual level whose alias an address stands for. */
const isUntold = ({ decidedBy, originalRecipient }: Attempt): boolean =>
  decidedBy === "sendmail.alias" && originalRecipient === undefined;
/** One recipient too many, of whom nobody says who it was. */
const isOneOfMany = ({ recipient, stage }: Attempt): boolean => recipient === undefined && stage === "rcpt";

/** Does it name less of its recipients than were named to the server when it came? */
function isShort({ facts, attempts }: Journey): boolean {
  const counts = facts.flatMap((fact) => (fact.kind === "message.accepted" ? (fact.recipientCount ?? []) : []));
  const told = attempts.filter((attempt) => !isUntold(attempt) && attempt.recipient !== undefined);
  const named = new Set(told.map((attempt) => normaliseAddress(attempt.originalRecipient ?? attempt.recipient ?? "")));
  return counts.length > 0 && named.size < Math.max(...counts);
}

/**
 * Candidates for a recipient of whom no line speaks. Whoever gets mail under his own name stands for nobody else, and an alias is of a
 * domain of ours.
 */
export async function unnamedCandidates(
  question: Question,
  recipient: string,
  journeys: readonly Journey[],
  isOurs: (recipient: string) => Promise<boolean>,
): Promise<readonly Candidate[]> {
  if (question.from === undefined || recipient === "") return [];
  const isNamed = journeys.some(({ attempts }) => attempts.some((attempt) => asksFor(recipient, attempt)));
  const tooMany = journeys.flatMap((journey) => {
    const sessions = new Set(journey.attempts.filter(isOneOfMany).map(({ session }) => session));
    return sessions.size > 0 ? [within(journey, sessions)] : [];
  });
  const aliased = journeys.flatMap((journey) => {
    const attempts = isNamed || !isShort(journey) ? [] : journey.attempts.filter(isUntold);
    return attempts.length > 0 ? [{ ...journey, attempts }] : [];
  });
  const uncounted = journeys.flatMap((journey) => {
    const attempts = untoldRefusals(journey);
    return attempts.length > 0 ? [{ ...journey, attempts }] : [];
  });
  const overMany = [...tooMany, ...uncounted];
  const untold = (overMany.length > 0 ? overMany : aliased).map((journey) => ({
    ...journey,
    attempts: journey.attempts.map((attempt) => asIf(recipient, attempt)),
  }));
  const found = candidatesFor(question, recipient, untold).filter(({ meant }) => meant);
  const isAlias = found.some(({ attempts }) => attempts.some(({ decidedBy }) => decidedBy === "sendmail.alias"));
  if (isAlias && !(await isOurs(recipient))) return [];
  return found.map((candidate) => ({ ...candidate, unnamed: true }));
}

/**
 * Postfix writes no line for a recipient who is one too many, and counts him all the same: "rcpt=7/9" at the end of a session of one
 * message says that two were not taken.
 */
function untoldRefusals({ sessions, sender }: Journey): readonly Attempt[] {
  return sessions.flatMap(({ facts, peer }) => {
    const counted = facts.find((fact) => fact.kind === "session.counted" && fact.verbs.RCPT !== undefined);
    if (counted?.kind !== "session.counted" || (counted.verbs.DATA?.all ?? counted.verbs.BDAT?.all ?? 0) !== 1)
      return [];
    const { ok = 0, all = 0 } = counted.verbs.RCPT ?? {};
    const told = facts.filter((fact) => fact.kind === "rcpt.refused" && fact.stage === "rcpt").length;
    const state = { role: "server", direction: "inbound", status: "deferred", stage: "rcpt" } as const;
    return all - ok > told ? [defined({ ...traceOf(counted), ...state, sender, peer, fact: counted })] : [];
  });
}

/** Messages of the sender of which a program that sent them says no more than that (sSMTP). */
export function sentToNobody(
  question: Question,
  recipient: string,
  journeys: readonly Journey[],
): readonly Candidate[] {
  if (question.from === undefined || recipient === "") return [];
  const sent = journeys.flatMap((journey) => {
    const attempts = journey.attempts.filter((attempt) => attempt.recipient === "" && attempt.role === "client");
    return attempts.length > 0 ? [{ ...journey, attempts: attempts.map((one) => ({ ...one, recipient })) }] : [];
  });
  const found = candidatesFor(question, recipient, sent).filter(({ meant }) => meant);
  return found.map((candidate) => ({ ...candidate, unnamed: true }));
}

/** What became of the others of that message is told elsewhere. */
const within = (journey: Journey, sessions: ReadonlySet<string>): Journey => ({
  ...journey,
  sessions: journey.sessions.filter(({ id }) => sessions.has(id)),
  facts: journey.facts.filter(({ session = "" }) => sessions.has(session)),
  attempts: journey.attempts.filter(isOneOfMany),
});

const asIf = (asked: string, attempt: Attempt): Attempt =>
  attempt.recipient === undefined ? { ...attempt, recipient: asked } : { ...attempt, originalRecipient: asked };

/** What became of a message whose recipient the log does not name is known, and whose it was is not: that it came to him is the less sure. */
const most = { arrived: 0.55, other: 0.65 };

/** The most that may be said of it. */
export const surest = ({ unnamed, attempts }: Candidate): number => {
  const last = attempts.at(-1);
  return unnamed ? (last && arrived(last) ? most.arrived : most.other) : 1;
};

/** What would have told. */
export function unnamedMissing(candidate: Candidate | undefined): readonly Text[] {
  if (!candidate?.unnamed) return [];
  const [first] = candidate.attempts;
  if (isNamedBefore(candidate)) return [say`Exim's reject log, which names the recipients of what is refused`];
  if (first?.decidedBy === "sendmail.alias")
    return [
      say`whose alias it is: sendmail logs that at LogLevel 11 and above; else its alias file, virtusertable and the user's .forward tell`,
    ];
  return first?.role === "client"
    ? [say`a log that names whom a message was for: sSMTP does so only where he is refused`]
    : [say`a log that names the recipients who were too many`];
}

/** Was it named when it came first (`came-again.ts`)? */
const isNamedBefore = ({ attempts }: Candidate): boolean =>
  attempts.some(({ fact }) => fact?.kind === "rcpt.refused" && fact.recipient !== undefined);

/** What is told of it is told of a message whose recipient is not known. */
export function unnamedWords(asked: string, candidate: Candidate | undefined): Text {
  if (!candidate?.unnamed) return "";
  const [first] = candidate.attempts;
  if (first?.fact?.kind === "rcpt.refused" && first.role === "client")
    return say`The log does not say whose mail was refused then: it may be another message than that for ${asked}.`;
  return isNamedBefore(candidate)
    ? say`A message of that sender for ${asked} was told to come later; what came again is told here, and the log does not name whom it was for.`
    : say`No line names ${asked}; a message of that sender came for somebody whom the log does not name, and this is what became of it.`;
}

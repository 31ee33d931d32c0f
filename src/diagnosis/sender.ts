/** Whose a message is, by its envelope, what people see of it, logins and what had come before, and how that stands to who is asked for. */
import { firstSender, type Journey } from "../journeys/journey.ts";
import { isMadeFor, type Likeness, likeness, writesByService } from "../mail/return-path.ts";
import { accountsOf, logsInAs } from "../sessions/keys.ts";
import type { Candidate } from "./candidate.ts";
import type { Question } from "./question.ts";

type Told = Omit<Candidate, "match" | "meant">;

const senderOf = ({ attempts, journeys }: Told): string | undefined =>
  attempts.find(({ sender }) => sender !== undefined)?.sender ?? journeys[0]?.sender ?? brokenFrom(journeys[0]);

/** The sender of the envelope, the one that people see, and who wrote what a list or a program has sent on in its own name. */
export const sendersOf = (told: Told): readonly string[] =>
  [senderOf(told), told.journeys.find(({ headerFrom }) => headerFrom)?.headerFrom, ...(told.writers ?? [])].filter(
    (one) => one !== undefined,
  );

/** From whom a message of the same Message-ID had come before an instant, among these. */
export function sendersByMessage(
  journeys: readonly Journey[],
): (own: readonly Journey[], at: number) => readonly string[] {
  const byId = new Map<string, Map<string, Journey[]>>();
  for (const journey of journeys) {
    const { messageId, sender } = journey;
    if (messageId === undefined || sender === undefined) continue;
    const bySender = byId.getOrInsertComputed(messageId, () => new Map());
    bySender.getOrInsertComputed(sender, () => []).push(journey);
  }
  return (own, at) => {
    const others = (journey: Journey) => !own.includes(journey) && journey.at <= at;
    const named = own.flatMap(({ messageId }) => [...(byId.get(messageId ?? "") ?? [])]);
    return named.flatMap(([sender, theirs]) => (theirs.some(others) ? sender : []));
  };
}

/** Who was about to send when the session broke off. */
const brokenFrom = (journey: Journey | undefined): string | undefined =>
  journey?.facts.find((fact) => fact.kind === "session.broken")?.sender;

/** Whose session it was that named no sender, by its logins: his who is asked for, another's, or nobody knows. */
export function loginOf({ from }: Question, candidate: Told): "his" | "others" | undefined {
  if (from === undefined || sendersOf(candidate).length > 0) return undefined;
  const sessions = candidate.journeys.flatMap((journey) => journey.sessions);
  if (sessions.some((session) => logsInAs(session, from))) return "his";
  return sessions.some((session) => accountsOf(session).length > 0) ? "others" : undefined;
}

/**
 * How the sender in the log stands to the one asked for, the nearest of those that are known; undefined where there is none, or for a
 * stranger's.
 */
export function likenessOf(question: Question, candidate: Told): Likeness | undefined {
  const { from } = question;
  const senders = sendersOf(candidate);
  if (loginOf(question, candidate) === "his") return "same";
  if (from === undefined || senders.length === 0) return undefined;
  const [journey] = candidate.journeys;
  const first = journey && firstSender(journey);
  const { recipient } = candidate;
  const like = (address: string) => likeness(from, address, { recipient, messageId: journey?.messageId });
  if (first !== undefined && like(first) === "same") return "same";
  const found = senders.map(like);
  // Who logged in sent it, whatever address it bears.
  if (candidate.journeys.some(({ sessions }) => sessions.some((session) => logsInAs(session, from)))) return "same";
  return likenesses.find((one) => found.includes(one));
}

/** How much of the sender fits; one that is not known, a little. */
export const senderShares: Readonly<Record<Likeness, number>> = {
  same: 1,
  rewritten: 0.9,
  bounces: 0.7,
  namesake: 0.5,
  colleague: 0.3,
  service: 0.1,
};
/** The nearest first. */
const likenesses = Object.keys(senderShares) as readonly Likeness[];
export const unknownShare = 0.1;

/** Is the return path one that a list made for this recipient, or one of a mail service that such a sender writes by? A person does not. */
export function bouncesTo(from: string, group: Told): boolean {
  const { recipient } = group;
  return recipient !== "" && (writesByService(from) || isMadeFor(senderOf(group) ?? "", recipient));
}

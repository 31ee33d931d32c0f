/** What policy servers said: whose a session was, of which the mail server's own lines may name nobody, and why a recipient was refused. */
import type { EventOf, Fact } from "../events/event.ts";
import { emptyJourney, type Journey } from "../journeys/journey.ts";
import { normaliseAddress } from "../mail/address.ts";
import { replyClass } from "../mail/reply.ts";
import { keys } from "../sessions/keys.ts";
import type { Session } from "../sessions/session.ts";
import type { SessionSource } from "../sessions/source.ts";
import { isAsked, type Question } from "./question.ts";
import type { Inquiry } from "./rule.ts";

/** So long before may a session have begun in which it was asked, and so inexact are stamps, in milliseconds; so many of that client are looked at. */
const asking = { before: 3_600_000, slack: 1_000, most: 500 };

export interface Policed {
  readonly journeys: readonly Journey[];
  /** Ids of sessions in which it was asked about that sender and all recipients, and he was none of them. */
  readonly ofOthers: ReadonlySet<string>;
}

/** `sessions`: those that bear the names that are asked for. */
export async function policedIn(
  question: Question,
  source: SessionSource,
  sessions: readonly Session[],
): Promise<Policed> {
  const found = new Map<string, Journey>();
  const named = new Map<Session, Set<string>>();
  for (const fact of decisionsIn(question, sessions)) {
    const [from, to] = [fact.at - asking.slack, fact.at + asking.slack];
    const there = await source.find([keys.ip(fact.peer ?? "")], from - asking.before, to, asking.most);
    for (const session of there) {
      if (session.service !== "smtp" || session.from > to || session.to < from) continue;
      named.getOrInsertComputed(session, () => new Set()).add(fact.recipient ?? "");
      if (isForAsked(question, fact))
        found.getOrInsertComputed(session.id, () => withFact(emptyJourney(session), fact));
    }
  }
  const ofOthers = [...named].flatMap(([session, whom]) =>
    !found.has(session.id) && recipientsOf(session) === whom.size ? session.id : [],
  );
  return { journeys: [...found.values()], ofOthers: new Set(ofOthers) };
}

/** Each leads to sessions of its client, so of a busy sender only the newest are followed: those for the asked, and as many others. */
const mostDecisions = 10;

function decisionsIn(question: Question, sessions: readonly Session[]): readonly (Decision & Fact)[] {
  const facts = sessions.flatMap((session) => session.facts);
  const his = facts
    .filter((fact) => fact.kind === "decision")
    .filter((fact) => fact.peer !== undefined && isOfSender(question, fact));
  const asked = his.filter((fact) => isForAsked(question, fact));
  return [...asked.slice(-mostDecisions), ...his.filter((fact) => !asked.includes(fact)).slice(-mostDecisions)];
}

/** How many were named in a session, as far as it was counted. */
const recipientsOf = ({ facts }: Session): number =>
  facts.reduce((sum, fact) => sum + (fact.kind === "session.counted" ? (fact.verbs.RCPT?.all ?? 0) : 0), 0);

const withFact = (journey: Journey, fact: Fact): Journey => ({
  ...journey,
  facts: [...journey.facts, fact].sort((a, b) => a.at - b.at),
});

type Decision = EventOf<"decision">;

const isOfSender = ({ from }: Question, { sender, recipient }: Decision): boolean =>
  sender !== undefined &&
  recipient !== undefined &&
  (from === undefined || normaliseAddress(sender) === normaliseAddress(from));

const isForAsked = ({ to }: Question, { recipient = "" }: Decision): boolean =>
  to.some((asked) => isAsked(asked, recipient));

/** It is asked, and answers, before the reply is logged; in milliseconds. */
const togetherMilliseconds = 2_000;

/** Of what class the reply is that each verdict leads to. */
const classOf: Readonly<Record<string, number>> = { reject: 5, fail: 5, defer: 4, greylist: 4, temperror: 4 };

/** What a policy server said against the recipient who was then refused or put off: what it weighed, and last what it decided. */
export function policyWords({ last, earlierFromPeer }: Pick<Inquiry, "last" | "earlierFromPeer">) {
  const refused = last?.fact;
  if (refused?.kind !== "rcpt.refused" || refused.recipient === undefined) return [];
  const { reply, at } = refused;
  const near = earlierFromPeer
    .filter((fact) => fact.kind === "decision")
    .filter((fact) => fact.service === "antispam" && Math.abs(fact.at - at) <= togetherMilliseconds);
  const decided = near.findLast(
    (fact) =>
      classOf[fact.verdict] === replyClass(reply) &&
      // What is asked about a sender alone knows no recipient: its words are the reply's.
      (fact.recipient === undefined ? isQuoted(fact, reply.text) : isOfSame(fact, refused)),
  );
  if (!decided) return [];
  const weighed = near.findLast(
    (fact) => fact.verdict === "weighted" && fact.by === decided.by && isOfSame(fact, refused),
  );
  return weighed ? [weighed, decided] : [decided];
}

/** What a milter did at its filter's word, or that filter noted. */
const milterVerdicts: ReadonlySet<string> = new Set(["noted", "reject", "defer", "discard", "quarantine"]);

/** What a milter's own log says of the message on which the mail server only did as it was told. */
export const milterWords = ({ last, facts }: Pick<Inquiry, "last" | "facts">): readonly Fact[] =>
  last?.decidedBy !== "milter" || last.queueId === undefined
    ? []
    : facts.filter(
        (fact) =>
          fact.kind === "decision" &&
          fact.service === "antispam" &&
          fact.queueId === last.queueId &&
          milterVerdicts.has(fact.verdict),
      );

const isQuoted = ({ detail = "" }: Decision, text: string): boolean => detail !== "" && text.includes(detail);

const isOfSame = (one: Decision, { sender = "", recipient = "" }: Pick<Decision, "sender" | "recipient">): boolean =>
  normaliseAddress(one.sender ?? "") === normaliseAddress(sender) &&
  normaliseAddress(one.recipient ?? "") === normaliseAddress(recipient);

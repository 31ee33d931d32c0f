/** The message came, for others: its sender had not put this recipient on the envelope. */
import type { Attempt } from "../../../journeys/attempt.ts";
import { domainOf } from "../../../mail/address.ts";
import { keys } from "../../../sessions/keys.ts";
import { confidence } from "../../confidence.ts";
import { isAsked, type Question } from "../../question.ts";
import { defineRule } from "../../rule.ts";

/** Less than that it was written to a like address. */
const perhaps = 0.65;

/** Where only sender and time are known, it is told from his other mail by being so near. */
const nearMilliseconds = 15 * 60_000;

/** By an id that is known it is the message; by sender and time it may be. */
function isMessage({ messageId, queueId, from, about, side }: Question, asked: string): (attempt: Attempt) => boolean {
  if (messageId !== undefined)
    return (attempt) =>
      attempt.messageId !== undefined && keys.messageId(attempt.messageId) === keys.messageId(messageId);
  if (queueId !== undefined) return (attempt) => attempt.queueId === queueId;
  // A user writes to many people elsewhere.
  if (from === undefined || about === undefined || side === "sender" || !domainOf(from)) return () => false;
  return ({ sender, recipient, at }) =>
    sender !== undefined &&
    isAsked(from, sender) &&
    Math.abs(at - about) <= nearMilliseconds &&
    domainOf(recipient ?? "") === domainOf(asked);
}

export const notAddressee = defineRule({
  cause: "never.not-addressee",
  refines: ["never.no-trace", "evidence.log-gap"],
  evidence: ({ question, recipient, attempts, near }) => {
    if (attempts.length > 0 || recipient === "" || recipient.startsWith("@")) return undefined;
    const isIt = isMessage(question, recipient);
    const others = near.filter((attempt) => attempt.recipient !== undefined && attempt.fact && isIt(attempt));
    if (others.length === 0) return undefined;
    const isNamed = (question.messageId ?? question.queueId) !== undefined;
    return {
      facts: others.flatMap(({ fact }) => fact ?? []).slice(0, 4),
      confidence: isNamed ? confidence.specificCode : perhaps,
      detail: [...new Set(others.map(({ recipient }) => recipient))].slice(0, 5).join(", "),
    };
  },
});

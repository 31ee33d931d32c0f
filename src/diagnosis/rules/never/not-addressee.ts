/** The message came, for others: its sender had not put this recipient on the envelope. */
import type { Attempt } from "../../../journeys/attempt.ts";
import { keys } from "../../../sessions/keys.ts";
import { confidence } from "../../confidence.ts";
import { defineRule } from "../../rule.ts";

export const notAddressee = defineRule({
  cause: "never.not-addressee",
  refines: ["never.no-trace", "evidence.log-gap", "never.wrong-address"],
  evidence: ({ question, recipient, attempts, near }) => {
    const { messageId, queueId } = question;
    if ((messageId ?? queueId) === undefined || attempts.length > 0 || recipient === "") return undefined;
    const isIt = (attempt: Attempt) =>
      messageId === undefined
        ? attempt.queueId === queueId
        : attempt.messageId !== undefined && keys.messageId(attempt.messageId) === keys.messageId(messageId);
    const others = near.filter((attempt) => attempt.recipient !== undefined && attempt.fact && isIt(attempt));
    if (others.length === 0) return undefined;
    return {
      facts: others.flatMap(({ fact }) => fact ?? []).slice(0, 4),
      confidence: confidence.specificCode,
      detail: [...new Set(others.map(({ recipient }) => recipient))].slice(0, 5).join(", "),
    };
  },
});

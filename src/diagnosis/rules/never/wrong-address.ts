/** The sender wrote to an address that is nearly the asked one. */
import { editDistance } from "../../../base/distance.ts";
import { normaliseAddress } from "../../../mail/address.ts";
import { defineRule } from "../../rule.ts";

/** Two slips of the finger. */
const slips = 2;

/** "user1" and "user2" are two people. */
const withoutDigits = (address: string): string => address.replaceAll(/\d/g, "");

export const wrongAddress = defineRule({
  cause: "never.wrong-address",
  refines: ["never.no-trace", "evidence.wrong-key"],
  evidence: ({ question, recipient, attempts, near }) => {
    if (attempts.length > 0 || recipient.startsWith("@") || recipient === "") return undefined;
    const asked = normaliseAddress(recipient);
    const close = near.filter((attempt) => {
      const given = attempt.recipient && normaliseAddress(attempt.recipient);
      const sameSender =
        question.from !== undefined &&
        attempt.sender !== undefined &&
        normaliseAddress(attempt.sender) === normaliseAddress(question.from);
      if (!given || given === asked || !sameSender || withoutDigits(given) === withoutDigits(asked)) return false;
      // Who has a mailbox under a like name is rather a colleague.
      const most = attempt.status === "refused" || attempt.status === "bounced" ? slips : 1;
      return editDistance(given, asked, most) <= most;
    });
    const [best] = close.toSorted(
      (a, b) => editDistance(a.recipient ?? "", asked) - editDistance(b.recipient ?? "", asked),
    );
    if (!best) return undefined;
    const facts = best.fact ? [best.fact] : [];
    return { facts, confidence: best.status === "refused" ? 0.85 : 0.75, detail: best.recipient ?? "" };
  },
});

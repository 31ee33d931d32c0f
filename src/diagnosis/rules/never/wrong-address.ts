/** The sender wrote to an address that is nearly the asked one, or to the same name in another domain. */
import { editDistance } from "../../../base/distance.ts";
import type { Attempt } from "../../../journeys/attempt.ts";
import { domainOf, localPartOf, normaliseAddress } from "../../../mail/address.ts";
import { isAtOtherDomain } from "../../../mail/return-path.ts";
import { defineRule } from "../../rule.ts";

/** Two slips of the finger. */
const slips = 2;

/** "user1" and "user2" are two people. */
const withoutDigits = (address: string): string => address.replaceAll(/\d/g, "");

/** The same name at a host of the domain: "bob@mail.example.com" for "bob@example.com". */
const isBelow = (given: string, asked: string): boolean =>
  localPartOf(given) === localPartOf(asked) && given.endsWith(`.${domainOf(asked)}`);

const writtenTo = ({ originalRecipient, recipient = "" }: Pick<Attempt, "originalRecipient" | "recipient">): string =>
  normaliseAddress(originalRecipient ?? recipient);

export const wrongAddress = defineRule({
  cause: "never.wrong-address",
  refines: ["never.no-trace", "evidence.wrong-key", "evidence.log-gap"],
  evidence: ({ question, recipient, attempts, near }) => {
    if (attempts.length > 0 || recipient.startsWith("@") || recipient === "") return undefined;
    const asked = normaliseAddress(recipient);
    const isClose = ({ sender, status, ...attempt }: Attempt) => {
      const given = writtenTo(attempt);
      if (question.from === undefined || sender === undefined || given === "" || given === asked) return false;
      if (normaliseAddress(sender) !== normaliseAddress(question.from)) return false;
      if (isAtOtherDomain(given, asked) || isBelow(given, asked) || isBelow(asked, given)) return true;
      // Who has a mailbox under a like name is rather a colleague.
      const most = status === "refused" || status === "bounced" ? slips : 1;
      return withoutDigits(given) !== withoutDigits(asked) && editDistance(given, asked, most) <= most;
    };
    const [best] = near
      .filter(isClose)
      .toSorted((a, b) => editDistance(writtenTo(a), asked) - editDistance(writtenTo(b), asked));
    if (!best) return undefined;
    const facts = best.fact ? [best.fact] : [];
    const detail = best.originalRecipient ?? best.recipient ?? "";
    return {
      facts,
      confidence: best.status === "refused" ? 0.85 : isAtOtherDomain(detail, asked) ? 0.7 : 0.75,
      detail,
    };
  },
});

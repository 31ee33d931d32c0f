/** A reply says by the recipient's own name that he will not have it: a rule of his, or one that was made for him. */
import { localPartOf } from "../../../mail/address.ts";
import { confidence } from "../../confidence.ts";
import { attemptFacts } from "../../look.ts";
import { defineRule } from "../../rule.ts";

/** Postfix's frame around the words of a table, with the address that was looked up. */
const frame = /^<[^<>]{0,320}>: (?:recipient|sender) address rejected: /i;
const unwilling =
  /^(?:has )?(?:blocked|banned|blacklisted|refuses|rejects|declines|ignores)\b|^(?:does|do|will|would)(?: not|n't) (?:accept|want|wish|read|take|receive|like)\b/i;

export const userBlocked = defineRule({
  cause: "mail.user-blocked",
  refines: ["mail.sender-blocked", "rcpt.restricted", "rcpt.user-unknown"],
  evidence: ({ last, facts }) => {
    if (last?.status !== "refused" && last?.status !== "bounced") return undefined;
    const name = localPartOf(last?.originalRecipient ?? last?.recipient ?? "").toLowerCase();
    const words = (last.reply?.text ?? "").replace(frame, "");
    const isHis = name.length > 1 && words.toLowerCase().startsWith(`${name} `);
    if (!isHis || !unwilling.test(words.slice(name.length + 1))) return undefined;
    return { facts: attemptFacts(facts, last), confidence: confidence.explicitByEnvelope };
  },
});

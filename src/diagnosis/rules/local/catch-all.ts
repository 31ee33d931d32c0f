/** It was laid into a mailbox that takes what is addressed to nobody. */
import { localPartOf } from "../../../mail/address.ts";
import { byCatchAll } from "../../../sessions/open-transaction.ts";
import { confidence } from "../../confidence.ts";
import { attemptFacts } from "../../look.ts";
import { fateOf } from "../../pickup.ts";
import { defineRule } from "../../rule.ts";

/** Our own log says who took it; others do not say what a mailbox is for, but these names do. */
const names = /^(?:catch[-_.]?all|unknown|undeliverable|dead-?letters?|everything)$/i;

export const catchAll = defineRule({
  cause: "local.catch-all",
  refines: ["store.delivered"],
  evidence: (inquiry) => {
    const { last, facts } = inquiry;
    if (!last?.where || !last.originalRecipient || fateOf(inquiry)?.state !== "kept") return undefined;
    const [mailbox, asked] = [localPartOf(last.where.mailbox), localPartOf(last.originalRecipient)];
    const isSaid = last.decidedBy === byCatchAll;
    if (!isSaid && (mailbox === asked || !names.test(mailbox))) return undefined;
    return {
      facts: attemptFacts(facts, last),
      confidence: isSaid ? confidence.explicitByEnvelope : confidence.specificCode,
      detail: last.where.mailbox,
    };
  },
});

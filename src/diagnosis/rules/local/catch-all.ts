/** It was laid into a mailbox that takes what is addressed to nobody. */
import { localPartOf } from "../../../mail/address.ts";
import { confidence } from "../../confidence.ts";
import { attemptFacts } from "../../look.ts";
import { fateOf } from "../../pickup.ts";
import { defineRule } from "../../rule.ts";

/** A log does not say what a mailbox is for; these names do. */
const names = /^(?:catch[-_.]?all|unknown|undeliverable|dead-?letters?|everything)$/i;

export const catchAll = defineRule({
  cause: "local.catch-all",
  refines: ["store.delivered"],
  evidence: (inquiry) => {
    const { last, facts } = inquiry;
    if (!last?.where || !last.originalRecipient || fateOf(inquiry)?.state !== "kept") return undefined;
    const [mailbox, asked] = [localPartOf(last.where.mailbox), localPartOf(last.originalRecipient)];
    if (mailbox === asked || !names.test(mailbox)) return undefined;
    return { facts: attemptFacts(facts, last), confidence: confidence.specificCode, detail: last.where.mailbox };
  },
});

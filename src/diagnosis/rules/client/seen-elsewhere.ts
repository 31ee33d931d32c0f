/** The message lies in the inbox, and a mail program has marked it as read. */
import { confidence } from "../../confidence.ts";
import { attemptFacts } from "../../look.ts";
import { changesOf, fateOf } from "../../pickup.ts";
import { defineRule } from "../../rule.ts";

export const seenElsewhere = defineRule({
  cause: "client.seen-elsewhere",
  refines: ["store.delivered"],
  evidence: (inquiry) => {
    const { last, facts } = inquiry;
    if (!last || fateOf(inquiry)?.state !== "kept") return undefined;
    const read = changesOf(inquiry).find(({ how }) => how === "read");
    return read && { facts: [read, ...attemptFacts(facts, last)], confidence: confidence.inferred };
  },
});

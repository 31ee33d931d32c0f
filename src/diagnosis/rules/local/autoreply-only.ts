/** The message was given to a program, which is no mailbox, or a rule of its recipient answered it and kept nothing. */
import { confidence } from "../../confidence.ts";
import { commandGiven } from "../../handed.ts";
import { attemptFacts, decidedBy } from "../../look.ts";
import { defineRule } from "../../rule.ts";

/** As Exim names where it delivered to. */
const pipe = /^\|\s*"?(\S+?)"?(?: |$)/;
/** Programs that lay mail into mailboxes. */
const deliverers =
  /(?:procmail|maildrop|dovecot-lda|deliver|cyrdeliver|fdm|mail\.local|lmtp\w*|dspam|sieve)(?:[-_.]\w+)*$/;

export const autoreplyOnly = defineRule({
  cause: "local.autoreply-only",
  refines: ["store.delivered", "local.filter-deleted"],
  evidence: ({ last, attempts, facts }) => {
    const answered = last && decidedBy(facts, "exim.answered");
    if (answered && last.decidedBy === answered.by) return { facts: [answered, ...attemptFacts(facts, last)] };
    const program = last && (commandGiven(last) ?? pipe.exec(last.where?.mailbox ?? "")?.[1]);
    if (!last || !program || deliverers.test(program)) return undefined;
    if (attempts.some((other) => other !== last && other.status === "delivered")) return undefined;
    return { facts: attemptFacts(facts, last), confidence: confidence.specificCode, detail: program };
  },
});

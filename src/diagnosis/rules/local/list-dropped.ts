/** The program of a mailing list took the message and sent no copy on: it waits for a moderator, or its sender may not post there. */
import type { Attempt } from "../../../journeys/attempt.ts";
import { confidence } from "../../confidence.ts";
import { programGiven } from "../../handed.ts";
import { attemptFacts } from "../../look.ts";
import { defineRule } from "../../rule.ts";

const lists =
  /(?:^|[/_-])(?:mlmmj(?:-receive|-recieve)?|mailman\d?|majordomo|sympa|ecartis|listserv|listproc|ezmlm(?:-\w+)?|smartlist|schleuder)(?:$|[/_ -])/i;
/** A list sends its copies at once; where the log ends before that nobody knows. */
const stillMilliseconds = 30_000;

export const listDropped = defineRule({
  cause: "local.list-dropped",
  refines: ["store.delivered", "evidence.other-node", "local.autoreply-only", "local.filter-deleted"],
  evidence: ({ last, facts, near, others, coverage }) => {
    if (last?.decidedBy && /^mailman\.(?:hold|discard|reject)$/.test(last.decidedBy))
      return { facts: attemptFacts(facts, last), confidence: confidence.explicitById };
    const program = last && programGiven(last);
    const isPosted = /^mailman\.(?:posted|approved)$/.test(last?.decidedBy ?? "");
    if (isPosted || !program || !lists.test(program) || last.messageId === undefined) return undefined;
    const isCopy = ({ messageId, queueId, at }: Attempt) =>
      messageId === last.messageId && queueId !== last.queueId && at >= last.at;
    const isLinked = facts.some(
      (fact) => fact.messageId === last.messageId && fact.queueId !== last.queueId && fact.at > last.at,
    );
    if (coverage.to - last.at < stillMilliseconds || isLinked || [...near, ...others].some(isCopy)) return undefined;
    return { facts: attemptFacts(facts, last), confidence: confidence.inferred, detail: program };
  },
});

/** The message is in the queue, being tried again. */

import { confidence } from "../../confidence.ts";
import { isBackElsewhere, passedTo } from "../../handed.ts";
import { attemptFacts } from "../../look.ts";
import { recogniseReply } from "../../replies/recognise.ts";
import { defineRule } from "../../rule.ts";

export const waiting = defineRule({
  cause: "queue.waiting",
  evidence: ({ last, facts }) => {
    // What was put off before it was taken (by a milter at its end) waits at its sender.
    if (
      // A server that tells of sessions alone says at the end of one that it will send the message on.
      (last?.role !== "queue" && (last?.role !== "server" || last.status !== "queued")) ||
      last.fact?.kind === "rcpt.refused" ||
      passedTo(last) !== undefined ||
      isBackElsewhere({ last, facts }) ||
      (last.status !== "deferred" && last.status !== "queued")
    )
      return undefined;
    const tries = attemptFacts(facts, last);
    const taken = facts.filter((fact) => fact.kind === "message.accepted");
    const said = last.reply && recogniseReply(last.reply, last.stage, last.relay);
    // Words that say why tell more than that it waits; a code that is given for anything does not.
    const isTold = said?.confidence === confidence.enough;
    return {
      facts: [...tries, ...taken].slice(0, 3),
      confidence: isTold ? confidence.genericCode : confidence.specificCode,
    };
  },
});

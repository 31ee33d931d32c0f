/** The content filter greylists (rspamd): its own line says so, or the words that it has for that, where its log is not there. */
import { say } from "../../../base/saying.ts";
import type { EventOf } from "../../../events/event.ts";
import type { Attempt } from "../../../journeys/attempt.ts";
import { confidence } from "../../confidence.ts";
import { attemptFacts, factOf } from "../../look.ts";
import { defineRule } from "../../rule.ts";

/** Rspamd puts a message off for other reasons, too, and notes a triplet that has passed by the same symbol. */
const putOff = ({ action, parts }: EventOf<"message.scored">): boolean =>
  action === "soft reject" && parts.GREYLIST !== undefined && parts.RATELIMITED === undefined;

/** Its words for "soft reject", which it mostly says to greylist; a filter that fails has others, and no code of a policy. */
const itsWords = /^Try again later\.?$/i;

const isGreylisted = ({ verdict }: EventOf<"decision">): boolean => verdict === "greylist";

const isPutOff = ({ reply, stage, decidedBy }: Attempt): boolean =>
  decidedBy === "milter" && stage === "eod" && reply?.enhanced === "4.7.1" && itsWords.test(reply.text);

export const greylist = defineRule({
  cause: "rcpt.greylist",
  refines: ["eod.tempfail", "eod.spam"],
  evidence: ({ last, facts, lastSession }) => {
    // The mail server's own line is not there, and nothing tells of another try.
    const asked = last ? undefined : factOf(lastSession, "decision", isGreylisted);
    if (asked && !lastSession.some(({ kind }) => kind === "rcpt.refused" || kind === "transaction.opened"))
      return {
        facts: [asked],
        confidence: confidence.specificCode,
        missing: [say`the log of the mail server that asked`],
      };
    if (last?.status !== "deferred" || last.direction !== "inbound") return undefined;
    const word = factOf(facts, "message.scored", putOff);
    if (word) return { facts: [...attemptFacts(facts, last), word] };
    if (!isPutOff(last) || factOf(facts, "message.scored")) return undefined;
    return { facts: attemptFacts(facts, last), confidence: confidence.inferred, missing: [say`the log of the filter`] };
  },
});

/** The message is in the queue, being tried again, or for the first time. */
import { say } from "../../../base/saying.ts";
import { confidence } from "../../confidence.ts";
import { isBackElsewhere, passedTo } from "../../handed.ts";
import { attemptFacts } from "../../look.ts";
import { recogniseReply } from "../../replies/recognise.ts";
import { defineRule, type Evidence, type Inquiry } from "../../rule.ts";

/** Servers whose queue says of a recipient what became of a try, and nothing before. */
const queues: ReadonlySet<string> = new Set([
  "postfix",
  "exim",
  "sendmail",
  "opensmtpd",
  "nullmailer",
  "dma",
  "courier",
]);
/** A host that answers nothing holds a try up for minutes, and what was put off comes up again within the hour. */
const untoldMilliseconds = 3_600_000;

/** It was taken, and until the log ends, soon after, nothing is said of it: a try is on, or has yet to come. */
function untried({ facts, coverage }: Inquiry): Evidence | undefined {
  const taken = facts.findLast((fact) => fact.kind === "message.accepted");
  if (!taken || !coverage.formats.some((format) => queues.has(format))) return undefined;
  if (facts.some(({ kind }) => kind === "attempt.ended" || kind === "message.ended" || kind === "rcpt.refused"))
    return undefined;
  if (coverage.to - taken.at > untoldMilliseconds) return undefined;
  return {
    facts: [taken],
    confidence: confidence.enough,
    missing: [say`the log of the time after it, or the server's queue: nothing is said of a try before it ends`],
  };
}

export const waiting = defineRule({
  cause: "queue.waiting",
  evidence: (inquiry) => {
    const { last, facts } = inquiry;
    if (!last) return untried(inquiry);
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

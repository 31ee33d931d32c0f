/** Attempts as JSON: the stable objects of `trace --json`. */
import { replyJson } from "./answer-document.ts";
import { evidenceAt, iso, placesOf } from "./evidence-lines.ts";
import type { Reader } from "./reader.ts";
import type { TracedAttempt } from "./trace.ts";

/** One attempt as `trace` prints it. */
export async function attemptsAsJson(attempts: readonly TracedAttempt[], reader: Reader) {
  const evidence = await evidenceAt(
    attempts.flatMap(({ source }) => placesOf(source)),
    reader,
  );
  return attempts.map((attempt) => ({
    at: iso(attempt.at),
    node: attempt.node,
    session: attempt.session,
    transaction: attempt.transaction ?? null,
    queueId: attempt.queueId ?? null,
    parentQueueId: attempt.parentQueueId ?? null,
    messageId: attempt.messageId ?? null,
    transid: attempt.transid ?? null,
    sender: attempt.sender ?? null,
    recipient: attempt.recipient ?? null,
    originalRecipient: attempt.originalRecipient ?? null,
    direction: attempt.direction,
    status: attempt.status,
    stage: attempt.stage,
    reply: replyJson(attempt.reply),
    relay: attempt.relay ?? null,
    remoteId: attempt.remoteId ?? null,
    sizeBytes: attempt.sizeBytes ?? null,
    delaySeconds: attempt.delaySeconds ?? null,
    cause: attempt.cause,
    decidedBy: attempt.decidedBy ?? null,
    evidence: evidence(placesOf(attempt.source)),
  }));
}

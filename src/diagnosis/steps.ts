/** What to do where the steps of a cause do not fit: where no queue has the message any longer. */
import { say, type Text } from "../base/saying.ts";
import type { Outcome } from "../events/event.ts";
import type { Finding } from "./diagnose.ts";
import { failureOf, isDoubtful } from "./handed.ts";
import { byHand } from "./look.ts";
import { isGone } from "./refusal-words.ts";
import type { Inquiry } from "./rule.ts";
import { forAdmin, isMarked, remedyOf } from "./step.ts";
import { isStopped, isUntold } from "./untold.ts";

/** Exim let go of a message whose host hung up at DATA (`reading/exim/queue.ts`). */
export const isLetGo = ({ facts: [said] }: Finding): boolean =>
  said?.kind === "program.warned" && /^corrupt line in place of a delivery\b/.test(said.text);

/** Those of the cause, or others in their place or before them. */
export function stepsFor(inquiry: Inquiry, finding: Finding, steps: readonly Text[]): readonly Text[] {
  if (isLetGo(finding))
    return [
      say`Ask the sender to send the message again: no server has it any longer`,
      say`Run another release of Exim on the server that let go of it: 4.98.2 does so, 4.96 and 4.94.2 do not`,
      say`Until then look through its log for lines that are blank behind the id: each of them is such a message`,
    ];
  // To the sender's own server it never came: it is still where he wrote it.
  if (finding.cause === "never.no-trace" && inquiry.question.side === "sender") return remedyOf("never.outbox");
  // Nothing is missing in the log of a server that did not run.
  if (finding.cause === "evidence.log-gap" && isUntold(inquiry) && isStopped(inquiry))
    return remedyOf("never.no-trace");
  if (finding.cause === "greeting.ips-ban" && finding.detail === byHand)
    return [
      say`Ask who blocked the address, and why: the journal of changes names him, and a note may stand beside the block`,
      say`Unblock it if that was a mistake; its sender comes again by himself`,
    ];
  if (finding.cause === "greeting.busy" && inquiry.last?.status === "aborted" && !inquiry.last.reply)
    return [
      ...(inquiry.last.stage === "eod" ? [say`Look whether it is in the mailbox before anything else`] : []),
      say`As a rule nothing: its sender's server tries again by itself`,
      forAdmin(say`If the server was not stopped on purpose, see why: postino log tail --service system`),
    ];
  if (isGone(inquiry)) return [sendAgain, ...steps.filter((step) => !isMarked(step, "again"))];
  const left = inquiry.last && isOver.has(inquiry.last.status) ? steps.map(instead) : steps;
  if (!failureOf(inquiry) || isDoubtful(inquiry)) return left;
  return [sendAgain, ...left.filter((step) => step !== sendAgain)];
}

const sendAgain = say`When that is mended, let the sender send it once more: no queue has it any longer`;
/** How a message ends that is in no queue any longer, and in no mailbox. */
const isOver: ReadonlySet<Outcome> = new Set(["bounced", "expired", "lost"]);
const instead = (step: Text): Text => (isMarked(step, "flush") ? sendAgain : step);

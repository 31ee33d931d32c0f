/** What became of a message, by all that is known of it and the cause that was found. */
import type { Outcome, Stage } from "../events/event.ts";
import { toldStatus } from "../journeys/attempt.ts";
import { replyClass } from "../mail/reply.ts";
import type { Finding } from "./diagnose.ts";
import { isBackElsewhere, isInTracking, passedTo, programGiven } from "./handed.ts";
import { factOf, gaveUp, givenBack } from "./look.ts";
import { saidMeanwhile } from "./meanwhile.ts";
import { withheld } from "./objection.ts";
import { fateOf } from "./pickup.ts";
import { isAsked } from "./question.ts";
import type { Inquiry } from "./rule.ts";

/** Causes by which a delivered message is no longer there. */
const removals: ReadonlySet<string> = new Set(["client.imap-expunged", "client.pop3-taken", "store.retention"]);

const failed: ReadonlySet<string> = new Set(["local.quota-late", "local.delivery-failed"]);

/** Causes that keep a message in the queue before anything is tried. */
const waitsFor: ReadonlySet<string> = new Set(["local.delivery-defer", "queue.stopped", "queue.waiting"]);
/** Causes by which nobody knows whether the message came. */
const isNotSearched: ReadonlySet<string> = new Set(["evidence.log-gap", "evidence.other-node"]);
/** Causes that keep a message from ever reaching this server. */
const unreached: ReadonlySet<string> = new Set([
  "connect.firewall-drop",
  "connect.refused",
  "dns.domain-local-at-sender",
]);
/** Causes by which a server turned away whoever came, without a line about each. */
const turnsAway: ReadonlySet<string> = new Set(["greeting.busy", "eod.system-full"]);
/** Commands behind MAIL. */
const inTransaction = /^(?:MAIL|RCPT|DATA|BDAT)$/;

/** Does a refusal of somebody, or of nobody in particular, say what became of the message for the asked one? */
const isHis = (refused: string | undefined, asked: string): boolean =>
  refused === undefined || asked === "" || isAsked(asked, refused);

export function outcomeOf({ last, lastSession, facts, recipient }: Inquiry, finding: Finding): Outcome {
  if (gaveUp({ last, facts })) return "expired";
  if (!last && finding.facts[0] && finding.facts[0] === givenBack(facts)) return "bounced";
  if (finding.cause === "local.filter-deleted") return "discarded";
  if (finding.cause === "evidence.other-node" && last && passedTo(last) !== undefined) return "relayed";
  if (isBackElsewhere({ last, facts })) return last && isInTracking(last) ? "queued" : "relayed";
  if (finding.cause === "queue.deleted") return last?.status === "bounced" ? "bounced" : "discarded";
  if (finding.cause === "queue.held") return "held";
  // What MailScanner does not put back stays on hold for ever.
  if (finding.cause === "local.spam-deleted") return "discarded";
  if (finding.cause === "local.quarantined" && (!last || withheld(facts))) return "quarantined";
  // Whether its moderator still has it, the log of the mail server does not tell.
  if (finding.cause === "local.list-dropped" && last && programGiven(last) !== undefined) return "unknown";
  if (finding.cause === "queue.lost") return "lost";
  // Where it ends, another log tells.
  if (finding.cause === "queue.loop" && (last?.status === "relayed" || last?.status === "forwarded")) return "unknown";
  if (finding.cause === "store.restored-old") return "removed";
  if (finding.cause === "local.forward-nocopy") return "forwarded";
  // The mail server does not know that the program failed.
  if (last?.status === "delivered" && failed.has(finding.cause)) return "lost";
  if (last)
    return removals.has(finding.cause) && fateOf({ last, facts })?.state === "gone"
      ? "removed"
      : toldStatus(last.status);
  const [found] = finding.facts;
  if (finding.cause === "rcpt.greylist" && found?.kind === "decision") return "deferred";
  if (found && found === saidMeanwhile({ last, lastSession })) return "queued";
  const isAnothers = finding.cause === "never.other-identity" || finding.cause === "evidence.wrong-key";
  if (isAnothers && found?.kind === "attempt.ended") return found.status;
  if (unreached.has(finding.cause)) return "never-seen";
  if (turnsAway.has(finding.cause) && lastSession.length === 0) return "never-seen";
  if (finding.cause.startsWith("never.") || finding.cause.startsWith("evidence."))
    return isNotSearched.has(finding.cause) ? "unknown" : "never-seen";
  if (finding.cause === "mail.size-declared") return "refused";
  if (waitsFor.has(finding.cause) && facts.some(({ kind }) => kind === "message.accepted")) return "queued";
  const refused = factOf(lastSession, "rcpt.refused", (fact) => isHis(fact.recipient, recipient));
  if (refused) return replyClass(refused.reply) < 5 ? "deferred" : "refused";
  const offered = lastSession.some(
    (fact) =>
      fact.kind === "transaction.opened" ||
      (fact.kind === "decision" && fact.by === "session.ended" && fact.transaction !== undefined) ||
      (fact.kind === "session.broken" && (fact.sender !== undefined || inTransaction.test(fact.after))) ||
      (fact.kind === "session.counted" && (fact.verbs.MAIL?.ok ?? 0) > 0),
  );
  if (offered && finding.cause !== "session.rcpt-probe") return "aborted";
  // A log without the dialogue may not tell how far it had come.
  const isUntold = lastSession.some((fact) => fact.kind === "session.broken" && fact.after === "a command");
  return lastSession.length > 0 && !isUntold ? "nothing-offered" : "unknown";
}

/** What a session was refused as a whole. */
export const refusalOf = ({ lastSession }: Pick<Inquiry, "lastSession">) =>
  factOf(lastSession, "rcpt.refused", ({ recipient }) => recipient === undefined);

/** Where a session ended of which no attempt is known. */
export function stageOf(inquiry: Inquiry): Stage | null {
  const refused = refusalOf(inquiry);
  if (refused) return refused.stage;
  const broken = factOf(inquiry.lastSession, "session.broken");
  const stages: Readonly<Record<string, Stage | null>> = {
    CONNECT: "connect",
    EHLO: "helo",
    HELO: "helo",
    MAIL: "mail",
    RCPT: "rcpt",
    DATA: "data",
  };
  return stages[broken?.after ?? ""] ?? null;
}

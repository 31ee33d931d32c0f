/** What the summary of an unfinished transaction or session says: its status and its cause. */
import type { Ended } from "../events/event.ts";
import type { OpenTransaction } from "./command.ts";
import type { TransactionStatus } from "./session-log.ts";

/** A transaction in which every recipient was refused is no incomplete one: REJECT, or DEFER if all may come again. */
export function statusOfRefused({ recipients, refused }: OpenTransaction): TransactionStatus | undefined {
  if (recipients.length > 0 || refused.length === 0) return undefined;
  return refused.some(({ reply }) => reply.code >= 500) ? "REJECT" : "DEFER";
}

/** The causes that are known by the way a session ended alone. */
const byEnd: Partial<Record<Ended, string>> = { timeout: "session.timeout", shutdown: "greeting.busy" };

/**
 * The cause of an end before the end. `ended` is "reset" where the peer gave up a transaction and went on;
 * `lastCause` is the cause of our last refusal in the session.
 */
export function causeOfEnd(
  ended: Ended | "reset",
  stage: "connect" | "helo" | "mail" | "rcpt" | "data",
  open: OpenTransaction | undefined,
  lastCause: string | undefined,
): string | undefined {
  const known = ended === "reset" ? undefined : byEnd[ended];
  if (known) return known;
  const polite = ended === "quit" || ended === "reset";
  if (ended === "local-closed" || ended === "refused") return lastCause;
  if (!open) return lastCause ?? (polite ? "session.probe-quit" : "session.bot-noise");
  if (stage === "data") return "data.mid-transfer-drop";
  if (open.recipients.length === 0 && lastCause) return lastCause;
  if (!polite) return undefined;
  return open.recipients.length > 0 ? "session.rcpt-probe" : "session.probe-quit";
}

/** The cause of a transaction or session that was not completed. */
import type { Ended } from "../events/event.ts";
import type { OpenTransaction } from "./command.ts";

/** The causes that are known by the way a session ended alone. */
const byEnd: Partial<Record<Ended, string>> = { timeout: "session.timeout", shutdown: "greeting.busy" };

/**
 * The cause of an end before the end. `ended` is "reset" where the peer gave up a transaction and went on;
 * `lastCause` is the cause of our last refusal in the session.
 */
export function causeOfEnd(
  ended: Ended | "reset",
  stage: "connect" | "helo" | "mail" | "rcpt" | "data",
  open: Pick<OpenTransaction, "recipients"> | undefined,
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

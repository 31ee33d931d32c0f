/** How a session broke off, and where its message stood then. */
import type { EventOf, Fact, MailEvent } from "../events/event.ts";
import { isBreak, tlsFailed } from "./dialogue-words.ts";
import { factFrom, joinSources, sourceOf } from "./fact.ts";
import type { Transaction } from "./session.ts";

/** What is known of a session at its end. */
interface Known {
  readonly facts: readonly Fact[];
  /** The last transaction. */
  readonly open: Transaction | undefined;
  readonly quit: boolean;
  readonly helo: string | undefined;
  readonly lastVerb: string;
  /** Is a command in the log? At level summary none is. */
  readonly hasCommands: boolean;
  readonly timeout: EventOf<"session.timeout"> | undefined;
  readonly tlsFailure: EventOf<"session.noted"> | undefined;
  readonly tooMany: EventOf<"smtp.reply"> | undefined;
  /** The last sign of life before the end. */
  readonly last: MailEvent | undefined;
}

/** Undefined for one that ended in good order. */
export function brokenOff(end: MailEvent, known: Known): Fact | undefined {
  const { facts, quit, lastVerb, timeout, tlsFailure, tooMany } = known;
  const ended = end.kind === "session.closed" ? end.ended : "unknown";
  const why = tooMany ? "too-many-errors" : ended === "unknown" && tlsFailure ? "tls-failed" : ended;
  const told = timeout || ended === "timeout" ? "timeout" : why;
  if (quit) return undefined;
  const last = facts.findLast((fact) => fact.kind === "attempt.ended" && fact.status === "aborted");
  const open = last && known.open?.number === last.transaction ? known.open : undefined;
  const inData = open !== undefined && last?.kind === "attempt.ended" && last.stage === "data";
  // Some logs say only that it is over: whoever was let send the content and did not say QUIT was cut off, or went.
  const how = told === "unknown" && inData && end.kind === "session.closed" ? "peer-closed" : told;
  if (!isBreak(how)) return undefined;
  const at = timeout ?? end;
  return factFrom(at, {
    kind: "session.broken",
    how,
    after: inData ? "DATA" : lastVerb === "CONNECT" ? farthest(known, open) : lastVerb,
    receivedBytes: timeout?.receivedBytes ?? (inData ? (open.sizeBytes ?? 0) : undefined),
    idleSeconds: how === "timeout" ? idleSeconds(at, known) : undefined,
    setting: timeout?.setting,
    reason: tlsFailure && tlsFailed.exec(tlsFailure.text)?.[1],
    sender: open?.sender,
    recipients: open?.recipients.map(({ address }) => address),
    transaction: open?.number,
    ...joinSources(
      ...[timeout, tlsFailure, tooMany].map((reason) => sourceOf(reason)),
      ...[sourceOf(end), sourceOf(known.last)],
    ),
  });
}

/** How far it came, where no command is in the log. */
const farthest = ({ helo }: Known, open: Transaction | undefined): string =>
  open ? "RCPT" : helo === undefined ? "CONNECT" : "EHLO";

/** At level summary the last word before the silence is not in the log. */
function idleSeconds({ at }: MailEvent, { hasCommands, timeout, last }: Known): number | undefined {
  if (!hasCommands && timeout?.afterSeconds !== undefined) return timeout.afterSeconds;
  return last && (at - last.at) / 1000;
}

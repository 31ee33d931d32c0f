/** What speaks for a session: mail that it brought in good order. */
import type { Fact } from "../events/event.ts";

/** A message was taken, or (where the log tells its queue apart from its sessions) given a queue id. */
const isTaken = ({ kind }: Fact): boolean => kind === "message.accepted" || kind === "transaction.opened";

export const broughtMail = (facts: readonly Fact[]): boolean => facts.some(isTaken);

/** Of its last attempts, whether each was taken. */
export const recentOf = (facts: readonly Fact[], most: number): readonly boolean[] =>
  facts
    .filter((fact) => isTaken(fact) || fact.kind === "rcpt.refused")
    .slice(-most)
    .map(isTaken);

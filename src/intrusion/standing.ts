/** What speaks for a session: mail that it brought in good order. */
import type { Fact } from "../events/event.ts";

/** A message was taken, or (where the log tells its queue apart from its sessions) given a queue id. */
const isTaken = ({ kind }: Fact): boolean => kind === "message.accepted" || kind === "transaction.opened";

export const broughtMail = (facts: readonly Fact[]): boolean => facts.some(isTaken);

/** An old list has some dead addresses: each message that was taken speaks for so many that are refused behind it. */
const forgivenPerMessage = 4;
/** So many messages speak at once: who brought a thousand may not guess for each. */
const mostSpeaking = 3;

/** What a session's mail is good for, fact by fact: only mail before a refusal speaks for it, never what follows. */
export class Standing {
  #forgiven = 0;

  /** Does mail that was taken speak for what happens next? */
  get isGood(): boolean {
    return this.#forgiven > 0;
  }

  take(fact: Fact): void {
    if (isTaken(fact))
      this.#forgiven = Math.min(this.#forgiven + forgivenPerMessage, forgivenPerMessage * mostSpeaking);
    else if (fact.kind === "rcpt.refused" && this.#forgiven > 0) this.#forgiven -= 1;
  }
}

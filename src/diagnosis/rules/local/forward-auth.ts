/** We had taken the message for our user and sent it on, and the host there refused us as one who may not send for its sender. */
import { attemptFacts, causeSaid, goesElsewhere } from "../../look.ts";
import { defineRule } from "../../rule.ts";

/** What a forwarder is told who keeps the envelope sender, and who forwards spam. */
const forForwarders: ReadonlySet<string> = new Set([
  ...["mail.spf", "eod.dmarc", "eod.dkim", "eod.spam", "greeting.reputation", "mail.rate-limit", "greeting.no-ptr"],
]);

/** A limit on how much comes is the forwarder's fault only where it speaks of what comes. */
const ofUnwanted = /unsolicited|\bspam|junk|authenticat/i;

export const forwardAuth = defineRule({
  cause: "local.forward-auth",
  refines: ["mail.spf", "eod.dmarc", "eod.dkim", "eod.spam", "greeting.reputation", "mail.rate-limit"],
  evidence: ({ last, facts, home }) => {
    if (!last?.reply || !goesElsewhere(last, home) || last.status === "relayed") return undefined;
    const said = causeSaid(last);
    return said && forForwarders.has(said) && (said !== "mail.rate-limit" || ofUnwanted.test(last.reply.text))
      ? { facts: attemptFacts(facts, last), detail: (last.originalRecipient ? last.recipient : last.relay?.host) ?? "" }
      : undefined;
  },
});

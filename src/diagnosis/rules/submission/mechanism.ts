/** A user's program spoke without TLS where logins need it: Postfix logs neither that refusal nor the next, but counts them. */
import { confidence } from "../../confidence.ts";
import { count, factOf, refusals } from "../../look.ts";
import { defineRule } from "../../rule.ts";

export const mechanism = defineRule({
  cause: "submission.mechanism",
  refines: ["evidence.log-gap", "session.bot-noise", "never.no-trace"],
  evidence: ({ attempts, lastSession }) => {
    const counted = factOf(lastSession, "session.counted");
    if (attempts.length > 0 || !counted || refusals(lastSession).length > 0) return undefined;
    const { verbs } = counted;
    const isRefused = (verb: string) => count(verbs, verb) > 0 && (verbs[verb]?.ok ?? 0) === 0;
    // A wrong password has a line of its own.
    const isFailed = lastSession.some((fact) => fact.kind === "program.warned" && /authentication/i.test(fact.text));
    // Who only guesses passwords sends no mail.
    if (!isRefused("AUTH") || !isRefused("MAIL") || isFailed || count(verbs, "STARTTLS") > 0) return undefined;
    return { facts: [counted], confidence: confidence.inferred };
  },
});

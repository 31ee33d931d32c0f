/** The peer left while it was made to wait for the greeting. */
import { confidence } from "../../confidence.ts";
import { factOf, unfinished } from "../../look.ts";
import { defineRule } from "../../rule.ts";

/** Whoever leaves at once was not waiting. */
const waitedSeconds = 2;

export const delayAbandoned = defineRule({
  cause: "greeting.delay-abandoned",
  refines: ["connect.reset"],
  evidence: (inquiry) => {
    if (!unfinished(inquiry)) return undefined;
    const { lastSession } = inquiry;
    const left = factOf(
      lastSession,
      "session.broken",
      ({ after, how, idleSeconds = 0 }) => after === "CONNECT" && /^peer-/.test(how) && idleSeconds >= waitedSeconds,
    );
    if (!left) return undefined;
    return {
      facts: [left],
      confidence: confidence.inferred,
      detail: `${Math.round((left.idleSeconds ?? 0) * 10) / 10} s`,
    };
  },
});

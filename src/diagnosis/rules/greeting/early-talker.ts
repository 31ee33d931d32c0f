/** It talked before the greeting, and hung up before it could be told what that means. */
import { brokenBy, factOf } from "../../look.ts";
import { defineRule } from "../../rule.ts";

export const earlyTalker = defineRule({
  cause: "greeting.early-talker",
  refines: ["session.bot-noise"],
  evidence: ({ last, lastSession }) => {
    if (last !== undefined) return undefined;
    const early = factOf(
      lastSession,
      "decision",
      ({ cause, verdict }) => cause === "greeting.early-talker" && verdict === "fail",
    );
    const left = brokenBy(lastSession, "peer-closed");
    return early && left && { facts: [early, left] };
  },
});

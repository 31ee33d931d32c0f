/** Somebody could not log in, and so offered nothing: once, or until we ended the session. */
import { say } from "../../../base/saying.ts";
import { causeSaid, decidedBy, failedLogins } from "../../look.ts";
import { defineRule } from "../../rule.ts";

export const authFailed = defineRule({
  cause: "submission.auth-failed",
  refines: ["session.too-many-errors", "session.protocol-error", "session.bot-noise", "submission.auth-required"],
  evidence: ({ last, lastSession, earlierFromPeer }) => {
    // Who could not log in may go on without, and is told to log in.
    const wentOn = last !== undefined && causeSaid(last) === "submission.auth-required";
    if (last && last.stage !== "auth" && !wentOn) return undefined;
    const failed = failedLogins(lastSession);
    if (failed.length === 0) return undefined;
    const decision = decidedBy(lastSession, "login.failed") ?? decidedBy(lastSession, "login.repeated");
    return {
      facts: [...failed.slice(-3).reverse(), ...failedLogins(earlierFromPeer).slice(-1)],
      ...(decision?.detail && { detail: decision.detail }),
      ...(!decision && {
        missing: [say`the account's name, which this log does not tell (ours does, where it is an account of ours)`],
      }),
    };
  },
});

/** The message lies in its mailbox, and no mail program of its owner gets in; or somebody asks about such a visit itself. */
import { confidence } from "../../confidence.ts";
import { lackOf, missingFor } from "../../lack.ts";
import { attemptFacts } from "../../look.ts";
import { fateOf, loginsOf } from "../../pickup.ts";
import { defineRule } from "../../rule.ts";

const refused = /^login\.(?:failed|disabled|mechanism)$/;

export const auth = defineRule({
  cause: "client.auth",
  refines: ["store.delivered", "local.sieve", "local.spam-folder", "evidence.log-gap"],
  evidence: (inquiry) => {
    const { last, facts, visits, lastSession, coverage } = inquiry;
    if (last && fateOf(inquiry)?.state !== "kept") return undefined;
    // Only of a log that tells of nothing but such visits they are the most that can be told.
    const isAllThere = !last && lastSession.length === 0;
    if (isAllThere && !lackOf(coverage)) return undefined;
    const looked = last || isAllThere ? visits : lastSession;
    const logins = loginsOf(looked);
    const failed = logins.filter(({ by }) => refused.test(by));
    if (failed.length === 0 || logins.some(({ by }) => by === "login.accepted")) return undefined;
    const said = looked.filter(({ kind }) => kind === "program.warned");
    return {
      facts: [...failed.slice(-3).reverse(), ...said.slice(-1), ...(last ? attemptFacts(facts, last) : [])],
      ...(isAllThere && { confidence: confidence.inferred, missing: missingFor(coverage) }),
    };
  },
});

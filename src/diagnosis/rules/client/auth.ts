/** The message lies in its mailbox, and no mail program of its owner gets in; or somebody asks about such a visit itself. */
import { attemptFacts } from "../../look.ts";
import { fateOf, loginsOf } from "../../pickup.ts";
import { defineRule } from "../../rule.ts";

const refused = /^login\.(?:failed|disabled|mechanism)$/;

export const auth = defineRule({
  cause: "client.auth",
  refines: ["store.delivered", "local.sieve", "local.spam-folder"],
  evidence: (inquiry) => {
    const { last, facts, visits, lastSession } = inquiry;
    if (last && fateOf(inquiry)?.state !== "kept") return undefined;
    const logins = loginsOf(last ? visits : lastSession);
    const failed = logins.filter(({ by }) => refused.test(by));
    if (failed.length === 0 || logins.some(({ by }) => by === "login.accepted")) return undefined;
    const said = (last ? visits : lastSession).filter(({ kind }) => kind === "program.warned");
    return { facts: [...failed.slice(-3).reverse(), ...said.slice(-1), ...(last ? attemptFacts(facts, last) : [])] };
  },
});

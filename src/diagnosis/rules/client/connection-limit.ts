/** The mail programs of an account have more connections open than the server allows from one address. */
import { confidence } from "../../confidence.ts";
import { attemptFacts } from "../../look.ts";
import { fateOf, loginsOf } from "../../pickup.ts";
import { defineRule } from "../../rule.ts";

export const connectionLimit = defineRule({
  cause: "client.connection-limit",
  evidence: (inquiry) => {
    const { last, facts, visits, lastSession } = inquiry;
    if (last && fateOf(inquiry)?.state !== "kept") return undefined;
    const limited = loginsOf(last ? visits : lastSession).filter(({ by }) => by === "login.limit");
    if (limited.length === 0) return undefined;
    // Those that were let in may show the message all the same.
    const own = last ? { confidence: confidence.inferred } : {};
    return { facts: [...limited.slice(-3).reverse(), ...(last ? attemptFacts(facts, last) : [])], ...own };
  },
});

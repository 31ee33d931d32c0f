/** No host anywhere answers us on port 25: the network lets nothing out. */
import { say } from "../../../base/saying.ts";
import type { Attempt } from "../../../journeys/attempt.ts";
import { domainOf } from "../../../mail/address.ts";
import { confidence } from "../../confidence.ts";
import { causeSaid } from "../../look.ts";
import { defineRule } from "../../rule.ts";

/** Two hosts may be down at once. */
const atLeast = 3;

const timedOut = (attempt: Attempt): boolean =>
  attempt.direction === "outbound" && causeSaid(attempt) === "connect.timeout";

export const port25Blocked = defineRule({
  cause: "connect.port25-blocked",
  refines: ["connect.timeout"],
  evidence: ({ last, around }) => {
    if (!last?.fact || !timedOut(last)) return undefined;
    const others = around.filter(({ direction }) => direction === "outbound");
    const failed = others.filter(timedOut);
    const domains = new Set([last, ...failed].flatMap(({ recipient }) => domainOf(recipient ?? "") ?? []));
    if (failed.length < others.length || domains.size < atLeast) return undefined;
    return {
      facts: [last.fact, ...failed.flatMap(({ fact }) => fact ?? []).slice(0, 3)],
      confidence: confidence.repeated,
      detail: say`${domains.size} domains`,
    };
  },
});

/** Greylisted again and again, as each try came from another network of the sender's. */

import { neighbourhood } from "../../../base/network.ts";
import { say } from "../../../base/saying.ts";
import { confidence } from "../../confidence.ts";
import { isGreylisted } from "../../look.ts";
import { defineRule } from "../../rule.ts";

/** So often it is no chance. */
const often = 3;

export const greylistPool = defineRule({
  cause: "rcpt.greylist-pool",
  refines: ["rcpt.greylist", "rcpt.greylist-no-retry"],
  evidence: ({ last, attempts }) => {
    if (!last || !isGreylisted(last)) return undefined;
    const tries = attempts.filter(isGreylisted);
    const networks = new Set(tries.flatMap(({ peer }) => (peer ? [neighbourhood(peer)] : [])));
    if (networks.size < 2) return undefined;
    return {
      facts: tries.flatMap(({ fact }) => fact ?? []).toReversed(),
      confidence: tries.length < often ? confidence.inferred : confidence.repeated,
      detail: say`${tries.length} times from ${networks.size} networks`,
    };
  },
});

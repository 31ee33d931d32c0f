/** Greylisted again and again, as each try came from another network of the sender's, or from another host where each counts alone. */

import { neighbourhood } from "../../../base/network.ts";
import { say } from "../../../base/saying.ts";
import { confidence } from "../../confidence.ts";
import { isGreylisted } from "../../look.ts";
import { defineRule } from "../../rule.ts";

/** So often it is no chance. */
const often = 3;
/** Longer than any greylist lets a sender wait. */
const patienceMilliseconds = 3_600_000;

export const greylistPool = defineRule({
  cause: "rcpt.greylist-pool",
  refines: ["rcpt.greylist", "rcpt.greylist-no-retry"],
  evidence: ({ last, attempts }) => {
    if (!last || !isGreylisted(last)) return undefined;
    const tries = attempts.filter(isGreylisted);
    const networks = new Set(tries.flatMap(({ peer }) => (peer ? [neighbourhood(peer)] : [])));
    const hosts = new Set(tries.flatMap(({ peer }) => peer ?? []));
    // Whoever is told for a whole network is let through after an hour at the latest.
    const isEachAlone = hosts.size >= often && last.at - (tries[0]?.at ?? last.at) > patienceMilliseconds;
    if (networks.size < 2 && !isEachAlone) return undefined;
    return {
      facts: tries.flatMap(({ fact }) => fact ?? []).toReversed(),
      confidence: tries.length < often ? confidence.inferred : confidence.repeated,
      detail:
        networks.size < 2
          ? say`${tries.length} times from ${hosts.size} addresses`
          : say`${tries.length} times from ${networks.size} networks`,
    };
  },
});

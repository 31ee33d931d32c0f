/** The sender's server looked for the domain's mail host, and that name leads nowhere: the MX record names a host that is gone. */
import { say } from "../../../base/saying.ts";
import type { Attempt } from "../../../journeys/attempt.ts";
import { domainOf } from "../../../mail/address.ts";
import { confidence } from "../../confidence.ts";
import { attemptFacts } from "../../look.ts";
import { defineRule } from "../../rule.ts";

/** Postfix names what it looked up: the domain itself, or the host that stands in its MX record. */
const lookedUp =
  /name service error for name=(\S{1,255}) type=A{1,4}: host (?:not found(?!, try again)|found but no data)/i;

const hostIn = ({ reply }: Attempt): string | undefined =>
  lookedUp
    .exec(reply?.text ?? "")?.[1]
    ?.toLowerCase()
    .replace(/\.$/, "");

export const mxWrong = defineRule({
  cause: "dns.mx-wrong",
  refines: ["dns.nxdomain", "dns.no-mx-no-a"],
  evidence: ({ last, facts, around }) => {
    const host = last && hostIn(last);
    const domain = domainOf(last?.recipient ?? "")?.toLowerCase();
    if (!last || host === undefined || domain === undefined || host === domain) return undefined;
    // Mail for other domains seeks the same host: that is a route of the sender's, and no MX record.
    const isRoute = around.some((other) => hostIn(other) === host && domainOf(other.recipient ?? "") !== domain);
    if (isRoute) return undefined;
    return {
      facts: attemptFacts(facts, last),
      confidence: confidence.specificCode,
      detail: host,
      missing: [say`whether a route of the sender's own names ${host}, and no MX record of ${domain}`],
    };
  },
});

/** The smart host that everything goes to has a name that nobody knows: the recipient's domain was not even asked for. */
import { domainOf } from "../../../mail/address.ts";
import { sameOrganisation } from "../../../mail/return-path.ts";
import { attemptFacts, causeSaid } from "../../look.ts";
import { defineRule } from "../../rule.ts";

/** sSMTP says it of the host alone. */
const unlocated = /^Unable to locate (\S{1,255})$/;

/** Programs that hand all mail to a host that their configuration names. */
const satellites: ReadonlySet<string> = new Set(["nullmailer", "msmtp", "ssmtp"]);

export const wrongRoute = defineRule({
  cause: "queue.wrong-route",
  refines: ["dns.nxdomain"],
  evidence: ({ last, facts, coverage }) => {
    if (last?.direction !== "outbound" || last.reply?.code !== 0) return undefined;
    const host = last.relay?.host ?? unlocated.exec(last.reply.text)?.[1];
    if (host === undefined || causeSaid(last) !== "dns.nxdomain") return undefined;
    if (!coverage.formats.some((format) => satellites.has(format))) return undefined;
    if (sameOrganisation(host, domainOf(last.recipient ?? "") ?? "")) return undefined;
    return { facts: attemptFacts(facts, last), detail: host };
  },
});

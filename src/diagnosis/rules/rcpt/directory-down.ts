/** Recipients who exist were called unknown for some minutes: what looks them up had failed. */
import { say } from "../../../base/saying.ts";
import { normaliseAddress } from "../../../mail/address.ts";
import { confidence } from "../../confidence.ts";
import { arrived, isUnknownRecipient } from "../../look.ts";
import { defineRule } from "../../rule.ts";

/** One other may be a typing error of its own. */
const atLeast = 2;

export const directoryDown = defineRule({
  cause: "rcpt.directory-down",
  refines: ["rcpt.user-unknown"],
  evidence: ({ last, near, around, coverage }) => {
    if (!last?.fact || !isUnknownRecipient(last)) return undefined;
    const here = ({ recipient = "" }: { recipient?: string }) =>
      normaliseAddress(recipient) === normaliseAddress(last.recipient ?? "");
    const taken = [...near, ...around].find((other) => here(other) && arrived(other));
    const others = around.filter((other) => isUnknownRecipient(other) && !here(other));
    const strangers = new Set(others.map(({ recipient = "" }) => normaliseAddress(recipient)));
    if (!taken?.fact || strangers.size < atLeast) return undefined;
    // Somebody gave him the mailbox, or took it from him.
    const [from, to] = [Math.min(taken.at, last.at), Math.max(taken.at, last.at)];
    const isHis = (what: string) => here({ recipient: /^(?:account|alias) (\S+)/.exec(what)?.[1] ?? "" });
    if (coverage.changes.some(({ at, what }) => at >= from && at <= to && isHis(what))) return undefined;
    return {
      facts: [last.fact, taken.fact, ...others.flatMap(({ fact }) => fact ?? []).slice(0, 2)],
      confidence: confidence.repeated,
      detail: say`${strangers.size} other recipients`,
    };
  },
});

/** The domain has further MX hosts, whose logs were not read: the message may have come there. */
import { say } from "../../../base/saying.ts";
import { isLogComplete, logOf, mxHosts } from "../../known.ts";
import { defineRule } from "../../rule.ts";

/** Nothing was found where it was looked for; more than that nobody knows. */
const halfSearched = 0.6;

export const otherNode = defineRule({
  cause: "evidence.other-node",
  refines: ["never.no-trace"],
  evidence: ({ question, attempts, lastSession, neighbours, coverage }) => {
    if (attempts.length > 0 || lastSession.length > 0 || coverage.lines === 0) return undefined;
    const read = new Set([...logOf(question.facts), ...neighbours.map(({ node }) => node.toLowerCase())]);
    // A node may name itself without its domain.
    const isRead = (host: string) => read.has(host) || read.has(host.split(".", 1)[0] ?? host);
    const unread = mxHosts(question.facts).filter((host) => !isRead(host));
    if (unread.length === 0 || isLogComplete(question.facts)) return undefined;
    return {
      facts: [],
      confidence: halfSearched,
      detail: unread.join(", "),
      missing: [say`the log of ${unread.join(", ")}`],
    };
  },
});

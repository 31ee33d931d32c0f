/** Refused for this recipient while the same message was taken for others: its sender may believe that it arrived. */
import { defineRule } from "../../rule.ts";

export const partial = defineRule({
  cause: "rcpt.partial",
  refines: ["rcpt.user-unknown"],
  evidence: ({ last, others, facts }) => {
    const unknown =
      last?.stage === "rcpt" &&
      last.status === "refused" &&
      /^5\.1\.|unknown|no such/i.test(`${last.reply?.enhanced} ${last.reply?.text}`);
    if (!last || !unknown) return undefined;
    const accepted = facts.find((fact) => fact.kind === "message.accepted" && fact.at >= last.at);
    const taken = others.filter(({ status }) =>
      ["delivered", "relayed", "queued", "forwarded", "deferred"].includes(status),
    );
    if (!accepted || taken.length === 0) return undefined;
    return {
      facts: [...(last.fact ? [last.fact] : []), accepted],
      detail: taken.map(({ recipient }) => recipient).join(", "),
    };
  },
});

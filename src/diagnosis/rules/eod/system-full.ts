/** There was no room for mail, and the server says so of no client: whoever came then was told to come later. */
import { confidence } from "../../confidence.ts";
import { sloppyMilliseconds } from "../../question.ts";
import { defineRule } from "../../rule.ts";

/** Exim's check_spool_space. */
const isFull = /^(?:spool|log) directory space check failed\b/;
const often = 3;

export const systemFull = defineRule({
  cause: "eod.system-full",
  refines: ["never.no-trace"],
  evidence: ({ question: { about }, attempts, lastSession, coverage }) => {
    if (attempts.length > 0 || lastSession.length > 0 || about === undefined) return undefined;
    const away = sloppyMilliseconds(about);
    const said = coverage.failures.filter(({ at, text }) => isFull.test(text) && Math.abs(at - about) <= away);
    const [first] = said;
    if (!first) return undefined;
    return {
      facts: [],
      told: said.slice(0, often),
      confidence: said.length >= often ? confidence.repeated : confidence.inferred,
      detail: first.text,
    };
  },
});

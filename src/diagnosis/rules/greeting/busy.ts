/** The program that takes mail ends before it greets, or in the middle of a session: whoever comes is hung up on. */
import { confidence } from "../../confidence.ts";
import { factOf } from "../../look.ts";
import { defineRule } from "../../rule.ts";
import { downAbout, served } from "../../served.ts";
import { isLastWord, lastWords } from "../../unstarted.ts";

const often = 3;

export const busy = defineRule({
  cause: "greeting.busy",
  refines: ["never.no-trace", "connect.reset"],
  evidence: ({ question, attempts, facts, lastSession, coverage, neighbours, servedAt }) => {
    if (attempts.length > 0 || facts.some(({ kind }) => kind === "message.accepted")) return undefined;
    const said = factOf(lastSession, "program.warned", ({ text }) => isLastWord.test(text));
    if (said) return { facts: [said], detail: said.text };
    const { about } = question;
    if (lastSession.length > 0 || about === undefined) return undefined;
    // Who was served behind a failure shows that it had been started again.
    const failed = downAbout(about, coverage).filter(({ at }) => servedAt === undefined || at > servedAt);
    const [first, last] = [failed[0], failed.at(-1)];
    // Somebody was served meanwhile: it may be the program of another port.
    const isServed = neighbours.some(
      ({ at, kind }) => served.has(kind) && at > (first?.at ?? at) && at < (last?.at ?? at),
    );
    if (!first || isServed) return undefined;
    return {
      facts: [],
      told: failed.slice(0, often),
      confidence: failed.length >= often ? confidence.repeated : confidence.inferred,
      detail: lastWords(failed),
    };
  },
});

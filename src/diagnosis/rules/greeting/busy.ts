/** The program that takes mail ends before it greets, or in the middle of a session: whoever comes is hung up on. */
import { confidence } from "../../confidence.ts";
import { factOf } from "../../look.ts";
import { windows } from "../../question.ts";
import { defineRule } from "../../rule.ts";
import { isLastWord, lastWords, programOf } from "../../unstarted.ts";

const often = 3;

export const busy = defineRule({
  cause: "greeting.busy",
  refines: ["never.no-trace", "connect.reset"],
  evidence: ({ question, attempts, lastSession, coverage, neighbours }) => {
    if (attempts.length > 0) return undefined;
    const said = factOf(lastSession, "program.warned", ({ text }) => isLastWord.test(text));
    if (said) return { facts: [said], detail: said.text };
    if (lastSession.length > 0 || question.about === undefined) return undefined;
    const [{ from, to }] = windows(question);
    const failed = coverage.failures.filter(
      (event) => event.at >= from && event.at <= to && programOf(event) === "smtpd",
    );
    const [first, last] = [failed[0], failed.at(-1)];
    // Somebody was served meanwhile: it may be the program of another port.
    const isServed = neighbours.some(
      ({ at, kind }) => kind !== "program.warned" && first && at > first.at && at < (last?.at ?? 0),
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

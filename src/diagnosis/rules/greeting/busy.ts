/** The program that takes mail ends before it greets, or in the middle of a session: whoever comes is hung up on. */
import type { MailEvent } from "../../../events/event.ts";
import { confidence } from "../../confidence.ts";
import { factOf } from "../../look.ts";
import { defineRule } from "../../rule.ts";
import { isLastWord, lastWords, programOf, throttledMilliseconds } from "../../unstarted.ts";

const often = 3;
/** Programs that take connections. */
const listeners: ReadonlySet<string> = new Set(["smtpd", "postscreen"]);
/** A time is told to the minute. */
const minuteMilliseconds = 60_000;
/** What happens in sessions with clients who got beyond the greeting. */
const served: ReadonlySet<MailEvent["kind"]> = new Set(["transaction.opened", "rcpt.refused", "session.counted"]);

export const busy = defineRule({
  cause: "greeting.busy",
  refines: ["never.no-trace", "connect.reset"],
  evidence: ({ question, attempts, facts, lastSession, coverage, neighbours }) => {
    if (attempts.length > 0 || facts.some(({ kind }) => kind === "message.accepted")) return undefined;
    const said = factOf(lastSession, "program.warned", ({ text }) => isLastWord.test(text));
    if (said) return { facts: [said], detail: said.text };
    const { about } = question;
    if (lastSession.length > 0 || about === undefined) return undefined;
    // It was down from a failure until it is started again.
    const failed = coverage.failures.filter(
      (event) =>
        event.at <= about + minuteMilliseconds &&
        event.at + throttledMilliseconds >= about &&
        listeners.has(programOf(event)),
    );
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

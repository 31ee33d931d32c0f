/** The program that takes mail ends before it greets, or in the middle of a session, or the whole server does: whoever comes is hung up on. */
import type { Fact } from "../../../events/event.ts";
import type { Gap } from "../../../sessions/source.ts";
import { confidence } from "../../confidence.ts";
import { factOf } from "../../look.ts";
import { defineRule, type Inquiry } from "../../rule.ts";
import { downAbout, served } from "../../served.ts";
import { isLastWord, lastWords } from "../../unstarted.ts";

const often = 3;

/** A session lasts no longer than that after its last word. */
const silentMilliseconds = 300_000;

/** The message in a session that has no end, because the server ended without a word behind its last line. */
function cutByFall({ last, lastSession, coverage }: Inquiry): Fact | undefined {
  if (last?.status !== "aborted" || last.reply || factOf(lastSession, "session.broken")) return undefined;
  const isCut = ({ why, from }: Gap) => why === "stopped" && from >= last.at && from <= last.at + silentMilliseconds;
  return coverage.gaps.some(isCut) ? last.fact : undefined;
}

export const busy = defineRule({
  cause: "greeting.busy",
  refines: ["never.no-trace", "connect.reset"],
  evidence: (inquiry) => {
    const { question, attempts, facts, lastSession, coverage, neighbours, servedAt } = inquiry;
    const fallen = cutByFall(inquiry);
    if (fallen) return { facts: [fallen], confidence: confidence.specificCode };
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

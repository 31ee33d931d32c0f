/** A rule of a mail program moves messages as they come: again and again from the inbox to the same folder, by the same device. */
import type { EventOf, Fact } from "../../../events/event.ts";
import { confidence } from "../../confidence.ts";
import { attemptFacts } from "../../look.ts";
import { fateOf, isSpamFolder, moveOf } from "../../pickup.ts";
import { defineRule } from "../../rule.ts";

type Changed = EventOf<"mailbox.changed"> & Fact;

/** A rule acts when the program sees the message. */
const atOnceMilliseconds = 60_000;
/** Who moves several at one time did it by hand. */
const apartMilliseconds = 60_000;
const often = 3;

/** How many of these messages were moved soon after they came, each before the next one was there. */
function oneByOne(moves: readonly Changed[], visits: readonly Fact[]): number {
  const came = new Map(
    visits.flatMap((fact) => (fact.kind === "attempt.ended" && fact.messageId ? [[fact.messageId, fact.at]] : [])),
  );
  const pairs = moves
    .flatMap(({ messageId = "", at }) => {
      const laidAt = came.get(messageId);
      return laidAt !== undefined && at - laidAt <= atOnceMilliseconds ? { laidAt, at } : [];
    })
    .sort((a, b) => a.laidAt - b.laidAt);
  return pairs.filter(({ at }, nth) => at <= (pairs[nth + 1]?.laidAt ?? at)).length;
}

export const rule = defineRule({
  cause: "client.rule",
  refines: ["client.imap-moved", "store.delivered", "local.sieve"],
  evidence: (inquiry) => {
    const { last, facts, visits } = inquiry;
    const fate = fateOf(inquiry);
    if (!last || fate?.state !== "moved" || !fate.by || isSpamFolder(fate.folder)) return undefined;
    if (fate.by.at - last.at > atOnceMilliseconds) return undefined;
    const alike = visits.filter(
      (fact): fact is Changed =>
        fact.kind === "mailbox.changed" &&
        fact.how === "moved" &&
        fact.to === fate.folder &&
        fact.peer === fate.by?.peer,
    );
    const times = new Set(alike.map(({ at }) => Math.floor(at / apartMilliseconds)));
    if (times.size < often && oneByOne(alike, visits) < often) return undefined;
    return {
      facts: [
        ...moveOf(inquiry),
        ...attemptFacts(facts, last),
        ...alike.filter(({ messageId }) => messageId !== fate.by?.messageId).slice(0, 2),
      ],
      confidence: confidence.repeated,
      ...(fate.folder && { detail: fate.folder }),
    };
  },
});

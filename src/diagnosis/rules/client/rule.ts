/** A rule of a mail program moves messages as they come: again and again from the inbox to the same folder, by the same device. */
import type { EventOf, Fact } from "../../../events/event.ts";
import { confidence } from "../../confidence.ts";
import { attemptFacts } from "../../look.ts";
import { fateOf, isSpamFolder } from "../../pickup.ts";
import { defineRule } from "../../rule.ts";

type Changed = EventOf<"mailbox.changed"> & Fact;

/** A rule acts when the program sees the message. */
const atOnceMilliseconds = 60_000;
/** Who moves several at one time did it by hand. */
const apartMilliseconds = 60_000;
const often = 3;

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
    if (times.size < often) return undefined;
    return {
      facts: [fate.by, ...attemptFacts(facts, last), ...alike.filter((fact) => fact !== fate.by).slice(0, 2)],
      confidence: confidence.repeated,
      ...(fate.folder && { detail: fate.folder }),
    };
  },
});

/** A POP3 program fetched the message and deleted it: named by the store, one of all that were there, or of those that it only counts. */
import { say } from "../../../base/saying.ts";
import type { Fact } from "../../../events/event.ts";
import { attemptFacts, count, factOf } from "../../look.ts";
import { fateOf } from "../../pickup.ts";
import { defineRule } from "../../rule.ts";

/** Somebody took messages; that this was one of them nobody says. */
const unnamed = 0.5;

/** Did the visit begin after that instant? Then it saw the message. */
const isAfter = (visits: readonly Fact[], session: string | undefined, at: number): boolean =>
  visits.every((fact) => fact.session !== session || fact.at > at);

/** How many messages the store names that were expunged in a session. */
const namedIn = (visits: readonly Fact[], session: string | undefined): number =>
  visits.filter((fact) => fact.kind === "mailbox.changed" && fact.how === "expunged" && fact.session === session)
    .length;

export const pop3Taken = defineRule({
  cause: "client.pop3-taken",
  evidence: (inquiry) => {
    const { last, facts, visits, coverage } = inquiry;
    const fate = fateOf(inquiry);
    if (!last || !fate) return undefined;
    const delivery = attemptFacts(facts, last);
    if (fate.state === "gone" && fate.by?.service === "pop3") return { facts: [fate.by, ...delivery] };
    if (fate.state !== "kept" || (last.where?.folder ?? "INBOX") !== "INBOX") return undefined;
    const emptied = factOf(
      visits,
      "session.counted",
      ({ verbs, remaining, session }) =>
        remaining === 0 && count(verbs, "DELE") > 0 && isAfter(visits, session, last.at),
    );
    if (emptied) return { facts: [emptied, ...delivery] };
    const taken = factOf(
      visits,
      "session.counted",
      ({ verbs, session }) => count(verbs, "RETR") > 0 && count(verbs, "DELE") > namedIn(visits, session),
    );
    if (!taken) return undefined;
    return {
      facts: [taken, ...delivery],
      confidence: unnamed,
      missing: coverage.formats.includes("cyrus")
        ? [say`which messages POP3 deleted: Cyrus only counts them`]
        : coverage.formats.includes("courier-imap")
          ? [say`which messages POP3 deleted: Courier only names their files`]
          : [say`which messages POP3 deleted: Dovecot tells it with mail_plugins = notify mail_log`],
    };
  },
});

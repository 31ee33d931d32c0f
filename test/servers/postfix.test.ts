import { expect, test } from "vitest";
import { Zone } from "../../src/base/zone.ts";
import type { EventOf, MailEvent } from "../../src/events/event.ts";
import { readLogs } from "../../src/reading/read.ts";
import { isBefore, type Postfix, recordLog } from "./postfix.ts";
import { misuse, withPostfix } from "./postfix-script.ts";

/** The address and its fate, once for each time in a row. */
const fates = (events: readonly MailEvent[]): readonly string[] => [
  ...new Set(
    events
      .filter((event): event is EventOf<"attempt.ended"> => event.kind === "attempt.ended")
      .map(({ sender, recipient, originalRecipient, status, stage, reply }) =>
        [sender || "<>", recipient, originalRecipient && `(${originalRecipient})`, status, stage, reply?.enhanced]
          .filter(Boolean)
          .join(" "),
      ),
  ),
];

const refusals = (events: readonly MailEvent[]): readonly string[] =>
  events
    .filter((event): event is EventOf<"rcpt.refused"> => event.kind === "rcpt.refused")
    .map(({ stage, sender, recipient, reply }) => [stage, sender, recipient, reply.code].filter(Boolean).join(" "));

const breaks = (events: readonly MailEvent[]): readonly string[] =>
  events
    .filter((event): event is EventOf<"session.broken"> => event.kind === "session.broken")
    .map(({ how, after, idleSeconds }) => [how, after, idleSeconds].filter((part) => part !== undefined).join(" "));

/** Who does not wait is refused at DATA, and may go on; since 3.9 the server hangs up on him at once. */
const hangsUp = ({ version }: Postfix): boolean => !isBefore(version, 3, 9);

test("the log of a real Postfix tells what was done to it", async () => {
  await withPostfix(async (postfix) => {
    await misuse(postfix);
    recordLog(postfix, "postfix-everything", "Every way in which a message does and does not arrive", "swaks");
    const events: MailEvent[] = [];
    const zone = new Zone(Intl.DateTimeFormat().resolvedOptions().timeZone);
    const stat = await readLogs({ logs: [postfix.log], zone }, (event) => void events.push(event));
    expect(stat.files[0]?.unreadByProgram).toEqual([]);
    expect(stat.unread).toBe(0);
    expect(fates(events).toSorted()).toEqual(
      [
        "eve@sender.example alice@example.test delivered 2.0.0",
        "eve@sender.example alice@example.test (both@example.test) delivered 2.0.0",
        "eve@sender.example bob@example.test delivered 2.0.0",
        "eve@sender.example bob@example.test discarded 2.0.0",
        "eve@sender.example bob@example.test held",
        "eve@sender.example carol@takes.test relayed 2.0.0",
        "eve@sender.example away@local.test forwarded 2.0.0",
        "eve@sender.example carol@takes.test (away@local.test) relayed 2.0.0",
        "eve@sender.example alice@example.test queued 2.0.0",
        "eve@sender.example dave@refuses.test bounced rcpt 5.1.1",
        "<> eve@sender.example bounced queue 5.1.2",
        "bob@example.test carol@takes.test relayed 2.0.0",
        "bob@example.test erin@dead.test deferred connect 4.4.1",
        "<> bob@example.test delivered 2.0.0",
      ].toSorted(),
    );
    expect(refusals(events)).toEqual([
      "rcpt eve@sender.example nobody@example.test 550",
      "rcpt eve@sender.example someone@elsewhere.example 554",
      "rcpt eve@sender.example nobody@example.test 550",
      // Up to 3.1 it does not say whose message is too big.
      isBefore(postfix.version, 3, 2) ? "mail 552" : "mail eve@sender.example 552",
      "eod 552",
      hangsUp(postfix) ? "helo 554" : "data eve@sender.example alice@example.test 503",
      "mail <a b@sender.example> 501",
      "rcpt blocked@spam.example alice@example.test 554",
      "rcpt later@spam.example alice@example.test 450",
      "mail blocked@spam.example 554",
      "helo 501",
      "connect 554",
      "eod eve@sender.example bob@example.test 550",
    ]);
    expect(breaks(events).map((text) => text.replace(/ [123]$/, " ~2"))).toEqual([
      "peer-closed DATA",
      "timeout EHLO ~2",
      "timeout DATA ~2",
      "too-many-errors UNKNOWN",
      ...(hangsUp(postfix) ? [] : ["timeout UNKNOWN ~2"]),
      "timeout CONNECT ~2",
    ]);
    const linked = events
      .filter(({ kind }) => kind === "message.linked")
      .map((event) => ("why" in event ? event.why : ""));
    expect(linked.toSorted()).toEqual(["bounce", "bounce", "delay-notice", "forwarded"]);
  });
});

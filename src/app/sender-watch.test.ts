import { expect, test } from "vitest";
import { sampleAccounts } from "../../test/sample-accounts.ts";
import { schema } from "../config/schema.ts";
import type { Fact, MailEvent } from "../events/event.ts";
import { openBlocked } from "./blocked.ts";
import { createSenderWatch } from "./sender-watch.ts";
import { openState } from "./state.ts";
import { createSuspensions } from "./suspensions.ts";

const account = "bob@example.test";
const base = { at: 0, atPrecisionSeconds: 0.001, node: "1", service: "smtp", session: "019F03A5E00010A7" } as const;
const peer = "192.0.2.9";

function open() {
  const [events, journal, reported]: [MailEvent[], string[], unknown[]] = [[], [], []];
  const ledger = () => ({
    emit: (event: MailEvent) => void events.push(event),
    tell: (event: MailEvent) => void events.push(event),
    journal: (...said: readonly (string | undefined)[]) => void journal.push(said.join(" ")),
    report: (where: string) => void reported.push(where),
  });
  const [database, accounts, now] = [openState(":memory:"), sampleAccounts(["bob"]), () => 0];
  const list = openBlocked(database).accounts;
  const suspensions = createSuspensions({ list, accounts, ledger, node: "1", now });
  const config = schema.parse({});
  const isShared = (address: string) => address === "192.0.2.80";
  const watch = createSenderWatch({ config: () => config, database, suspensions, isShared, ledger, now });
  const end = (refused: number, decidedBy = "recipient.unknown", verbs = refused) => {
    const reply = { code: 550, enhanced: "5.1.1", text: "x" };
    const facts: Fact[] = Array.from({ length: refused }, () => ({
      ...{ ...base, kind: "rcpt.refused", stage: "rcpt", reply, decidedBy },
    }));
    const count = { all: verbs, ok: verbs - refused };
    facts.push({ ...base, kind: "session.counted", verbs: { RCPT: count } });
    watch.end({ id: base.session, role: "server", node: "1", peer, user: account, facts });
  };
  return { ...{ events, journal, reported, accounts, suspensions, watch, list }, end };
}

test("half of an hour's recipients may be refused and nineteen at any share; more suspends once, and writing is refused", () => {
  const { events, journal, watch, suspensions, end } = open();
  end(19);
  end(1, "recipient.unknown", 40);
  expect(suspensions.of(account)).toBeUndefined();
  end(41);
  expect(suspensions.of(account)).toMatchObject({ reason: "61 of 100 recipients of an hour were refused" });
  expect(journal).toEqual([`intrusion.refused-recipients account ${account} state enabled login-disabled`]);
  expect(watch.mayWrite(account, { peer, session: base.session })).toMatchObject({ by: "sender.suspended" });
  end(60);
  expect(events.filter(({ kind }) => kind === "block.added")).toHaveLength(1);
});

test("who was let in again writes at once and is not suspended for what was refused because he was", () => {
  const { events, watch, accounts, suspensions, end } = open();
  end(20);
  end(30, "sender.suspended");
  accounts.changeAccount(account, { state: "enabled" });
  expect(watch.mayWrite(account, { peer, session: base.session })).toBeUndefined();
  end(0, "", 1);
  expect(suspensions.list()).toEqual([]);
  expect(suspensions.settle()).toMatchObject([{ blocked: account }]);
  expect(suspensions.settle()).toEqual([]);
  expect(events.at(-1)).toMatchObject({ kind: "block.ended", blocked: account, how: "removed" });
});

test("an account that is gone meanwhile ends its session all the same, and the error is reported", () => {
  const { accounts, reported, end } = open();
  accounts.removeAccount(account);
  end(20);
  expect(reported).toEqual([`the suspension of ${account}`]);
});

test("a refused login is counted, and a place that many users share is no network of theirs", () => {
  const { watch, list, end, events } = open();
  end(20);
  const detail = `${account}; x; session=${base.session}`;
  watch.take({ ...base, kind: "decision", by: "login.suspended", verdict: "reject", detail });
  expect(list.get(account, 0)).toMatchObject({ refused: 1 });
  const other = "ann@example.test";
  for (const from of [peer, "192.0.2.80"])
    for (let n = 0; n < 100; n++) expect(watch.mayWrite(other, { peer: from, session: base.session })).toBeUndefined();
  expect(events.filter(({ kind }) => kind === "system.noted")).toEqual([]);
});

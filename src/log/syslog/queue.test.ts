import { expect, test } from "vitest";
import { createSyslogQueue } from "./queue.ts";
import type { Dialled, Wire } from "./wire.ts";

/** A server that a test opens, breaks and reads; timers go when they are told. */
function setUp(maxWaitingBytes?: number) {
  const state = {
    dialled: [] as Dialled[],
    /** Batches, and what says that they are out. */
    sent: [] as { readonly texts: readonly string[]; readonly done: () => void }[],
    said: [] as string[],
    timers: [] as { readonly call: () => void; readonly milliseconds: number }[],
  };
  const queue = createSyslogQueue({
    dial: (each) => void state.dialled.push(each),
    away: ({ message }) => void state.said.push(`away: ${message}`),
    back: (dropped) => void state.said.push(`back: ${dropped}`),
    later: (call, milliseconds) => {
      const timer = { call, milliseconds };
      state.timers.push(timer);
      return () => void state.timers.splice(state.timers.indexOf(timer) >>> 0, 1);
    },
    ...(maxWaitingBytes && { maxWaitingBytes }),
  });
  const wire: Wire = {
    send: (messages, done) => void state.sent.push({ texts: messages.map(String), done }),
    close: () => void state.said.push("closed"),
  };
  const last = () => state.dialled.at(-1) as Dialled;
  return {
    ...state,
    push: (...texts: readonly string[]) => {
      for (const text of texts) queue.push(Buffer.from(text));
    },
    open: () => last().opened(wire),
    lose: (why = "gone") => last().lost(new Error(why)),
    /** The pause that was asked for is over. */
    retry: () => state.timers.splice(0, 1)[0]?.call(),
    close: () => queue.close(),
  };
}

test("messages go in order, those that come while some are under way together with the next", () => {
  const { push, open, sent } = setUp();
  push("a", "b");
  open();
  push("c", "d");
  expect(sent.map(({ texts }) => texts)).toEqual([["a", "b"]]);
  sent[0]?.done();
  expect(sent.map(({ texts }) => texts)).toEqual([
    ["a", "b"],
    ["c", "d"],
  ]);
});

test("what was under way when the server went away goes again, first", () => {
  const { push, open, sent, lose, retry } = setUp();
  open();
  push("a");
  push("b");
  lose();
  sent[0]?.done();
  retry();
  open();
  expect(sent.map(({ texts }) => texts)).toEqual([["a"], ["a", "b"]]);
});

test("the pause grows to a minute, and is short again for a server that stayed", () => {
  const { open, lose, retry, timers, dialled } = setUp();
  const pauses: (number | undefined)[] = [];
  for (let n = 0; n < 9; n += 1) {
    lose();
    pauses.push(timers[0]?.milliseconds);
    retry();
  }
  expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000]);
  open();
  lose();
  expect(timers[0]?.milliseconds).toBe(60_000);
  retry();
  open();
  retry();
  lose();
  expect(timers[0]?.milliseconds).toBe(1000);
  expect(dialled).toHaveLength(11);
});

test("memory is bounded: what is dropped is counted, and said once when the server is back", () => {
  const { push, open, sent, lose, retry, said } = setUp(10);
  lose("refused");
  push("12345", "67890", "lost", "lost too");
  retry();
  lose("refused");
  expect(said).toEqual(["away: refused"]);
  retry();
  open();
  expect(said).toEqual(["away: refused"]);
  sent[0]?.done();
  expect(said).toEqual(["away: refused", "back: 2"]);
  push("new");
  expect(sent.at(-1)?.texts).toEqual(["new"]);
});

test("at the end it waits for what a server there still takes, not for one that is away", async () => {
  const there = setUp();
  there.open();
  there.push("a");
  const closing = there.close();
  expect(there.said).toEqual([]);
  there.sent[0]?.done();
  await closing;
  expect(there.said).toEqual(["closed"]);

  const away = setUp();
  away.lose();
  away.push("a");
  await away.close();
  expect(away.timers).toEqual([]);
});

import { expect, test, vi } from "vitest";
import { Deadlines, type Overrun } from "./deadlines.ts";

const first = (idleSeconds: number, sessionSeconds: number, use: (deadlines: Deadlines) => void = () => {}) =>
  new Promise<Overrun>((resolve) =>
    use(
      new Deadlines(
        idleSeconds,
        { sessionSeconds, transactionSeconds: 0.02, leastBytesPerSecond: 1 },
        { overrun: resolve, receivedBytes: () => 0 },
      ),
    ),
  );

test("silence of the peer runs out", async () => {
  expect(await first(0.02, 60)).toBe("idle");
});

test("our own work is no silence, but the session as a whole is limited", async () => {
  expect(await first(0.02, 0.06, (deadlines) => deadlines.ourTurn())).toBe("session");
});

test("the idle time begins again with each turn of the peer, also after our work took longer", async () => {
  const after = first(0.02, 60, (deadlines) => {
    deadlines.ourTurn();
    setTimeout(() => deadlines.peersTurn(0.02), 60);
  });
  expect(await after).toBe("idle");
});

test("the time for the peer may change from turn to turn", async () => {
  expect(await first(60, 60, (deadlines) => deadlines.peersTurn(0.02))).toBe("idle");
});

test("a transaction is limited as a whole, until it is over", async () => {
  expect(await first(60, 60, (deadlines) => deadlines.transaction(true))).toBe("transaction");
  const over = first(60, 0.06, (deadlines) => {
    deadlines.transaction(true);
    deadlines.transaction(false);
  });
  expect(await over).toBe("session");
});

test("content that comes too slowly over a minute ends it, a pause in a fast one does not", () => {
  vi.useFakeTimers();
  try {
    const ended: Overrun[] = [];
    let bytes = 0;
    const limits = { sessionSeconds: 3600, transactionSeconds: 3600, leastBytesPerSecond: 10 };
    const deadlines = new Deadlines(600, limits, {
      overrun: (which) => ended.push(which),
      receivedBytes: () => bytes,
    });
    deadlines.transfer(true);
    bytes = 600;
    vi.advanceTimersByTime(61_000);
    expect(ended).toEqual([]);
    bytes = 1_199;
    vi.advanceTimersByTime(60_000);
    expect(ended).toEqual(["rate"]);
  } finally {
    vi.useRealTimers();
  }
});

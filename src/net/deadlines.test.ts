import { expect, test } from "vitest";
import { Deadlines, type Overrun } from "./deadlines.ts";

const first = (idleSeconds: number, totalSeconds: number, use: (deadlines: Deadlines) => void = () => {}) =>
  new Promise<Overrun>((resolve) => use(new Deadlines(idleSeconds, totalSeconds, resolve)));

test("silence of the peer runs out", async () => {
  expect(await first(0.02, 60)).toBe("idle");
});

test("our own work is no silence, but the session as a whole is limited", async () => {
  expect(await first(0.02, 0.06, (deadlines) => deadlines.ourTurn())).toBe("total");
});

test("the idle time begins again with each turn of the peer, also after our work took longer", async () => {
  const after = first(0.02, 60, (deadlines) => {
    deadlines.ourTurn();
    setTimeout(() => deadlines.peersTurn(), 60);
  });
  expect(await after).toBe("idle");
});

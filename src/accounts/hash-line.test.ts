import { expect, test } from "vitest";
import { HashLine } from "./hash-line.ts";

/** Work that ends when it is told to. */
function works(count: number) {
  const line = new HashLine();
  const ends: (() => void)[] = [];
  let running = 0;
  let most = 0;
  const results = Array.from({ length: count }, (_, n) =>
    line.run(
      async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise<void>((end) => ends.push(end));
        running -= 1;
        if (n === 1) throw new Error("failed");
        return n;
      },
      { network: String(n), kind: "strange" },
    ),
  );
  return { line, ends, results, most: () => most };
}

test("two at a time, thirty-two wait, and the next is turned away", async () => {
  const { line, ends, results, most } = works(35);
  expect(results.slice(0, 34).every((result) => result instanceof Promise)).toBe(true);
  expect(results[34]).toBeUndefined();
  const settled = Promise.allSettled(results.slice(0, 34));
  for (let ended = 0; ended < 34; ) {
    if (ends.length > ended) ends[ended++]?.();
    else await new Promise((next) => setImmediate(next));
  }
  const outcomes = await settled;
  expect(most()).toBe(2);
  expect(outcomes.map((each) => (each.status === "fulfilled" ? each.value : -1))).toEqual(
    Array.from({ length: 34 }, (_, n) => (n === 1 ? -1 : n)),
  );
  expect(await line.run(async () => "free again", { network: "a", kind: "strange" })).toBe("free again");
});

test("a network has its share, and of all that wait those who are known have every other turn", async () => {
  const line = new HashLine();
  const ends: (() => void)[] = [];
  const order: string[] = [];
  const ask = (network: string, kind: "known" | "strange") =>
    line.run(
      async () => {
        order.push(network);
        await new Promise<void>((end) => ends.push(end));
      },
      { network, kind },
    );
  const guesses = Array.from({ length: 60 }, () => ask("guessing", "strange"));
  expect(guesses.filter(Boolean)).toHaveLength(4);
  const others = [ask("elsewhere", "strange"), ...Array.from({ length: 20 }, () => ask("home", "known"))];
  expect(others.filter(Boolean)).toHaveLength(17);
  const settled = Promise.all([...guesses, ...others]);
  for (let ended = 0; ended < 21; ) {
    if (ends.length > ended) ends[ended++]?.();
    else await new Promise((next) => setImmediate(next));
  }
  await settled;
  const turns = ["home", "guessing", "home", "guessing", "home", "elsewhere", "home"];
  expect(order.slice(0, 9)).toEqual(["guessing", "guessing", ...turns]);
  expect(ask("guessing", "strange")).toBeDefined();
  ends.at(-1)?.();
});

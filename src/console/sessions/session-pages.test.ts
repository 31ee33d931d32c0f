import { expect, test, vi } from "vitest";
import { SessionPages } from "./session-pages.ts";

/** A list of so many numbers, a hundred a page. */
function listOf(total: number) {
  const asked: (string | undefined)[] = [];
  const fetch = async (cursor: string | undefined) => {
    asked.push(cursor);
    const start = Number(cursor ?? 0);
    const end = Math.min(total, start + 100);
    return { rows: Array.from({ length: end - start }, (_, at) => start + at), next: end < total ? `${end}` : null };
  };
  const changed = vi.fn();
  const pages = new SessionPages(fetch, changed);
  /** Looks, and waits until nothing is fetched any more. */
  const look = async (first: number, last: number) => {
    pages.look(first, last);
    while (pages.isLoading) await Promise.resolve();
  };
  return { pages, asked, look };
}

test("fetches a page, and the next when its end is near", async () => {
  const { pages, asked, look } = listOf(250);
  await look(0, 20);
  expect([pages.count, pages.isWhole, pages.rowAt(99)]).toEqual([100, false, 99]);
  await look(50, 70);
  expect(asked).toEqual([undefined]);
  await look(70, 90);
  expect([pages.count, pages.rowAt(150)]).toEqual([200, 150]);
  await look(180, 199);
  expect([pages.count, pages.isWhole]).toEqual([250, true]);
  await look(230, 249);
  expect(asked).toEqual([undefined, "100", "200"]);
});

test("lets go what is far away, and fetches it again when it is looked at", async () => {
  const { pages, asked, look } = listOf(10_000);
  for (let at = 0; at < 5000; at += 100) await look(at + 60, at + 99);
  expect(pages.rowAt(10)).toBeUndefined();
  const before = asked.length;
  await look(0, 20);
  expect(pages.rowAt(10)).toBe(10);
  expect(asked.slice(before)).toEqual([undefined]);
});

test("a page may be empty though there are more", async () => {
  const answers = [
    { rows: [], next: "a" },
    { rows: [1], next: null },
  ];
  const pages = new SessionPages(
    async () => answers.shift() ?? { rows: [], next: null },
    () => pages.look(0, 0),
  );
  pages.look(0, 0);
  await vi.waitFor(() => expect(pages.isWhole).toBe(true));
  expect([pages.count, pages.rowAt(0)]).toEqual([1, 1]);
});

test("after an error it asks again only when told to", async () => {
  let fails = true;
  const pages = new SessionPages(
    async () => {
      if (fails) throw new Error("away");
      return { rows: [1], next: null };
    },
    () => {},
  );
  pages.look(0, 20);
  await vi.waitFor(() => expect(pages.error).toEqual(new Error("away")));
  fails = false;
  pages.look(0, 20);
  expect(pages.isLoading).toBe(false);
  pages.retry();
  await vi.waitFor(() => expect(pages.rowAt(0)).toBe(1));
});

/** A list of a million sessions: only what can be seen is in the page, and it says where it stands in the whole. */
import type { Browser, Route } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser, soon, Visit } from "./browser.ts";
import { addressOf, message, password, type Site, session, startSite } from "./site.ts";

const million = 1_000_000;

let browser: Browser;
let site: Site;
beforeAll(async () => {
  [browser, site] = await Promise.all([openBrowser(), startSite()]);
  await session(site.mx, "198.51.100.30", ...message("one@example.org", addressOf("user")));
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

test("a million rows scroll", { timeout: 120_000 }, async () => {
  const visit = await Visit.open({ browser, site: site.address });
  const { page } = visit;
  await visit.signIn(addressOf("admin"), password);
  const real = await (await visit.context.request.get("/api/sessions?text=one@example.org")).json();
  const asked: number[] = [];
  // The server's own answer, a million times over: what is tried here is the page.
  await page.route("**/api/sessions?**", async (route: Route) => {
    const query = new URL(route.request().url()).searchParams;
    const start = Number(query.get("cursor") ?? 0);
    const end = Math.min(million, start + Number(query.get("limit")));
    asked.push(start);
    const sessions = Array.from({ length: end - start }, (_, at) => ({
      ...real.sessions[0],
      id: (start + at).toString(16).toUpperCase().padStart(16, "0"),
      peer: `row ${start + at}`,
    }));
    await route.fulfill({ json: { sessions, next: end < million ? String(end) : null } });
  });
  await visit.to("/sessions");
  const scrollTo = (end: "top" | "bottom") =>
    page.evaluate(
      `{ const box = document.querySelector(".scroller"); box.scrollTop = ${end === "top" ? 0 : "box.scrollHeight"}; }`,
    );
  const last = () => page.locator(".session").last().getAttribute("aria-rowindex");
  for (let jumps = 0; jumps < 120; jumps++) {
    const before = Number(await last());
    await scrollTo("bottom");
    await expect.poll(async () => Number(await last()), soon).toBeGreaterThan(before);
  }
  expect(Number(await last())).toBeGreaterThan(5000);
  expect(await page.locator(".session").count()).toBeLessThan(120);
  // The beginning was let go, and comes again.
  await scrollTo("top");
  await page.getByText("row 0", { exact: true }).waitFor();
  expect(await page.locator(".session").first().getAttribute("aria-rowindex")).toBe("2");
  expect(asked.filter((start) => start === 0)).toHaveLength(2);
  await visit.isSound("long-list");
  await visit.close();
});

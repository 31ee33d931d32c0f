/** The guide's journey, by mouse alone; and what becomes of who guesses passwords at the page. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser, soon, Visit } from "./browser.ts";
import { addressOf, guideSessions, password, peers, type Site, session, startSite } from "./site.ts";

let browser: Browser;
let site: Site;
beforeAll(async () => {
  [browser, site] = await Promise.all([openBrowser(), startSite({ "smtp.sessionTimeoutSeconds": 1 })]);
  await guideSessions(site.mx);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

const patience = { timeout: 120_000 };

async function asAdmin(): Promise<Visit> {
  const visit = await Visit.open({ browser, site: site.address });
  await visit.signIn(addressOf("admin"), password);
  await visit.to("/");
  return visit;
}

/** Opens the last session of that peer from the bar. */
async function open({ page }: Visit, peer: string): Promise<void> {
  await page.getByRole("link", { name: "Sessions", exact: true }).first().click();
  await page.locator(".session", { hasText: peer }).first().locator("a").click();
  await page.locator(".pane .transcript").waitFor();
}

test("QUIT probe, TIMEOUT, unknown user", patience, async () => {
  const visit = await asAdmin();
  const { page } = visit;
  const pane = page.locator(".pane");

  await open(visit, peers.probe);
  expect(await pane.textContent()).toMatch(/session\.probe-quit\s+harmless/);
  expect(await pane.locator(".transcript").textContent()).toContain("<<< QUIT");

  await open(visit, peers.silent);
  expect(await pane.textContent()).toContain("timed out");
  expect(await pane.locator(".transcript .pause").count()).toBeGreaterThan(0);
  expect(await pane.locator(".transcript").textContent()).toMatch(
    /TIMEOUT after 1 s \(c_system_adv_protocols_sessiontimeout\)/i,
  );
  await page.getByRole("link", { name: "Ask why" }).click();
  await expect.poll(() => page.locator(".lead").textContent(), soon).toMatch(/slow@example\.org[\s\S]*Broken off/);
  await visit.isSound("journey-timeout");

  await open(visit, peers.unknown);
  await page.getByRole("link", { name: "Ask why" }).click();
  await expect.poll(() => page.locator(".lead").textContent(), soon).toMatch(/Refused[\s\S]*rcpt\.user-unknown/);
  await expect
    .poll(() => page.locator(".evidence").allTextContents(), soon)
    .toContainEqual(expect.stringContaining("550 5.1.1"));
  await visit.isSound("journey-unknown");
  await visit.close();
});

test("six RSET, 421, the list, its cause, and the way back in", patience, async () => {
  const visit = await asAdmin();
  const { page } = visit;
  await open(visit, peers.list);
  expect(await page.locator(".pane .transcript").textContent()).toContain(">>> 421");
  await page.getByRole("link", { name: "Ask why" }).click();
  await expect
    .poll(() => page.locator(".lead").textContent(), soon)
    .toMatch(/Intrusion prevention[\s\S]*RSET[\s\S]*greeting\.ips-ban/);
  await visit.isSound("journey-banned");

  await page.getByRole("link", { name: "Open the block" }).click();
  await page.getByRole("link", { name: "Close" }).click();
  await page.getByRole("link", { name: peers.list }).click();
  const story = page.locator(".story");
  await expect.poll(() => story.textContent(), soon).toMatch(/exceeding RSET command count \(6 counted, 5 allowed\)/);
  await visit.isSound("journey-block");
  await story.locator(".rows a").first().click();
  await expect.poll(() => page.locator(".pane .transcript li", { hasText: "<<< RSET" }).count(), soon).toBe(6);
  await page.goBack();
  await story.getByRole("button", { name: `Unblock ${peers.list}` }).click();
  await story.getByRole("button", { name: "Unblock now" }).click();
  await page.getByText("Nobody is blocked.").waitFor();
  expect((await session(site.mx, peers.list))[0]).toMatch(/^220 /);
  await visit.close();
});

test("the login leads back to where one was, and forgets nothing that was asked", patience, async () => {
  const visit = await Visit.open({ browser, site: site.address });
  const { page } = visit;
  await visit.to(`/?ip=${peers.good}`);
  expect(await page.locator("h1").textContent()).toBe("Log in");
  await visit.isSound("login");
  await page.getByLabel("Address").fill(addressOf("helpdesk"));
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect.poll(() => page.locator(".lead").textContent(), soon).toContain("dave@example.org");
  expect(page.url()).toBe(`${site.address}/?ip=${peers.good}`);
  await visit.close();
});

test("who guesses passwords is blocked by rule L, and stands in the list", patience, async () => {
  const guesser = "203.0.113.99";
  const visit = await Visit.open({ browser, site: site.address, headers: { "x-forwarded-for": guesser } });
  await visit.to("/login");
  await visit.page.getByLabel("Address").fill(addressOf("admin"));
  for (let guess = 0; guess < 11; guess++) {
    await visit.page.getByLabel("Password").fill(`guess ${guess}`);
    await visit.page.getByRole("button", { name: "Log in" }).click();
    await visit.page.locator('form[aria-busy="false"] .failed').waitFor();
  }
  await visit.isSound("login-refused");
  await visit.close();
  const admin = await asAdmin();
  await admin.page.getByRole("link", { name: "Blocks", exact: true }).click();
  const row = admin.page.locator("tbody tr", { hasText: guesser });
  await expect.poll(() => row.textContent(), soon).toMatch(/failed logins[\s\S]*L/);
  await admin.close();
});

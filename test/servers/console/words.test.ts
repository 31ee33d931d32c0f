/** What help-desk people type who have no address: names, logins, whole sentences; and what leads them on where that is not enough. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { askServer } from "../../../src/api/control.ts";
import { paths } from "../../../src/app/paths.ts";
import { openBrowser, soon, Visit } from "./browser.ts";
import { addressOf, message, password, type Role, type Site, session, startSite } from "./site.ts";

let browser: Browser;
let site: Site;
const alice = "alice.neri@client.example";
beforeAll(async () => {
  [browser, site] = await Promise.all([openBrowser(), startSite()]);
  const input = { address: "mario.bianchi@example.test", password, fullName: "Mario Bianchi" };
  await askServer(paths(site.data).controlSocket, { operation: "account-add", input, by: "test" });
  const subject = "Subject: offer\r\n\r\nhello";
  await session(site.mx, "198.51.100.10", ...message(alice, "mario.bianchi@example.test", subject));
  await session(site.mx, "198.51.100.10", ...message(alice, "mario.bianci@example.test", subject).slice(0, 3));
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await site?.stop();
});

const patience = { timeout: 120_000 };

async function as(role: Role, path = "/"): Promise<{ readonly visit: Visit; readonly page: Page }> {
  const visit = await Visit.open({ browser, site: site.address });
  await visit.signIn(addressOf(role), password);
  await visit.to(path);
  return { visit, page: visit.page };
}

async function ask(page: Page, text: string): Promise<void> {
  await page.locator("textarea").fill(text);
  await page.locator("textarea").press("Enter");
}

test("a name or a login alone is asked as a recipient, and told as what it was understood", patience, async () => {
  const { visit, page } = await as("helpdesk");
  for (const [typed, understood, outcome] of [
    ["Mario Bianchi", "Mario Bianchi is taken to be mario.bianchi@example.test.", "Delivered"],
    ["mario.bianci", "mario.bianci is taken to be mario.bianci@example.test.", "Refused"],
  ] as const) {
    await ask(page, typed);
    await page.getByText(understood).waitFor();
    await expect.poll(() => page.locator(".lead").textContent(), soon).toContain(outcome);
    expect(await page.locator(".lead").count()).toBe(1);
    expect(await page.locator("textarea").inputValue()).toBe(typed);
  }
  await visit.isSound("words-name");
  await visit.to("/?to=Mario+Bianchi%3B+Nobody");
  await expect.poll(() => page.locator(".lead").count(), soon).toBe(2);
  await ask(page, "user unknown");
  await page.getByText("A reply of a server").waitFor();
  await visit.close();
});

test("a sentence fills the fields, which ask then", patience, async () => {
  const { visit, page } = await as("helpdesk");
  await ask(page, "Why did Mario not get Alice's mail of today?");
  await page.getByText("Fill in what you know").waitFor();
  expect(await page.getByLabel("To", { exact: true }).inputValue()).toBe("Mario");
  expect(await page.getByLabel("From", { exact: true }).inputValue()).toBe("Alice");
  expect(await page.getByLabel("When", { exact: true }).inputValue()).toBe("of today");
  await visit.isSound("words-sentence");
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  await expect.poll(() => page.locator(".lead").first().textContent(), soon).toContain(alice);
  await visit.to("/");
  await ask(page, "the message has not arrived");
  await page.getByText("Fill in what you know").waitFor();
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  await page.getByText("Whose mail?").waitFor();
  expect(await page.evaluate("document.activeElement.name")).toBe("to");
  await visit.close();
});

test("a user is led on to the address of the sender", patience, async () => {
  const { visit, page } = await as("user");
  await ask(page, "Alice");
  await page.getByText("the address of the sender").waitFor();
  await page.getByLabel("From", { exact: true }).fill(alice);
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  await expect.poll(() => page.url(), soon).toContain(`from=${encodeURIComponent(alice)}`);
  await expect.poll(() => page.locator(".lead").count(), soon).toBe(1);
  await visit.close();
});

test("where whoever is asked about has only sent mail, the answer points to that", patience, async () => {
  const { visit, page } = await as("helpdesk", `/?to=${alice}`);
  await page.getByText(`${alice} has sent mail`).waitFor();
  await visit.isSound("words-sender");
  await page.getByRole("link", { name: "Mail from it" }).click();
  await expect.poll(() => page.locator(".lead").first().textContent(), soon).toContain("mario.bianc");
  await visit.close();
});

test("what was changed before is told in words, and steps of others as theirs", patience, async () => {
  const input = { address: "mario.bianchi@example.test", quotaBytes: 1 };
  await askServer(paths(site.data).controlSocket, { operation: "account-change", input, by: "root" });
  await session(site.mx, "198.51.100.11", ...message(alice, "mario.bianchi@example.test").slice(0, 3));
  const { visit, page } = await as("helpdesk", "/?to=mario.bianchi@example.test");
  await page
    .getByText(/root changed: most space of account .* Before: as the setting says; since then: 1 byte\./)
    .waitFor();
  await page.getByText(/Ask an administrator: .*account change --quota/).waitFor();
  await visit.isSound("words-changes");
  await visit.close();
});

test("a time that is none leads to its field", patience, async () => {
  const { visit, page } = await as("helpdesk");
  await page.locator("textarea").fill(alice);
  await page.getByLabel("When", { exact: true }).fill("whenever");
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  await page.locator(".failed").waitFor();
  await expect.poll(() => page.evaluate("document.activeElement.name"), soon).toBe("about");
  await visit.isSound("words-time");
  await visit.close();
});

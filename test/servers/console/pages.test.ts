/** Every page, in both languages, as each role: nothing that keeps people out, no script error, nothing from elsewhere. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Language, type Look, openBrowser, soon, Visit } from "./browser.ts";
import { addressOf, guideSessions, password, peers, type Role, type Site, startSite } from "./site.ts";

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

const bounce = encodeURIComponent("550 5.1.1 <nobdy@example.test>: User unknown");
const everybodys = {
  start: "/",
  delivered: "/?to=user@example.test&from=dave@example.org",
  timeout: "/?to=user@example.test&from=slow@example.org",
  "never-seen": "/?to=user@example.test&from=nobody@nowhere.example",
  explained: `/?text=${bounce}`,
  account: "/account",
  missing: "/nothing",
};
const helpdesks = {
  unknown: "/?to=nobdy@example.test",
  blocked: `/?ip=${peers.list}`,
  sessions: "/sessions",
  "sessions-filtered": "/sessions?onlyBad=true&role=server",
  "sessions-none": "/sessions?address=nobody@nowhere.example",
  "sessions-live": "/sessions?live=true",
  tail: "/logs",
  files: "/logs?view=files",
  levels: "/logs?view=levels",
  brought: "/logs?view=brought",
  blocks: "/blocks",
  block: `/blocks/${peers.list}`,
  "settings-closed": "/settings",
};
const admins = { settings: "/settings?q=timeout", journal: "/settings?view=journal" };
const pages: Readonly<Record<Role, Readonly<Record<string, string>>>> = {
  user: everybodys,
  helpdesk: { ...everybodys, ...helpdesks },
  admin: { ...everybodys, ...helpdesks, ...admins },
};

async function walk(role: Role, language: Language, look: Look): Promise<void> {
  const visit = await Visit.open({ browser, site: site.address, look, language });
  await visit.signIn(addressOf(role), password);
  // In one look each page is loaded by its address, in the others they are come to from one another.
  const isLoaded = language === "en" && look === "desktop";
  await visit.to("/account");
  for (const [name, path] of Object.entries(pages[role])) {
    await (isLoaded ? visit.to(path) : visit.follow(path));
    expect(await visit.page.locator("html").getAttribute("lang")).toBe(language);
    await visit.isSound(`${name}-${role}-${language}-${look}`);
  }
  if (role !== "user") {
    await visit.to("/sessions");
    await visit.page.locator(".session a").first().click();
    await visit.settled();
    await visit.isSound(`session-${role}-${language}-${look}`);
  }
  await visit.close();
}

const patience = { timeout: 180_000 };

/** The help desk's pages are the administrator's, too, and colours are the same in both languages. */
const walks: readonly (readonly [Role, Language, Look])[] = [
  ["user", "en", "desktop"],
  ["user", "it", "phone"],
  ["helpdesk", "it", "desktop"],
  ["admin", "en", "desktop"],
  ["admin", "it", "desktop"],
  ["admin", "en", "dark"],
  ["admin", "en", "phone"],
  ["admin", "it", "phone"],
];

test.each(walks)("every page as %s in %s, %s", patience, walk);

test("a user sees his own mail, and no line of the log", patience, async () => {
  const visit = await Visit.open({ browser, site: site.address });
  await visit.signIn(addressOf("user"), password);
  await visit.to("/?from=dave@example.org");
  await expect.poll(() => visit.page.locator(".lead").textContent(), soon).toContain("delivered");
  expect(await visit.page.locator(".transcript").count()).toBe(0);
  expect(await visit.page.locator("nav a").allTextContents()).toEqual(["Why?"]);
  await visit.to("/sessions");
  await visit.page.getByText("This page is for the help desk and administrators.").waitFor();
  await visit.close();
});

test("the first load is small, and all of it from here", patience, async () => {
  const visit = await Visit.open({ browser, site: site.address });
  const cdp = await visit.context.newCDPSession(visit.page);
  await cdp.send("Network.enable");
  let bytes = 0;
  cdp.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await visit.to("/login");
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes).toBeLessThanOrEqual(120_000);
  expect(visit.troubles).toEqual([]);
  await visit.close();
});

test("a server that is away is said so, and asked again; a login that is over leads back", patience, async () => {
  const visit = await Visit.open({ browser, site: site.address });
  const { page, context } = visit;
  await visit.signIn(addressOf("helpdesk"), password);
  await visit.to("/");
  await context.setOffline(true);
  const box = page.getByRole("textbox", { name: "What is it about?" });
  await box.fill("nobdy@example.test");
  await box.press("Enter");
  await page.getByText("The server cannot be reached.").waitFor();
  await context.setOffline(false);
  await page.getByRole("button", { name: "Try again" }).click();
  await expect.poll(() => page.locator(".lead").textContent(), soon).toContain("rcpt.user-unknown");
  const asked = page.url();
  await context.clearCookies();
  await page.getByRole("link", { name: "Blocks", exact: true }).click();
  await page.getByLabel("Password").waitFor();
  await page.goBack();
  await expect.poll(() => page.url(), soon).toContain("/login?back=%2F%3Fto%3Dnobdy");
  await page.getByLabel("Address").fill(addressOf("helpdesk"));
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
  await expect.poll(() => page.locator(".lead").textContent(), soon).toContain("rcpt.user-unknown");
  expect(page.url()).toBe(asked);
  await visit.close();
});

test("language and appearance are chosen and kept; a time tells UTC, too", patience, async () => {
  const visit = await Visit.open({ browser, site: site.address });
  const { page } = visit;
  await visit.signIn(addressOf("helpdesk"), password);
  await visit.to("/?to=nobdy@example.test");
  await page.locator(".menu summary").click();
  await page.getByLabel("Italiano").check();
  await page.getByLabel("Scuro").check();
  await visit.isSound("menu");
  await page.reload();
  await visit.settled();
  expect(await page.locator("h1").textContent()).toBe("Perché il messaggio non è arrivato?");
  expect(await page.locator("html").getAttribute("lang")).toBe("it");
  expect(await page.evaluate("getComputedStyle(document.body).colorScheme")).toBe("dark");
  const time = page.locator(".transcript time").first();
  expect(await time.getAttribute("title")).toBe(
    `${(await time.getAttribute("datetime"))?.replace("T", " ").replace("Z", "")} UTC`,
  );
  await visit.close();
});

test("keys lead everywhere: the box, the pages, a list, what there is", patience, async () => {
  const visit = await Visit.open({ browser, site: site.address });
  const { page } = visit;
  await visit.signIn(addressOf("admin"), password);
  await visit.to("/");
  await page.keyboard.press("Escape");
  await page.locator("h1").focus();
  for (const [key, title] of [
    ["s", "Sessions"],
    ["l", "Logs"],
    ["b", "Blocks"],
    ["e", "Settings"],
    ["w", "Why was this message not received?"],
  ] as const) {
    await page.locator("h1").focus();
    await page.keyboard.press("g");
    await page.keyboard.press(key);
    await expect.poll(() => page.locator("h1").textContent(), soon).toBe(title);
  }
  await page.locator("h1").focus();
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  await visit.settled();
  expect(await page.evaluate("document.activeElement.tagName")).toBe("H1");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await page.keyboard.press("k");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.url(), soon).toMatch(/\/sessions\/[0-9A-F]{16}$/);
  await page.keyboard.press("Escape");
  await expect.poll(() => page.url(), soon).toMatch(/\/sessions$/);
  await page.keyboard.press("?");
  await page.locator("dialog").waitFor();
  await visit.isSound("keys");
  await page.keyboard.press("Escape");
  await page.locator("dialog").waitFor({ state: "hidden" });
  await page.keyboard.press("/");
  expect(await page.evaluate("document.activeElement.name")).toBe("address");
  await visit.close();
});

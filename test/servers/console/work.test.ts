/** What is done at the page is done: a log is brought and asked, levels and settings change, a second factor counts, sessions come live. */
import { readdirSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { codeOf } from "../../../src/access/second-factor.ts";
import { readCase, sectionOf } from "../../case-file.ts";
import { openBrowser, soon, Visit } from "./browser.ts";
import { buildDoor } from "./door.ts";
import { addressOf, message, password, type Role, type Site, session, startSite } from "./site.ts";

let browser: Browser;
let site: Site;
let folder: string;
beforeAll(async () => {
  [browser, site] = await Promise.all([openBrowser(), startSite()]);
  folder = await mkdtemp(join(tmpdir(), "postino-brought-"));
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await site?.stop();
  await rm(folder, { recursive: true });
});

const patience = { timeout: 120_000 };

/** RFC 4648 §6. */
const fromBase32 = (text: string): Buffer => {
  const bits = [...text].map((letter) =>
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"),
  );
  return Buffer.from((bits.join("").match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
};

async function as(role: Role, path: string): Promise<{ readonly visit: Visit; readonly page: Page }> {
  const visit = await Visit.open({ browser, site: site.address });
  await visit.signIn(addressOf(role), password);
  await visit.to(path);
  return { visit, page: visit.page };
}

test("the help desk brings a log of Postfix, and asks it", patience, async () => {
  const log = sectionOf(readCase("src/diagnosis/cases/rcpt.greylist.put-off.case"), "log");
  writeFileSync(join(folder, "mail.log"), `${log.text}\n`);
  const { visit, page } = await as("helpdesk", "/logs?view=brought");
  await page.locator("input[type=file]").setInputFiles(join(folder, "mail.log"));
  await page.getByText(/Read \d+ lines \(.*postfix.*\)/).waitFor();
  await page.getByText("Stamps that name no time zone are taken to be of Europe/Rome.").waitFor();
  await visit.isSound("work-brought");
  await page.getByLabel("Time zone of stamps that name none").selectOption("Asia/Tokyo");
  await page.getByText("Stamps that name no time zone are taken to be of Asia/Tokyo.").waitFor();
  expect(await page.getByLabel("Time zone of stamps that name none").inputValue()).toBe("Asia/Tokyo");
  await page.getByRole("button", { name: "Ask it" }).click();
  await page.getByRole("textbox", { name: "What is it about?" }).fill("alice@example.test");
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  await expect.poll(() => page.locator(".lead").textContent(), soon).toContain("rcpt.greylist");
  await expect
    .poll(() => page.locator(".evidence").allTextContents(), soon)
    .toContainEqual(expect.stringContaining("Greylisted"));
  expect(page.url()).toMatch(/[?&]log=[0-9A-F]{16}/);
  await page.getByText("taken to be of Asia/Tokyo.").waitFor();
  await visit.isSound("work-asked");
  await page.goto("/logs?view=brought");
  await page.getByRole("button", { name: "Remove" }).click();
  await page.getByText("No log was brought yet.").waitFor();
  await visit.close();
});

test("a file that is empty or no log is said to be so, and cannot be asked", patience, async () => {
  const { visit, page } = await as("helpdesk", "/logs?view=brought");
  for (const [name, content, said] of [
    ["empty.log", "", "It is empty."],
    ["diary.txt", "Dear diary,\ntoday was nice.\n", "This is no mail log"],
    ["mail.zip", "PK\u0003\u0004 and no more", "The packed file mail.zip is damaged."],
  ] as const) {
    writeFileSync(join(folder, name), content);
    await page.locator("input[type=file]").setInputFiles(join(folder, name));
    await page.getByText(said).waitFor();
  }
  expect(await page.getByRole("button", { name: "Ask it" }).count()).toBe(0);
  await visit.isSound("work-no-logs");
  await page.reload();
  await expect.poll(() => page.getByText("It could not be read as a mail log.").count(), soon).toBe(2);
  expect(await page.getByRole("button", { name: "Ask it" }).count()).toBe(0);
  for (let left = 2; left >= 0; left--) {
    await page.getByRole("button", { name: "Remove" }).first().press("Enter");
    await expect.poll(() => page.locator(".brought").count(), soon).toBe(left);
    expect(await page.evaluate("document.activeElement.tagName")).not.toBe("BODY");
  }
  await visit.close();
});

test("a log that is brought, and one that is read, can be broken off", patience, async () => {
  const { visit, page } = await as("helpdesk", "/logs?view=brought");
  const line = "Nov 28 10:00:00 mx postfix/smtpd[7]: connect from unknown[192.0.2.7]\n";
  writeFileSync(join(folder, "long.log"), line.repeat(1_000_000));
  const network = await page.context().newCDPSession(page);
  await network.send("Network.enable");
  const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 500_000 };
  await network.send("Network.emulateNetworkConditions", slow);
  await page.locator("input[type=file]").setInputFiles(join(folder, "long.log"));
  await page.getByRole("progressbar", { name: "Sending the file" }).waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByText("No log was brought yet.").waitFor();
  await expect.poll(() => readdirSync(join(site.data, "uploads")), soon).toEqual([]);
  await network.send("Network.emulateNetworkConditions", { ...slow, uploadThroughput: -1 });
  await page.locator("input[type=file]").setInputFiles(join(folder, "long.log"));
  await page.getByRole("progressbar", { name: "Reading the log" }).waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Read it again" }).click();
  await page.getByText(/Read 1,?000,?000 lines/).waitFor();
  await page.getByRole("button", { name: "Remove" }).click();
  await page.getByText("No log was brought yet.").waitFor();
  await visit.close();
});

test("a session appears when it ends, and only those that are wanted", patience, async () => {
  const { visit, page } = await as("helpdesk", "/sessions?live=true&address=user@");
  await page.getByText("Waiting for the next session to end").waitFor();
  await session(site.mx, "198.51.100.20", ...message("other@example.org", addressOf("admin")));
  await session(site.mx, "198.51.100.21", ...message("live@example.org", addressOf("user")));
  await page.locator(".session", { hasText: "live@example.org" }).waitFor();
  expect(await page.locator(".session").count()).toBe(1);
  await page.locator(".session a").click();
  await expect
    .poll(() => page.locator(".pane .transcript").textContent(), soon)
    .toContain("MAIL FROM:<live@example.org>");
  await visit.close();
});

test("the log is followed as it is written", patience, async () => {
  const { visit, page } = await as("helpdesk", "/logs?text=follow");
  await page.getByText("No line fits yet").waitFor();
  const services = page.getByLabel("Service").locator("option");
  await expect.poll(() => services.allTextContents(), soon).toContain("System");
  expect(await services.allTextContents()).not.toContain("POP3");
  await session(site.mx, "198.51.100.22", ...message("follow@example.org", addressOf("user")));
  await page.locator(".tail", { hasText: "MAIL FROM:<follow@example.org>" }).waitFor();
  await visit.close();
});

test("what was read of the log stays while it is paused, and while the server is away", patience, async () => {
  const door = await buildDoor(site.address);
  const visit = await Visit.open({ browser, site: door.address });
  const { page } = visit;
  await visit.signIn(addressOf("helpdesk"), password);
  await visit.to("/logs?text=stays");
  const mail = (name: string) =>
    session(site.mx, "198.51.100.23", ...message(`stays-${name}@example.org`, addressOf("user")));
  const line = (name: string) => page.locator(".tail", { hasText: `MAIL FROM:<stays-${name}@example.org>` });
  await page.getByText("No line fits yet").waitFor();
  await mail("first");
  await line("first").waitFor();
  await page.getByRole("button", { name: "Pause" }).click();
  door.shut();
  await page.getByText("The connection is lost").waitFor();
  expect(await line("first").count()).toBe(1);
  door.open();
  await page.getByText("Paused: ").waitFor();
  await mail("second");
  expect([await line("first").count(), await line("second").count()]).toEqual([1, 0]);
  await page.getByRole("button", { name: "Pause" }).click();
  await line("second").waitFor();
  await visit.close();
  await door.remove();
});

test("more is logged for a time, and the help desk may not change it", patience, async () => {
  const { visit, page } = await as("admin", "/logs?view=levels");
  const row = page.locator("tr", { hasText: "SMTP" });
  await row.getByLabel("SMTP: Level").selectOption("extended");
  await row.getByLabel("SMTP: Until").selectOption({ label: "for 15 minutes" });
  await row.getByRole("button", { name: "Set" }).click();
  await expect.poll(() => row.textContent(), soon).toContain("then debug");
  await visit.close();
  const helpdesk = await as("helpdesk", "/logs?view=levels");
  await expect.poll(() => helpdesk.page.locator("tr", { hasText: "SMTP" }).textContent(), soon).toContain("then debug");
  expect(await helpdesk.page.getByRole("button", { name: "Set" }).count()).toBe(0);
  await helpdesk.visit.close();
});

test(
  "a setting is found by its API variable, changed, and stands in the journal; a wrong value is refused",
  patience,
  async () => {
    const { visit, page } = await as("admin", "/settings");
    await page.getByLabel("Search by name").fill("c_system_adv_protocols_sessiontimeout");
    await expect.poll(() => page.locator(".setting").count(), soon).toBe(1);
    await page.getByRole("button", { name: "Change smtp.sessionTimeoutSeconds" }).click();
    await page.getByRole("textbox", { name: "smtp.sessionTimeoutSeconds" }).fill("never");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("“never” is no span of time.").waitFor();
    await visit.isSound("work-setting-refused");
    await page.getByRole("textbox", { name: "smtp.sessionTimeoutSeconds" }).fill("120");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved; it is so from now on.").waitFor();
    expect(await page.evaluate("document.activeElement.ariaLabel")).toBe("Change smtp.sessionTimeoutSeconds");
    await expect.poll(() => page.locator(".setting strong").textContent(), soon).toBe("120");
    await page.getByRole("link", { name: "Journal" }).click();
    const first = page.locator("tbody tr", { hasText: "smtp.sessionTimeoutSeconds" }).first();
    await expect.poll(() => first.textContent(), soon).toMatch(/admin@example\.test[\s\S]*300[\s\S]*120/);
    await visit.close();
  },
);

test("an address is blocked by hand with a note; what is none is refused", patience, async () => {
  const { visit, page } = await as("admin", "/blocks");
  await page.getByRole("button", { name: "Block" }).click();
  await page.getByLabel("Address or network").fill("nobody");
  await page.getByRole("button", { name: "Block" }).last().click();
  await page.locator("form .failed").waitFor();
  await page.getByLabel("Address or network").fill("192.0.2.0/24");
  await page.getByLabel("Note").fill("wave of spam");
  await page.getByRole("button", { name: "Block" }).last().click();
  await expect.poll(() => page.locator("tbody tr").textContent(), soon).toMatch(/192\.0\.2\.0\/24[\s\S]*wave of spam/);
  await visit.close();
});

test("with a second factor each login asks for its code", patience, async () => {
  const { visit, page } = await as("user", "/account");
  await page.getByRole("button", { name: "Use a second factor" }).click();
  const secret = ((await page.locator(".secret").textContent()) ?? "").replaceAll(" ", "");
  await page.getByLabel("Code").fill(codeOf(fromBase32(secret), Math.floor(Date.now() / 30_000)));
  await page.getByRole("button", { name: "Confirm" }).click();
  await page.getByText("Each login asks for a code").waitFor();
  await visit.isSound("work-second-factor");
  await visit.close();
  const again = await Visit.open({ browser, site: site.address });
  await again.to("/login");
  await again.page.getByLabel("Address").fill(addressOf("user"));
  await again.page.getByLabel("Password").fill(password);
  await again.page.getByRole("button", { name: "Log in" }).click();
  await again.page.getByLabel("Code").fill("000000");
  await again.page.getByRole("button", { name: "Log in" }).click();
  await again.page.locator(".failed").waitFor();
  await again.isSound("work-code");
  await again.close();
});

test("a program's token is shown once, and taken away", patience, async () => {
  const { visit, page } = await as("admin", "/account");
  await page.getByLabel("Name").fill("monitoring");
  await page.getByRole("button", { name: "Make a token" }).click();
  const token = (await page.locator(".made code").textContent()) ?? "";
  const asks = () => fetch(`${site.address}/api/blocks`, { headers: { authorization: `Bearer ${token}` } });
  expect((await asks()).status).toBe(200);
  await visit.isSound("work-token");
  await page.getByRole("button", { name: "Remove" }).click();
  await expect.poll(async () => (await asks()).status, soon).toBe(401);
  await visit.close();
});

/** What strangers write is shown, and does nothing: markup, characters that turn text around, fields of a megabyte. */
import { writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser, soon, Visit } from "./browser.ts";
import { addressOf, message, password, type Site, session, startSite } from "./site.ts";

const markup = `"><img/src=x/onerror=document.title='taken'><script>document.title='taken'</script>`;
const turned = "\u202Egpj.exe\u202C\u2066\u200B";

let browser: Browser;
let site: Site;
let visit: Visit;
let folder: string;
beforeAll(async () => {
  [browser, site] = await Promise.all([openBrowser(), startSite()]);
  folder = await mkdtemp(join(tmpdir(), "postino-hostile-"));
  visit = await Visit.open({ browser, site: site.address });
  await visit.signIn(addressOf("admin"), password);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await site?.stop();
  await rm(folder, { recursive: true });
});

const patience = { timeout: 120_000 };

/** Nothing ran, nothing was made of the text, and the page still works. */
async function isUnharmed(name: string): Promise<void> {
  expect(await visit.page.title()).toContain("Postino");
  expect(await visit.page.locator("main img, main script").count()).toBe(0);
  expect(await visit.page.locator("main").textContent()).not.toMatch(/[\u200B-\u200F\u202A-\u202E\u2066-\u2069]/);
  await visit.isSound(`hostile-${name}`);
}

test("in a session: HELO, sender, recipient, Message-ID, a verb that nobody knows", patience, async () => {
  await session(
    site.mx,
    "198.51.100.66",
    `EHLO <b>${turned}`,
    "EHLO mail.example.org",
    `MAIL FROM:<"${markup.replaceAll('"', "'")}"@example.org>`,
    `RCPT TO:<"<i>x</i>"@example.test>`,
    `<script>${turned}`,
    ...message(
      "mallory@example.org",
      addressOf("user"),
      `Message-ID: <${turned}<u>x@example.org>\r\nSubject: ${markup}\r\n\r\nx`,
    ),
  );
  for (const [name, path] of [
    ["list", "/sessions?peer=198.51.100.66"],
    ["answer", "/?ip=198.51.100.66"],
    ["tail", "/logs"],
  ] as const) {
    await visit.to(path);
    await expect.poll(() => visit.page.locator("main").textContent(), soon).toContain("198.51.100.66");
    await isUnharmed(name);
  }
  await visit.to("/sessions?peer=198.51.100.66");
  await visit.page.locator(".session a").first().click();
  await visit.page.locator(".pane .transcript").waitFor();
  expect(await visit.page.locator(".pane .transcript").textContent()).toContain("mallory@example.org");
  await isUnharmed("session");
});

test("in what is pasted, typed and linked to", patience, async () => {
  const text = `550 5.1.1 <b>${markup}</b> ${turned}: User unknown`;
  await visit.to(`/?text=${encodeURIComponent(text)}`);
  await visit.page.locator(".lead").waitFor();
  await isUnharmed("pasted");
  for (const path of [
    "/?to=",
    "/sessions?text=",
    "/blocks?of=",
    "/settings?q=",
    "/logs?text=",
    "/sessions/",
    "/blocks/",
  ]) {
    await visit.to(path + encodeURIComponent(`${markup}${turned}`));
    await isUnharmed(`linked${path.replaceAll(/\W/g, "-")}`);
  }
});

test("a megabyte is pasted, explained, and kept with the entry of the history", patience, async () => {
  const { page } = visit;
  await visit.to("/");
  const pasted = `Subject: x\nReceived: from a.example by b.example; Tue, 24 Nov 2026 10:00:00 +0000\nX-Long: ${`<b>${turned}`.repeat(80_000)}\n`;
  expect(pasted.length).toBeGreaterThan(800_000);
  await page.getByRole("textbox", { name: "What is it about?" }).fill(pasted);
  await page.getByRole("button", { name: "Explain" }).click();
  await page.locator(".lead").waitFor();
  expect(page.url().length).toBeLessThan(100);
  await page.reload();
  await page.locator(".lead").waitFor();
  expect(await page.locator(".lead").textContent()).toContain("header");
  await isUnharmed("megabyte");
});

test("in a log that is brought: lines of a megabyte, cut until they are asked for", patience, async () => {
  const { page } = visit;
  // A line of a log ends at a MiB.
  const long = `<b>${turned}x`.repeat(40_000);
  const stamp = (second: number) => `Nov 24 10:00:0${second} mx`;
  writeFileSync(
    join(folder, `<img src=x>${turned}.log`),
    [
      `${stamp(0)} postfix/smtpd[7]: connect from evil.example[192.0.2.66]`,
      `${stamp(1)} postfix/smtpd[7]: NOQUEUE: reject: RCPT from evil.example[192.0.2.66]: 550 5.1.1 <bob@example.test>: Recipient address rejected: ${long}; from=<eve@example.org> to=<bob@example.test> proto=ESMTP helo=<evil>`,
      `${stamp(2)} postfix/smtpd[7]: disconnect from evil.example[192.0.2.66] ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4`,
      "",
    ].join("\n"),
  );
  await visit.to("/logs?view=brought");
  await page.locator("input[type=file]").setInputFiles(join(folder, `<img src=x>${turned}.log`));
  await page.getByText("Read 3 lines").waitFor();
  await isUnharmed("brought");
  await page.getByRole("link", { name: "Sessions", exact: true }).last().click();
  await page.locator(".session a").first().click();
  const transcript = page.locator(".pane .transcript");
  await transcript.waitFor();
  const shown = (await transcript.textContent())?.length ?? 0;
  expect(shown).toBeLessThan(20_000);
  await transcript.getByRole("button", { name: /^show [\d,]+ more characters$/ }).click();
  await expect.poll(async () => (await transcript.textContent())?.length ?? 0, soon).toBeGreaterThan(900_000);
  expect(await page.title()).toContain("Session");
  expect(visit.troubles).toEqual([]);
});

/**
 * U1: the first load of the page; U2: filter and scroll over a million sessions; U3: an answer over them. In Debian's chromium, on the
 * built page (`npm run build:console`). `BENCH_SESSIONS` scales the store.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { askServer } from "../src/api/control.ts";
import { paths } from "../src/app/paths.ts";
import { Program, prepareAnyPorts } from "../test/program.ts";
import { percentile } from "./ask.ts";
import { type Compared, median, type Row } from "./row.ts";
import { fillStore } from "./store.ts";

const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const sessions = Number(process.env.BENCH_SESSIONS ?? 1e6);
const password = "correct horse battery";
const account = "alice@example.test";

/** Without these it looks for the network at every start. */
const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

interface Shown {
  readonly browser: Browser;
  readonly url: string;
  readonly sample: readonly { readonly recipients: readonly string[] }[];
}

/** A server on a store of so many sessions, and a browser. */
async function withPage<T>(count: number, work: (shown: Shown) => Promise<T>): Promise<T> {
  const data = mkdtempSync(join(process.env.BENCH_FOLDER ?? tmpdir(), "postino-bench-console-"));
  await prepareAnyPorts(data);
  const keep = { days: 0, bytes: 0 };
  const day = Date.now() - (Date.now() % 86_400_000);
  const size = { sessions: count, perSecond: count / (20 * 86_400), recipients: 2, people: Math.max(100, count / 50) };
  const { sample } = await fillStore({ data, from: day - 21 * 86_400_000, level: "none", keep, samples: 50, ...size });
  const program = new Program(["serve", "--data", data]);
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: quiet });
  try {
    const url = await program.page();
    const set = { operation: "account-password", input: { address: account, password }, by: "bench" };
    await askServer(paths(data).controlSocket, set);
    return await work({ browser, url, sample });
  } finally {
    await browser.close();
    program.child.kill("SIGTERM");
    await program.ended;
    rmSync(data, { recursive: true });
  }
}

async function signedIn({ browser, url }: Shown): Promise<Page> {
  const page = await browser.newPage({ locale: "en-GB", viewport: { width: 1280, height: 900 } });
  await page.goto(url);
  await page.getByRole("textbox", { name: /address/i }).fill(account);
  await page.locator("input[type=password]").fill(password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: /why/i }).waitFor();
  return page;
}

/** Of all that the browser fetched: bytes over the wire. And how long until the first box could be typed into. */
async function firstLoad({ browser, url }: Shown): Promise<{ readonly bytes: number; readonly milliseconds: number }> {
  const context = await browser.newContext({ locale: "en-GB" });
  const page = await context.newPage();
  const wire = await context.newCDPSession(page);
  await wire.send("Network.enable");
  let bytes = 0;
  wire.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  const begun = performance.now();
  await page.goto(url);
  await page.locator("input[type=password]").waitFor();
  const milliseconds = performance.now() - begun;
  await page.waitForLoadState("networkidle");
  await context.close();
  return { bytes, milliseconds };
}

export const consoleLoad: Row = {
  id: "U1",
  title: "the first load of the page",
  run: () =>
    withPage(1000, async (shown) => {
      const loads: Awaited<ReturnType<typeof firstLoad>>[] = [];
      for (let round = 0; round < rounds; round++) loads.push(await firstLoad(shown));
      const bytes = loads.map((load) => load.bytes);
      const times = loads.map(({ milliseconds }) => milliseconds);
      const bar = { most: 1 };
      return [
        { what: "bytes over the wire, beside 120 kB", ours: bytes, peer: bytes.map(() => 120_000), bar },
        { what: "ms to the first box, beside a second", ours: times, peer: times.map(() => 1000), bar },
      ];
    }),
};

/** Milliseconds until the list has been filtered and drawn. */
async function filterTime(page: Page, address: string): Promise<number> {
  const box = page.getByLabel("Sender or recipient");
  const answered = page.waitForResponse((response) =>
    response.url().includes(`address=${encodeURIComponent(address)}`),
  );
  await box.fill(address);
  const begun = performance.now();
  await box.press("Enter");
  await answered;
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  return performance.now() - begun;
}

/** What the functions that run in the page use of it: the types of the DOM would disturb those of the server. */
interface Box {
  readonly scrollHeight: number;
  readonly clientHeight: number;
  scrollTop: number;
}
declare const document: { querySelectorAll(selector: string): readonly Box[] };
declare function getComputedStyle(box: Box): { readonly overflowY: string };
declare function requestAnimationFrame(shown: (now: number) => void): void;

/** Nobody scrolls a list before he has seen it. */
const seenMilliseconds = 500;

/** Milliseconds of each frame while the list is scrolled for two seconds. */
async function scrollFrames(page: Page): Promise<readonly number[]> {
  await page.waitForTimeout(seenMilliseconds);
  return page.evaluate(async () => {
    const list = [...document.querySelectorAll("*")].find(
      (each) => each.scrollHeight > each.clientHeight + 500 && getComputedStyle(each).overflowY !== "visible",
    );
    if (!list) throw new Error("nothing to scroll");
    const frames: number[] = [];
    let before = performance.now();
    const end = before + 2000;
    while (before < end) {
      list.scrollTop += 60;
      const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
      frames.push(now - before);
      before = now;
    }
    return frames.slice(1);
  });
}

function tell(times: readonly number[]): void {
  const [first = Number.NaN] = times;
  const all = { p50: median(times), p95: percentile(times, 0.95), longest: Math.max(...times), first };
  const words = Object.entries(all).map(([name, milliseconds]) => `${name} ${milliseconds.toFixed(0)} ms`);
  console.log(`${times.length} times: ${words.join(", ")}`);
}

async function overSessions(shown: Shown): Promise<readonly Compared[]> {
  const page = await signedIn(shown);
  const opened = async () => {
    await page.goto(`${shown.url}/sessions`);
    await page.waitForFunction(() => document.querySelectorAll("[aria-rowindex]").length > 10);
  };
  await opened();
  const times: number[] = [];
  for (const { recipients } of shown.sample) times.push(await filterTime(page, recipients[0] ?? ""));
  tell(times);
  const shares: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await opened();
    const frames = await scrollFrames(page);
    // A screen shows sixty in a second; one that took more than one and a half of them was missed.
    const dropped = frames.filter((milliseconds) => milliseconds > 25).length;
    shares.push(1 - dropped / frames.length);
    console.log(
      `${frames.length} frames while scrolling, ${dropped} of them dropped; longest ${Math.max(...frames).toFixed(0)} ms`,
    );
  }
  return [
    { what: "ms to filter, p95, beside 300", ours: [percentile(times, 0.95)], peer: [300], bar: { most: 1 } },
    { what: "share of the frames shown", ours: shares, peer: shares.map(() => 1), bar: { least: 1 } },
  ];
}

export const consoleSessions: Row = {
  id: "U2",
  title: `the page of sessions over ${sessions} of them`,
  run: () => withPage(sessions, overSessions),
};

async function answers(shown: Shown): Promise<readonly Compared[]> {
  const page = await signedIn(shown);
  const times: number[] = [];
  for (const { recipients } of shown.sample) {
    await page.goto(shown.url);
    await page.getByRole("heading", { name: /why/i }).waitFor();
    const address = recipients[0] ?? "";
    await page.locator("form textarea, form input[type=search], form input[type=text]").first().fill(address);
    const begun = performance.now();
    await page.keyboard.press("Enter");
    await page.getByText("What to do", { exact: true }).or(page.getByText("The way of the message")).first().waitFor();
    times.push(performance.now() - begun);
  }
  tell(times);
  return [
    { what: "ms to the answer, p95, beside 500", ours: [percentile(times, 0.95)], peer: [500], bar: { most: 1 } },
  ];
}

export const consoleAnswer: Row = {
  id: "U3",
  title: `an answer on the page over ${sessions} sessions`,
  run: () => withPage(sessions, answers),
};

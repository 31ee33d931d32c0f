/** Scenarios on real servers under noise: something happens to a message, and `why` must say what, who must act, and by which line. */
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startNameServer } from "./name-server.ts";
import { absent } from "./scenarios/absent.ts";
import { arriving } from "./scenarios/arriving.ts";
import { ask } from "./scenarios/asking.ts";
import { both } from "./scenarios/both.ts";
import { exim } from "./scenarios/exim.ts";
import { startEximSite } from "./scenarios/exim-site.ts";
import { startHosts } from "./scenarios/hosts.ts";
import { losing } from "./scenarios/losing.ts";
import { eximNoise, type Noise, ownNoise, receivingNoise, sendingNoise } from "./scenarios/noise.ts";
import { own } from "./scenarios/own.ts";
import { startOwnSite } from "./scenarios/own-site.ts";
import { lookup } from "./scenarios/partners.ts";
import { startReceivingSite } from "./scenarios/receiving-site.ts";
import { refusing } from "./scenarios/refusing.ts";
import { filled, type Names, type Scenario } from "./scenarios/scenario.ts";
import { calibrationPage, isFalseComfort, missed, type Scored, totals } from "./scenarios/score.ts";
import { sending } from "./scenarios/sending.ts";
import { startSendingSite } from "./scenarios/sending-site.ts";
import { visiting } from "./scenarios/visiting.ts";

/** So many scenarios go on at the same time at a site. */
const together = 4;
/** So long there is nothing but noise before, in milliseconds. */
const lead = 10_000;

interface Site {
  readonly logs: readonly string[];
}

interface Played {
  readonly scenario: Pick<Scenario<never>, "id" | "question" | "label" | "decisive">;
  readonly at: number;
  readonly names: Names;
}

/** Plays them at a site, some at a time, and behind them those that disturb others. */
async function play<S extends Site>(site: S, scenarios: readonly Scenario<S>[]): Promise<readonly Played[]> {
  const played = new Map<string, Played>();
  const one = async (scenario: Scenario<S>) => {
    const at = Date.now();
    const names = await scenario.act(site).catch((error: Error) => {
      throw new Error(`${scenario.id}: ${error.message}`, { cause: error });
    });
    played.set(scenario.id, { scenario, at, names: names ?? {} });
  };
  const waiting = scenarios.filter(({ alone }) => !alone);
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await one(next);
  };
  await Promise.all(Array.from({ length: together }, worker));
  for (const scenario of scenarios.filter(({ alone }) => alone)) await one(scenario);
  return scenarios.flatMap(({ id }) => played.get(id) ?? []);
}

/** All text of the logs, files and folders. */
const textOf = (paths: readonly string[]): string =>
  paths
    .flatMap((path) => (statSync(path).isDirectory() ? readdirSync(path).map((name) => join(path, name)) : [path]))
    .map((path) => readFileSync(path, "utf8"))
    .join("");

/** Asked an hour later. Each decisive line must really have been written. */
async function scored(name: string, { logs }: Site, played: readonly Played[]): Promise<readonly Scored[]> {
  const rows: Scored[] = [];
  for (const { scenario, at, names } of played) {
    const text = textOf(names.senderlog ? [...logs, names.senderlog] : logs);
    const { id, label, decisive } = scenario;
    const question = filled(scenario.question, names, at);
    const told = await ask(logs, question, Date.now() + 3_600_000);
    const pattern = decisive === undefined ? undefined : new RegExp(filled(decisive, names, at, RegExp.escape), "m");
    if (pattern && !pattern.test(text)) throw new Error(`${name} ${id}: nobody wrote ${pattern}`);
    rows.push({ site: name, id, question, label, told, decisiveFirst: pattern?.test(told.evidence[0] ?? "") });
  }
  return rows;
}

/** With KEEP=FOLDER the logs are kept there, with all questions as they are typed and what is wrong with their answers. */
function keep(sites: Readonly<Record<string, Site>>, rows: readonly Scored[]): void {
  const folder = process.env.KEEP;
  if (!folder) return;
  const place = (site: string, log: string) => join(folder, site.replaceAll(/\W+/g, "-"), basename(log));
  for (const [name, { logs }] of Object.entries(sites)) {
    mkdirSync(join(folder, name.replaceAll(/\W+/g, "-")), { recursive: true });
    for (const log of logs) cpSync(log, place(name, log), { recursive: true });
  }
  const words = (site: string) => sites[site]?.logs.map((log) => place(site, log)).join(" ");
  const lines = rows.map(
    (row) => `# ${missed(row) ?? `${row.site} ${row.id}: right`}\nwhy ${words(row.site)} ${row.question}`,
  );
  writeFileSync(join(folder, "questions.txt"), `${lines.join("\n\n")}\n`);
}

let rows: readonly Scored[] = [];
const stops: (() => unknown)[] = [];

/** What is started is stopped at the end, the last first. */
async function started<T extends { stop(): Promise<void> }>(starting: Promise<T>): Promise<T> {
  const site = await starting;
  stops.push(site.stop);
  return site;
}

beforeAll(async () => {
  stops.push(await startNameServer(lookup), await startHosts());
  const receiver = await started(startReceivingSite());
  const sender = await started(startSendingSite(receiver.ports.mx));
  const [other, ours] = [await started(startEximSite()), await started(startOwnSite())];
  const background: readonly Noise[] = [
    receivingNoise(receiver),
    sendingNoise(sender),
    eximNoise(other),
    ownNoise(ours),
  ];
  await new Promise((later) => setTimeout(later, lead));
  const played = await Promise.all([
    play(receiver, [...arriving, ...refusing, ...visiting, ...losing, ...absent]),
    play(sender, sending),
    play(other, exim),
    play(ours, own),
    play({ receiving: receiver, sending: sender, logs: receiver.logs }, both),
  ]);
  for (const noise of background) await noise.end();
  const sites = {
    "Postfix and Dovecot": receiver,
    "Postfix as sender": sender,
    Exim: other,
    "our own": ours,
    both: receiver,
  };
  const all: Scored[] = [];
  for (const [n, [name, site]] of Object.entries(sites).entries())
    all.push(...(await scored(name, site, played[n] ?? [])));
  rows = all;
  keep(sites, rows);
  console.log([...rows.flatMap((row) => missed(row) ?? []), JSON.stringify(totals(rows), null, 2)].join("\n"));
  if (process.env.UPDATE === "1") writeFileSync("docs/reference/calibration.md", calibrationPage(rows));
}, 240_000);
afterAll(async () => {
  for (const stop of stops.reverse()) await stop();
}, 60_000);

test("there are at least sixty scenarios of thirty-five causes, fifteen that lost nothing and eight of absence", () => {
  const { scenarios, causes } = totals(rows);
  expect(scenarios).toBeGreaterThanOrEqual(60);
  expect(causes).toBeGreaterThanOrEqual(35);
  const nothingLost = rows.filter(({ label }) =>
    ["delivered", "forwarded", "relayed", "nothing-offered"].includes(label.outcome),
  );
  expect(nothingLost.length).toBeGreaterThanOrEqual(15);
  expect(rows.filter(({ label }) => /^(?:never|evidence)\./.test(label.cause)).length).toBeGreaterThanOrEqual(8);
});
test("the exact cause is said of nine in ten", () => {
  expect(totals(rows).cause).toBeGreaterThanOrEqual(0.9);
});
test("who must act is said of 97 in a hundred", () => {
  expect(totals(rows).party).toBeGreaterThanOrEqual(0.97);
});
test("the decisive line comes first in 95 of a hundred", () => {
  expect(totals(rows).decisiveFirst).toBeGreaterThanOrEqual(0.95);
});
test("nothing is called delivered that was not", () => {
  expect(rows.filter(isFalseComfort).map(({ site, id }) => `${site} ${id}`)).toEqual([]);
});

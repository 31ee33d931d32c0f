/** The same live traffic, written in every layout and with every form of time, gives the same sessions and the same answers. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeCertificate } from "../src/app/certificate.ts";
import { paths } from "../src/app/paths.ts";
import { composeReader } from "../src/app/reader.ts";
import { composeServer } from "../src/app/server.ts";
import { Zone } from "../src/base/zone.ts";
import { settingNamed } from "../src/config/named.ts";
import { schema } from "../src/config/schema.ts";
import type { MailEvent } from "../src/events/event.ts";
import { createLogWriter } from "../src/log/writer.ts";
import { type LineStyle, renderLines } from "../src/reading/formats/postino.ts";
import { registry } from "../src/reading/formats/registry.gen.ts";
import { createThreads } from "../src/reading/postino/threads.ts";
import { readLogs } from "../src/reading/read.ts";
import { LineView } from "../src/reading/view.ts";
import { createSessionBuilder } from "../src/sessions/build.ts";
import type { Session } from "../src/sessions/session.ts";
import { anyPorts } from "./any-ports.ts";
import { RawClient, startUnderTest } from "./smtp-under-test.ts";

const zone = new Zone("Europe/Rome");
const folder = mkdtempSync(join(tmpdir(), "postino-layouts-"));
afterAll(() => rmSync(folder, { recursive: true }));
let traffic: readonly MailEvent[] = [];

/** Visits at the same time: delivered, refused, broken off in the middle of the content, gone without a word. */
beforeAll(async () => {
  const { server, events, closed } = await startUnderTest();
  const visits = Array.from({ length: 12 }, async (_, n) => {
    const client = new RawClient(Number(server.port));
    await client.reply();
    await client.ask("EHLO client.example");
    await client.ask(`MAIL FROM:<ann${n}@sender.example>`);
    await client.ask(`RCPT TO:<${n % 3 === 0 ? "nobody" : "alice"}@example.test>`);
    if (n % 3 === 1) {
      await client.ask("DATA");
      await client.ask("Subject: x\r\n\r\nhello\r\n.");
    }
    if (n % 4 === 3) client.socket.end();
    else await client.ask("QUIT");
    while ((await client.line()) !== undefined);
    client.socket.destroy();
  });
  await Promise.all(visits);
  await closed(visits.length);
  await server.stop(0);
  traffic = [...events];
});

/** Writes the traffic into a folder of its own; gives the folder. */
async function write(name: string, style: LineStyle): Promise<string> {
  const log = createLogWriter({
    folder: mkdtempSync(join(folder, name)),
    node: "1",
    zone,
    now: () => traffic[0]?.at ?? 0,
    monotonic: () => 0,
    settings: () => schema.parse({}).log,
    levelOf: () => "extended",
    render: (event, inZone) => renderLines(event, inZone, style),
    version: "1.0.0",
    heartbeatSeconds: 60,
  });
  const places = traffic.flatMap((event) => {
    const place = log.write(event);
    if (event.kind === "session.closed" && event.session) style.threads?.end(event.session);
    return place ?? [];
  });
  await log.close();
  return places[0]?.file ?? "";
}

async function sessionsIn(log: string): Promise<readonly Session[]> {
  const sessions: Session[] = [];
  const builder = createSessionBuilder((session) => void sessions.push(session));
  await readLogs({ logs: [log], zone }, (event) => builder.take(event));
  builder.close();
  return sessions.sort((a, b) => a.id.localeCompare(b.id));
}

/** Without places and fractions of seconds, which differ by what a layout can say. */
const comparable = (sessions: readonly Session[]): unknown =>
  JSON.parse(
    JSON.stringify(sessions, (key, value) =>
      key === "source" || key === "atPrecisionSeconds"
        ? undefined
        : ["at", "from", "to"].includes(key) && typeof value === "number"
          ? Math.floor(value / 1000)
          : value,
    ),
  );

test.each<{ name: string; style: () => LineStyle; begins: RegExp }>([
  {
    name: "icewarp",
    style: () => ({ threads: createThreads() }),
    begins: /^127\.0\.0\.1 {7}\[[0-9A-F]{4}\] \d\d:\d\d:\d\d /,
  },
  { name: "time", style: () => ({ timeFormat: "time" }), begins: /\[[0-9A-F]{16}\] \d\d:\d\d:\d\d / },
  {
    name: "dated",
    style: () => ({ timeFormat: "dated" }),
    begins: /\] \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d /,
  },
  {
    name: "rfc5322",
    style: () => ({ timeFormat: "rfc5322" }),
    begins: /\] \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d [+-]\d{4} /,
  },
])("$name", async ({ name, style, begins }) => {
  const [usual, other] = [await write("usual-", {}), await write(`${name}-`, style())];
  const [, second = ""] = readFileSync(other, "utf8").split("\n");
  expect(second).toMatch(begins);
  const [expected, found] = [await sessionsIn(usual), await sessionsIn(other)];
  expect(expected).toHaveLength(12);
  expect(comparable(found)).toEqual(comparable(expected));

  const readers = await Promise.all(
    [usual, other].map((log) => composeReader({ logs: [log], data: folder, zone, askerZone: zone })),
  );
  for (const question of [
    { to: ["nobody@example.test"] },
    { to: ["alice@example.test"], from: "ann1@sender.example" },
    { to: ["alice@example.test"], from: "ann11@sender.example" },
    { to: ["ghost@example.test"] },
    { to: [], ip: "127.0.0.1" },
  ]) {
    const [one, two] = await Promise.all(readers.map((reader) => reader.why({ facts: {}, limit: 20, ...question })));
    const told = (answers: typeof one) =>
      answers?.answers.map(({ recipient, outcome, cause, party, confidence, reply, sentence }) => ({
        recipient,
        outcome,
        cause,
        party,
        confidence,
        reply,
        sentence: sentence.replace(/(:\d\d)\.\d{3}/g, "$1"),
      }));
    expect(told(two)).toEqual(told(one));
    expect(told(one)?.length).toBeGreaterThan(0);
  }
});

test("a reader of the original understands each line of its layout, and finds the same sessions", async () => {
  const lines = readFileSync(await write("original-", { threads: createThreads() }), "utf8")
    .split("\n")
    .slice(0, -1);
  const events: MailEvent[] = [];
  const file = { path: "s20261124-00.log", date: Date.UTC(2026, 10, 24) };
  const reader = registry.icewarp?.open({ zone, nodeOf: () => "1", newSession: (_, line) => String(line.number) });
  const understood = lines.map((text, index) => {
    const line = new LineView(file);
    line.place(Buffer.from(text), 0, Buffer.byteLength(text), 0, index + 1);
    return reader?.read(line, (event) => void events.push(event));
  });
  reader?.close((event) => void events.push(event));
  expect(understood.filter((word) => word !== "read")).toEqual([]);
  expect(new Set(events.flatMap(({ session }) => session ?? [])).size).toBe(12);
  const isReply = ({ kind }: MailEvent) => kind === "smtp.reply";
  expect(events.filter(isReply).length).toBe(traffic.filter(isReply).length);
});

test("a change of the settings counts from the next line on", async () => {
  const data = mkdtempSync(join(folder, "data-"));
  const config = schema.parse({ listeners: anyPorts });
  const now = Date.UTC(2026, 10, 24, 10);
  const { certificate, privateKey } = await makeCertificate("mx.example.test", now);
  writeFileSync(paths(data).certificate, certificate);
  writeFileSync(paths(data).privateKey, privateKey);
  writeFileSync(paths(data).config, "");
  const server = await composeServer(config, data, () => now);
  for (const [name, value] of [
    ["log.timeFormat", "rfc5322"],
    ["log.layout", "icewarp"],
  ] as const) {
    server.note(`before ${name}`);
    server.settings.change(settingNamed(name), value);
  }
  server.note("after");
  await server.stop(0);
  const notes = readFileSync(join(server.logFolder, "e20261124-00.log"), "utf8").split("\n");
  expect(notes.filter((line) => /before|after/.test(line)).map((line) => line.slice(line.indexOf("[")))).toEqual([
    expect.stringMatching(/^\[0{16}\] \d\d:00:00\.000 before log\.timeFormat$/),
    expect.stringMatching(/^\[0{16}\] Tue, 24 Nov 2026 \d\d:00:00 [+-]\d{4} before log\.layout$/),
    expect.stringMatching(/^\[0{4}\] \d\d:00:00 after$/),
  ]);
  expect(notes.filter((line) => line.includes("because=settings"))).toHaveLength(2);
});

/** JSON lines of a running server say the same as its text, at the same moment, and come and go with the setting. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeCertificate } from "../src/app/certificate.ts";
import { paths } from "../src/app/paths.ts";
import { composeServer, type RunningServer } from "../src/app/server.ts";
import { UsageError } from "../src/base/error.ts";
import { Zone } from "../src/base/zone.ts";
import { settingNamed } from "../src/config/named.ts";
import { schema } from "../src/config/schema.ts";
import type { MailEvent } from "../src/events/event.ts";
import { readLogs } from "../src/reading/read.ts";
import { anyPorts } from "./any-ports.ts";
import { RawClient } from "./smtp-under-test.ts";

const { certificate, privateKey } = await makeCertificate("mx.example.test", Date.now());
let data = "";
let server: RunningServer;
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), "postino-json-"));
  writeFileSync(paths(data).certificate, certificate);
  writeFileSync(paths(data).privateKey, privateKey);
  writeFileSync(paths(data).config, "log:\n  json: true\n");
  server = await composeServer(schema.parse({ listeners: anyPorts, log: { json: true } }), data, Date.now);
});
afterEach(async () => {
  await server.stop(0);
  rmSync(data, { recursive: true });
});

const jsonFile = (): string =>
  join(server.logFolder, readdirSync(server.logFolder).find((name) => /^s.*\.jsonl$/.test(name)) ?? "");
const eventsIn = (file: string): readonly MailEvent[] =>
  readFileSync(file, "utf8")
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));

test("before a reply goes out it stands there, and in the end all that the text says", async () => {
  const client = new RawClient(Number(server.listeners[0]?.port));
  await client.reply();
  await client.ask("EHLO client.example");
  const reply = await client.ask("MAIL FROM:<a@b.example>");
  expect(eventsIn(jsonFile()).at(-1)).toMatchObject({ kind: "smtp.reply", code: 250, enhanced: "2.1.0" });
  expect(reply).toMatch(/^250 2\.1\.0/);
  await client.ask("RCPT TO:<nobody@elsewhere.example>");
  await client.ask("QUIT");
  while ((await client.line()) !== undefined);
  client.socket.destroy();
  await server.written();
  const text = jsonFile().replace(/jsonl$/, "log");
  const fromText: MailEvent[] = [];
  await readLogs({ logs: [text], zone: new Zone("Europe/Rome") }, (event) => void fromText.push(event));
  const told = (events: readonly MailEvent[]) =>
    events.filter(({ session }) => session).map(({ kind, session, at, source }) => ({ kind, session, at, source }));
  expect(told(eventsIn(jsonFile()))).toEqual(told(fromText));
  expect(told(fromText).length).toBeGreaterThan(8);
});

test("they come and go with the setting, and a syslog server's authorities must be there", async () => {
  server.note("one");
  await server.written();
  server.settings.change(settingNamed("log.json"), false);
  server.note("two");
  await server.written();
  server.settings.change(settingNamed("log.json"), true);
  server.note("three");
  await server.written();
  const json = readdirSync(server.logFolder).find((name) => /^e.*\.jsonl$/.test(name)) ?? "";
  const texts = eventsIn(join(server.logFolder, json)).map((event) => ("text" in event ? event.text : event.kind));
  // The file begins with its stamp, as the text does.
  expect(texts).toEqual(["log.opened", "one", "three"]);
  server.settings.change(settingNamed("log.syslog.caFile"), "absent.pem");
  expect(() => server.settings.change(settingNamed("log.syslog.server"), "127.0.0.1:9")).toThrow(UsageError);
  expect(existsSync(join(data, "absent.pem"))).toBe(false);
});

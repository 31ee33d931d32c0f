import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type AppendDisk, machineDisk } from "../base/append-file.ts";
import { Zone } from "../base/zone.ts";
import type { MailEvent } from "../events/event.ts";
import { createJsonLines } from "./json-lines.ts";
import type { LoggedEvent } from "./sink.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "postino-json-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = Date.parse("2026-11-24T10:00:00.123+01:00");
const setUp = (disk: AppendDisk = machineDisk, now = () => at) =>
  createJsonLines({ zone: new Zone("Europe/Rome"), now, stallSeconds: () => 5, disk });
const event = (argument: string, file = "s20261124-00.log"): LoggedEvent => ({
  ...({
    kind: "smtp.command",
    verb: "HELO",
    argument,
    at,
    atPrecisionSeconds: 0.001,
    node: "1",
    service: "smtp",
  } as const),
  ...{ session: "019B1C2D3E401000", source: { file: join(folder, file), line: 1, offset: 0, bytes: 10 } },
});
const textOf = (name: string): string => readFileSync(join(folder, name), "utf8");
const eventsIn = (name: string): readonly MailEvent[] =>
  textOf(name)
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
const flush = (sink: ReturnType<typeof setUp>): Promise<void> => new Promise((done) => sink.flush(done));

test("each event is a line with all its fields, beside the text file of its own", async () => {
  const sink = setUp();
  for (const each of [event("a"), event("b"), event("c", "s20261124-01.log")]) sink.write(each);
  expect(readdirSync(folder)).toEqual([]);
  await flush(sink);
  expect(readdirSync(folder)).toEqual(["s20261124-00.jsonl", "s20261124-01.jsonl"]);
  const time = "2026-11-24T10:00:00.123+01:00";
  expect(eventsIn("s20261124-00.jsonl")).toEqual([event("a"), event("b")].map((each) => ({ time, ...each })));
  expect(eventsIn("s20261124-01.jsonl")).toMatchObject([{ argument: "c" }]);
  await sink.close();
});

test("what strangers sent neither ends a line nor hides in one, and comes back as it was", async () => {
  const hostile = 'x\r\n{"kind":"forged"}\u2028\u202e\u0085\u{e0041}\ud800\\"größe';
  const sink = setUp();
  sink.write(event(hostile));
  await sink.close();
  expect(textOf("s20261124-00.jsonl")).not.toMatch(/[\r\u2028\u202e\u0085\u{e0041}]/u);
  expect(textOf("s20261124-00.jsonl")).toContain("größe");
  expect(eventsIn("s20261124-00.jsonl")).toMatchObject([{ argument: hostile }]);
});

test("a disk that refuses keeps nobody; what there is no room for is counted, and said when it works again", async () => {
  let isFull = true;
  let now = at;
  const disk: AppendDisk = {
    ...machineDisk,
    write: (handle, bytes, done) =>
      isFull
        ? done(Object.assign(new Error("no space left on device"), { code: "ENOSPC" }), 0)
        : machineDisk.write(handle, bytes, done),
  };
  const sink = setUp(disk, () => now);
  sink.write(event("first"));
  await flush(sink);
  const large = "x".repeat(1_000_000);
  for (let n = 0; n < 20; n += 1) sink.write(event(large));
  isFull = false;
  now += 2000;
  await flush(sink);
  while (!textOf("s20261124-00.jsonl").includes("log.gap")) {
    await flush(sink);
    await new Promise((next) => setImmediate(next));
  }
  await sink.close();
  const written = eventsIn("s20261124-00.jsonl");
  const [last] = written.slice(-1);
  expect(last).toMatchObject({ kind: "log.gap", service: "smtp", node: "1" });
  expect(written).toHaveLength(1 + 20 - (last?.kind === "log.gap" ? last.lostLines : 0) + 1);
});

import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { UsageError } from "../base/error.ts";
import { Zone } from "../base/zone.ts";
import { serviceNamed, type TailOptions, tail } from "./tail.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "postino-tail-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const zone = new Zone("Europe/Rome");
/** Begun on 24 November 2026, 23:59:58. */
const session = `${Date.parse("2026-11-24T23:59:58+01:00").toString(16).padStart(11, "0")}01000`.toUpperCase();
const line = (time: string, text: string, id = session, peer = "192.0.2.7") =>
  `${peer.padEnd(16)} [${id}] ${time} ${text}\n`;

/** Follows the log; each time that it waits, the next step is done, and after the last it ends. */
async function follow(steps: readonly (() => void)[], options: Partial<TailOptions> = {}): Promise<readonly string[]> {
  const printed: string[] = [];
  const controller = new AbortController();
  const left = [...steps];
  const wait = async () => {
    const step = left.shift();
    if (step) step();
    else controller.abort();
  };
  await tail({
    folder: () => folder,
    service: "smtp",
    zone,
    lines: 10,
    show: ({ event, lines }) => void printed.push(...lines.map((text) => `${zone.iso(event.at)} ${text}`)),
    wait,
    signal: controller.signal,
    ...options,
  });
  return printed;
}
const write = (name: string, text: string) => appendFileSync(join(folder, name), text);

test("the last lines are shown with date and offset, then what comes, on into the next file", async () => {
  write("s20261124-00.log", line("23:00:00.000", "a") + line("23:00:01.000", "b"));
  const printed = await follow(
    [
      () => write("s20261124-00.log", line("23:00:02.000", "c").slice(0, 40)),
      () => write("s20261124-00.log", line("23:00:02.000", "c").slice(40)),
      () => {
        write("s20261124-00.log", line("23:59:59.999", "d"));
        write("s20261125-00.log", line("00:00:00.000", "e"));
      },
      () => write("p20261125-00.log", line("00:00:01.000", "another service")),
    ],
    { lines: 1 },
  );
  expect(printed).toEqual([
    `2026-11-24T23:00:01.000+01:00 ${line("23:00:01.000", "b").trimEnd()}`,
    `2026-11-24T23:00:02.000+01:00 ${line("23:00:02.000", "c").trimEnd()}`,
    `2026-11-24T23:59:59.999+01:00 ${line("23:59:59.999", "d").trimEnd()}`,
    `2026-11-25T00:00:00.000+01:00 ${line("00:00:00.000", "e").trimEnd()}`,
  ]);
});

test("as many lines are shown as are asked for, also where they are more than stand at the end of the file", async () => {
  const lines = 15_000;
  const times = Array.from({ length: lines }, (_, n) => new Date(n * 1000).toISOString().slice(11, 23));
  write(
    "s20261124-00.log",
    times.map((time) => line(time, "a line of the usual length, as far as that can be said")).join(""),
  );
  expect(await follow([], { lines: lines - 1 })).toHaveLength(lines - 1);
});

test("a session is shown whole, from the day before if it began there, and nothing else", async () => {
  write("s20261124-00.log", line("23:59:58.000", "begins") + line("23:59:59.000", "other", "F".repeat(16)));
  write("s20261125-00.log", line("00:00:01.000", "goes on"));
  const printed = await follow([], { session: session.toLowerCase(), lines: 0 });
  expect(printed.map((text) => text.split("] ")[1])).toEqual(["23:59:58.000 begins", "00:00:01.000 goes on"]);
});

test("lines are chosen by address and text, in any case", async () => {
  write(
    "s20261124-00.log",
    line("10:00:00.000", "<<< RCPT TO:<Bob@example.test>") + line("10:00:01.000", "x", session, "192.0.2.8"),
  );
  expect(await follow([], { address: "bob@example.test" })).toHaveLength(1);
  expect(await follow([], { address: "192.0.2.8" })).toHaveLength(1);
  expect(await follow([], { address: "192.0.2" })).toEqual([]);
  expect(await follow([], { text: "rcpt to" })).toHaveLength(1);
  expect(await follow([], { address: "192.0.2.8", text: "rcpt" })).toEqual([]);
});

test("an empty folder is waited for, one that is not there is told", async () => {
  const printed = await follow([() => writeFileSync(join(folder, "s20261124-00.log"), line("10:00:00.000", "first"))]);
  expect(printed).toHaveLength(1);
  await expect(follow([], { folder: () => join(folder, "absent") })).rejects.toThrow(UsageError);
});

const texts = (printed: readonly string[]) => printed.map((text) => text.split("] ")[1]?.slice(13));

test("several files that come between two looks are all shown, and what was still written into the one before", async () => {
  write("s20261124-00.log", line("10:00:00.000", "a"));
  const printed = await follow([
    () => {
      write("s20261124-01.log", line("10:00:02.000", "c"));
      write("s20261124-02.log", line("10:00:03.000", "d"));
    },
    () => write("s20261124-00.log", line("10:00:01.000", "b")),
    () => write("s20261124-03.log", line("10:00:04.000", "e")),
    () => {},
  ]);
  expect(texts(printed)).toEqual(["a", "b", "c", "d", "e"]);
});

test("a file that is cut, or replaced by another of its name, is read from its beginning", async () => {
  const path = join(folder, "s20261124-00.log");
  write("s20261124-00.log", line("10:00:00.000", "a") + line("10:00:01.000", "b"));
  const printed = await follow([
    () => truncateSync(path),
    () => write("s20261124-00.log", line("10:00:02.000", "c")),
    () => {
      renameSync(path, join(folder, "old"));
      appendFileSync(join(folder, "old"), line("10:00:03.000", "d"));
    },
    () => write("s20261124-00.log", line("10:00:04.000", "e")),
    () => {},
    // Cut, and grown beyond where it was.
    () => writeFileSync(path, line("10:00:05.000", "f".repeat(50)) + line("10:00:06.000", "g".repeat(50))),
  ]);
  expect(texts(printed)).toEqual(["a", "b", "c", "d", "e", "f".repeat(50), "g".repeat(50)]);
});

test("the log is followed into another folder", async () => {
  write("s20261124-00.log", line("10:00:00.000", "a"));
  const other = join(folder, "other");
  let now = folder;
  const printed = await follow(
    [
      () => {
        mkdirSync(other);
        now = other;
        write("s20261124-00.log", line("10:00:01.000", "b"));
      },
      () => writeFileSync(join(other, "s20261124-00.log"), line("10:00:02.000", "c")),
      () => {},
    ],
    { folder: () => now },
  );
  expect(texts(printed)).toEqual(["a", "b", "c"]);
});

test("no line of before is wanted, and of a reply that is longer than wanted its end", async () => {
  write("s20261124-00.log", line("10:00:00.000", "a"));
  expect(texts(await follow([() => write("s20261124-00.log", line("10:00:01.000", "b"))], { lines: 0 }))).toEqual([
    "b",
  ]);
  write("s20261124-00.log", line("10:00:02.000", ">>> 250-one") + line("10:00:02.000", ">>> 250 two"));
  expect(texts(await follow([], { lines: 1 }))).toEqual([">>> 250 two"]);
});

test("an address is found as it is written and as it is escaped, in any case", async () => {
  write(
    "s20261124-00.log",
    line("10:00:00.000", "*** <a\\x3Db@example.org> <bob@example.test> 1 1 00:00:00 OK") +
      line("10:00:01.000", "<<< RCPT TO:<bücher@EXAMPLE.test>") +
      line("10:00:02.000", "x", session, "2001:db8::7"),
  );
  expect(await follow([], { address: "A=B@example.org" })).toHaveLength(1);
  expect(await follow([], { address: "BÜCHER@example.test" })).toHaveLength(1);
  expect(await follow([], { address: "2001:DB8:0:0::7" })).toHaveLength(1);
  expect(await follow([], { address: "2001:db8::" })).toEqual([]);
  expect(await follow([], { text: "a=b" })).toHaveLength(1);
});

test("a session ends the tail when it is closed; one that is not there is told", async () => {
  write("s20261124-00.log", line("23:59:58.000", "Connected") + line("23:59:59.000", "<<< NOOP"));
  const printed = await follow(
    [
      () =>
        write("s20261125-00.log", line("00:00:00.000", "Disconnected, peer closed") + line("00:00:01.000", "later")),
      () => {},
      () => expect.fail("it goes on behind the end of its session"),
    ],
    { session },
  );
  expect(texts(printed)).toEqual(["Connected", "<<< NOOP", "Disconnected, peer closed"]);
  const none = { folder: () => folder, service: "smtp", zone, lines: 0, show: () => {}, wait: async () => {} } as const;
  const { signal } = new AbortController();
  expect(await tail({ ...none, session: "0".repeat(16), signal })).toBe(false);
});

test("services are named by their name or by their letter", () => {
  expect(["smtp", "s", "E", "journal"].map(serviceNamed)).toEqual(["smtp", "smtp", "system", "journal"]);
  expect(() => serviceNamed("q")).toThrow(/^q: no such service; there are smtp \(s\), /);
});

import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { UsageError } from "../base/error.ts";
import { Zone } from "../base/zone.ts";
import { type TailOptions, tail } from "./tail.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "postino-tail-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const session = "019B1C2D3E401000";
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
    folder,
    service: "smtp",
    zone: new Zone("Europe/Rome"),
    lines: 10,
    print: (text) => printed.push(text),
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
  await expect(follow([], { folder: join(folder, "absent") })).rejects.toThrow(UsageError);
});

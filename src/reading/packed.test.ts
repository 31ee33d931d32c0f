import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { Uint8ArrayWriter, ZipWriter } from "@zip.js/zip.js";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Zone } from "../base/zone.ts";
import type { MailEvent } from "../events/event.ts";
import { rawLines } from "./raw.ts";
import { type ReadOptions, readLogs } from "./read.ts";

// All lines here are made up, in the shape of the recorded ones.
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "postino-packed-"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

function put(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function read(logs: readonly string[], more: Partial<ReadOptions> = {}) {
  const events: MailEvent[] = [];
  const stat = await readLogs({ logs, zone: new Zone("UTC"), ...more }, (event) => void events.push(event));
  return { events, stat };
}

async function zipOf(members: Readonly<Record<string, string>>, options: object = {}): Promise<Buffer> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false, ...options });
  for (const [name, text] of Object.entries(members)) await writer.add(name, new Blob([text]).stream());
  return Buffer.from(await writer.close());
}

const line = (time: string, text: string) => `192.0.2.7        [019B1C2D3E401000] ${time} ${text}\n`;
const firstDay = line("23:59:58.000", "Connected") + line("23:59:59.000", "<<< NOOP");
const secondDay = line("00:00:00.000", ">>> 250 2.0.0 Fine") + line("00:00:01.000", "Disconnected, peer closed");
const both = { "s20260131-00.log": firstDay, "s20260201-00.log": secondDay };
const all = ["session.opened", "smtp.command", "smtp.reply", "session.closed"];
const kinds = (events: readonly MailEvent[]) => events.map(({ kind }) => kind);

describe("a zip archive", () => {
  test("is read member by member, in order of time, and places of evidence name the member", async () => {
    const { "s20260131-00.log": first, ...rest } = both;
    const path = put("archive-202601.zip", await zipOf({ ...rest, "logs/": "", "logs/s20260131-00.log": first }));
    for (const named of [path, folder]) {
      const { events, stat } = await read([named]);
      expect(kinds(events)).toEqual(all);
      expect(stat.files.map(({ file }) => file)).toEqual([`${path}!logs/s20260131-00.log`, `${path}!s20260201-00.log`]);
      expect(new Date(events[0]?.at ?? 0).toISOString()).toBe("2026-01-31T23:59:58.000Z");
      const places = events.flatMap(({ source }) => source ?? []);
      expect(places[3]).toMatchObject({
        file: `${path}!s20260201-00.log`,
        line: 2,
        offset: secondDay.indexOf("\n") + 1,
      });
      expect((await rawLines(places)).join("\n")).toBe(`${firstDay}${secondDay}`.trimEnd());
    }
  });

  test("may be named with one of its members, also where its own name has the mark", async () => {
    mkdirSync(join(folder, "a!b"));
    const path = put("a!b/c!.zip", await zipOf(both));
    expect(kinds((await read([`${path}!s20260201-00.log`])).events)).toEqual(["smtp.reply", "session.closed"]);
    await expect(read([`${path}!absent.log`])).rejects.toThrow("no such file or folder");
  });

  test("whose logs still stand beside it is not read twice", async () => {
    put("archive.zip", await zipOf(both));
    put("s20260131-00.log", firstDay);
    const { events, stat } = await read([folder]);
    expect(kinds(events)).toEqual(all);
    expect(stat.files).toHaveLength(2);
  });

  test("of a folder, where it cannot be opened, is named, and the others are read", async () => {
    const whole = await zipOf(both);
    put("broken.zip", whole.subarray(0, whole.length - 30));
    await expect(read([folder])).rejects.toThrow("broken.zip: the packed file is damaged");
    put("s20260131-00.log", firstDay);
    const { events, stat } = await read([folder]);
    expect(stat.damaged).toMatchObject([{ file: join(folder, "broken.zip") }]);
    expect(events.length).toBeGreaterThan(0);
  });
  test("has its damaged members named, and the others are read", async () => {
    const stored = await zipOf({ ...both, "s20260202-00.log": secondDay }, { level: 0 });
    stored[stored.indexOf("NOOP")] = 0x58;
    const path = put("archive.zip", stored);
    const { events, stat } = await read([path]);
    expect(events.length).toBeGreaterThanOrEqual(4);
    expect(stat.damaged).toEqual([
      {
        file: `${path}!s20260131-00.log`,
        why: expect.stringMatching(/^the packed file is damaged \(.+\); unpack what/),
      },
    ]);
    const locked = put("locked.zip", await zipOf(both, { password: "secret" }));
    expect((await read([locked])).stat).toMatchObject({
      files: [],
      damaged: [
        { why: expect.stringContaining("it is encrypted") },
        { why: expect.stringContaining("it is encrypted") },
      ],
    });
  });

  test("that is cut is an error that names it", async () => {
    const path = put("archive.zip", (await zipOf(both)).subarray(0, 200));
    await expect(read([path])).rejects.toThrow(/archive\.zip: the packed file is damaged/);
  });

  test("has a limit to what each member may become", async () => {
    const path = put(
      "big.zip",
      await zipOf({ "s20260131-00.log": firstDay.repeat(2000), "s20260201-00.log": secondDay }),
    );
    const { events, stat } = await read([path], { maxUnpackedBytes: 100_000 });
    expect(stat.damaged).toMatchObject([{ why: expect.stringMatching(/^it unpacks to more than \d+ bytes/) }]);
    expect(kinds(events).at(-1)).toBe("session.closed");
  });
});

const hasProgram = (name: string) => spawnSync(name, ["--version"]).status === 0;
/** `firstDay` and `secondDay`, packed by the programs themselves. */
const packed = { xz: "a.xz", bzip2: "a.bz2" } as const;

describe.each(Object.entries(packed))("a file packed by %s", (program, name) => {
  test.runIf(hasProgram(program))("is read as it is, and damage is told", async () => {
    const plain = put("s20260131-00.log", firstDay + secondDay);
    const bytes = spawnSync(program, ["-c", plain]).stdout;
    rmSync(plain);
    const path = put(`s20260131-00.log.${name}`, bytes);
    const { events } = await read([path]);
    expect(kinds(events)).toEqual(all);
    const places = events.flatMap(({ source }) => source ?? []);
    expect((await rawLines(places))[3]).toBe(secondDay.split("\n")[1]);
    await expect(read([put("cut", bytes.subarray(0, bytes.length - 10))])).rejects.toThrow(
      /cut: the packed file is damaged \(/,
    );
    const big = put("big.log", firstDay.repeat(5000));
    const much = put("much", spawnSync(program, ["-c", big]).stdout);
    rmSync(big);
    await expect(read([much], { maxUnpackedBytes: 100_000 })).rejects.toThrow(/much: it unpacks to more than/);
  });

  test("needs its program, and the package is named where it is absent", async () => {
    const magic = { xz: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0], bzip2: [0x42, 0x5a, 0x68, 0x39] };
    const path = put(name, Buffer.from(magic[program as keyof typeof magic]));
    vi.stubEnv("PATH", folder);
    const from = { xz: "xz-utils", bzip2: "bzip2" }[program];
    await expect(read([path])).rejects.toThrow(
      `cannot read ${path}: the program ${program} is not there; install the package ${from}`,
    );
  });
});

test("a gzip file inside an archive is no text, and skipped", async () => {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  await writer.add("s20260131-00.log.gz", new Blob([gzipSync(firstDay)]).stream());
  const path = put("archive.zip", await writer.close());
  const { stat } = await read([path]);
  expect(stat).toMatchObject({ files: [], skipped: [{ file: `${path}!s20260131-00.log.gz` }] });
});

describe("a log in UTF-16", () => {
  const text = `\ufeff${firstDay}${line("00:00:03.000", "<<< MAIL FROM:<jörg🙂@example.test>")}`;
  const little = Buffer.from(text, "utf16le");
  test.each([
    ["little", little],
    ["big", Buffer.from(little).swap16()],
  ])("is read with either byte first (%s), and its lines stand as evidence", async (_, bytes) => {
    const { events, stat } = await read([put("s20260131-00.log", bytes)]);
    expect(stat.files).toMatchObject([{ lines: 3, unread: 0 }]);
    const mail = events.find(({ kind, ...more }) => kind === "smtp.command" && "verb" in more && more.verb === "MAIL");
    expect(mail).toMatchObject({ argument: "FROM:<jörg🙂@example.test>" });
    const [told] = await rawLines([mail?.source ?? { file: "", line: 0, offset: 0, bytes: 0 }]);
    expect(told).toContain("jörg🙂@example.test");
  });
});

/** The log under real faults: kill -9 under load, a full disk, a disk that hangs, a clock that is set. Needs root: it mounts. */
import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { composeReader } from "../../src/app/reader.ts";
import { Zone } from "../../src/base/zone.ts";
import { changeFile } from "../../src/config/change.ts";
import { findSetting, type Setting } from "../../src/config/settings.ts";
import { Program, prepareAnyPorts } from "../program.ts";
import { RawClient } from "../smtp-under-test.ts";

let root = "";
let data = "";
let disk = "";
let server: Program | undefined;
let mounted = false;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), "postino-faults-"));
  [data, disk] = [join(root, "data"), join(root, "disk")];
  for (const folder of [data, disk]) mkdirSync(folder);
  await prepareAnyPorts(data);
  set("smtp.connectionsPerPeer", 1000);
  set("log.leastFreeBytes", 0);
});
afterEach(async () => {
  server?.child.kill("SIGKILL");
  await server?.ended;
  server = undefined;
  if (mounted) execFileSync("umount", [disk]);
  mounted = false;
  rmSync(root, { recursive: true });
});

const set = (name: string, value: unknown) =>
  changeFile(join(data, "postino.yaml"), findSetting(name) as Setting, value);

function mount(...options: readonly string[]): void {
  execFileSync("mount", [...options, disk]);
  mounted = true;
}

async function start(env: Readonly<Record<string, string>> = {}): Promise<number> {
  server = new Program(["serve", "--data", data], { env });
  return server.port();
}

async function stop(): Promise<void> {
  server?.child.kill("SIGTERM");
  await server?.ended;
  server = undefined;
}

/** The lines of all log files of a letter, oldest first. */
const linesOf = (folder: string, letter: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.startsWith(letter) && name.endsWith(".log"))
    .sort()
    .flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n").slice(0, -1));

/** A whole visit; gives what is said of the message. */
async function offer(port: number, from = "a@b.example"): Promise<string> {
  const client = new RawClient(port);
  await client.reply();
  for (const command of ["EHLO c.example", `MAIL FROM:<${from}>`, "RCPT TO:<bob@example.test>", "DATA"])
    expect(await client.ask(command)).toMatch(/^[23]/);
  const reply = await client.ask("Subject: x\r\n\r\n.");
  await client.ask("QUIT");
  client.socket.destroy();
  return reply;
}

/** One that is taken; gives our id of the message. */
async function deliver(port: number, from?: string): Promise<string> {
  const reply = await offer(port, from);
  expect(reply).toMatch(/^250 2\.6\.0/);
  return /Message id (\S+) /.exec(reply)?.[1] ?? "";
}

/** Sends messages one after the other, and keeps every line that it was told. */
class Talker {
  readonly said: string[] = [];
  readonly #socket: Socket;
  port = 0;
  #rest = "";

  constructor(port: number) {
    const script = ["MAIL FROM:<a@b.example>", "RCPT TO:<bob@example.test>", "DATA", "Subject: x\r\n\r\n."];
    let at = -1;
    this.#socket = connect(port, "127.0.0.1", () => {
      this.port = this.#socket.localPort ?? 0;
    });
    this.#socket.on("error", () => {});
    this.#socket.on("data", (bytes) => {
      const lines = (this.#rest + bytes).split("\r\n");
      this.#rest = lines.pop() ?? "";
      this.said.push(...lines);
      if (!/^\d{3} /.test(lines.at(-1) ?? "")) return;
      at++;
      this.#socket.write(`${at === 0 ? "EHLO c.example" : script[(at - 1) % script.length]}\r\n`);
    });
  }

  end(): void {
    this.#socket.destroy();
  }
}

test("20 times kill -9 under load: every line that a client was told is in the log", async () => {
  set("log.levels.smtp", "extended");
  let told = 0;
  let linesBefore = 0;
  for (let kill = 0; kill < 20; kill++) {
    const port = await start();
    const talkers = Array.from({ length: 12 }, () => new Talker(port));
    await setTimeout(100 + 25 * kill);
    server?.child.kill("SIGKILL");
    await server?.ended;
    const all = linesOf(join(data, "logs"), "s");
    const lines = all.slice(linesBefore);
    linesBefore = all.length;
    for (const talker of talkers) {
      talker.end();
      if (talker.said.length === 0) continue;
      const opened = lines.findLast(
        (line) => line.includes("Connected, ") && line.endsWith(`peer port=${talker.port}`),
      );
      const session = /\[(\w{16})\]/.exec(opened ?? "")?.[1];
      const logged = lines.flatMap((line) =>
        line.includes(`[${session}]`) ? (/ >>> (.*)$/.exec(line)?.[1] ?? []) : [],
      );
      expect(logged.slice(0, talker.said.length)).toEqual(talker.said);
      told += talker.said.length;
    }
  }
  console.log(`20 kills: ${told} lines that clients were told, all in the log`);
  expect(told).toBeGreaterThan(2000);
});

test("while the disk of the log is full mail goes on; when there is room again nothing is missing, and both are told", async () => {
  mount("-t", "tmpfs", "-o", "size=256k", "tmpfs");
  set("log.folder", disk);
  const port = await start();
  const ids = [await deliver(port)];
  writeFileSync(join(disk, "filler"), Buffer.alloc(240 * 1024));
  for (let n = 0; n < 60; n++) ids.push(await deliver(port));
  expect(linesOf(disk, "s").length).toBeLessThan(60 * 15);
  rmSync(join(disk, "filler"));
  execFileSync("mount", ["-o", "remount,size=8m", disk]);
  await vi.waitFor(() => expect(linesOf(disk, "s").join("\n")).toContain(ids.at(-1)), 5000);
  const text = linesOf(disk, "s").join("\n");
  for (const id of ids) expect(text).toContain(`Message id ${id} `);
  await stop();
  const trouble = linesOf(disk, "e").join("\n");
  expect(trouble).toMatch(/s\d{8}-00\.log cannot be written \(ENOSPC: .*\); mail goes on, lines wait in memory/);
  expect(trouble).toMatch(/s\d{8}-00\.log is written again; it was not since \d{4}-/);
});

test("while the disk of all data is full mail is put off and the server lives, is stopped and started; then it takes mail", async () => {
  mount("-t", "tmpfs", "-o", "size=8m", "tmpfs");
  data = join(disk, "data");
  mkdirSync(data);
  await prepareAnyPorts(data);
  set("log.leastFreeBytes", 0);
  set("smtp.leastFreeBytes", 0);
  let port = await start();
  const taken = [await deliver(port)];
  const filler = join(disk, "filler");
  expect(() => {
    for (;;) appendFileSync(filler, Buffer.alloc(4096));
  }).toThrow("ENOSPC");
  for (let n = 0; n < 20; n++) expect(await offer(port)).toMatch(/^452 4\.3\.1 /);
  server?.child.kill("SIGKILL");
  await server?.ended;
  port = await start();
  for (let n = 0; n < 20; n++) expect(await offer(port)).toMatch(/^452 4\.3\.1 /);
  server?.child.kill("SIGTERM");
  expect((await server?.ended)?.err).toMatch(/^postino: the last sessions could not be written to .*ENOSPC.*\n$/);
  port = await start();
  for (let n = 0; n < 3; n++) expect(await offer(port)).toMatch(/^452 4\.3\.1 /);
  rmSync(filler);
  await vi.waitFor(async () => expect(await offer(port)).toMatch(/^250 /), { timeout: 10_000, interval: 500 });
  taken.push(await deliver(port));
  await stop();
  const text = linesOf(join(data, "logs"), "s").join("\n");
  for (const id of taken) expect(text).toContain(`Message id ${id} `);
  const { out } = await new Program(["sessions", "--data", data, "--json"]).ended;
  const kept: readonly { readonly status: string }[] = JSON.parse(out);
  expect(kept.filter(({ status }) => status === "delivered").length).toBe(taken.length + 1);
  expect(kept.filter(({ status }) => status === "deferred").length).toBeGreaterThanOrEqual(3);
});

test("where the disk of all data is nearly full mail waits with its sender, and log and records go on and say so", async () => {
  mount("-t", "tmpfs", "-o", "size=8m", "tmpfs");
  data = join(disk, "data");
  mkdirSync(data);
  await prepareAnyPorts(data);
  set("log.leastFreeBytes", 0);
  set("smtp.leastFreeBytes", 4_000_000);
  const port = await start();
  await deliver(port);
  const filler = join(disk, "filler");
  writeFileSync(filler, Buffer.alloc(5_000_000));
  await vi.waitFor(
    async () => {
      const client = new RawClient(port);
      await client.reply();
      await client.ask("EHLO c.example");
      const reply = await client.ask("MAIL FROM:<full@b.example> SIZE=1000");
      client.socket.destroy();
      expect(reply).toBe("452 4.3.1 Insufficient system storage, try again later");
    },
    { timeout: 5000, interval: 300 },
  );
  const asked = ["--from", "full@b.example", "--to", "bob@example.test", "--json"];
  const { out } = await new Program(["why", "--data", data, ...asked]).ended;
  expect(JSON.parse(out).answers[0]).toMatchObject({
    cause: "eod.system-full",
    party: "our-server",
    outcome: "deferred",
  });
  rmSync(filler);
  await vi.waitFor(() => deliver(port), { timeout: 5000, interval: 300 });
  await stop();
  expect(linesOf(join(data, "logs"), "e").join("\n")).toMatch(
    /Error in the disk of the mailboxes: \d MB are free, and a message beyond smtp\.leastFreeBytes \(4 MB\) is put off/,
  );
});

test("while the disk of the log hangs for 10 s mail goes on; then nothing is missing, and both are told", async () => {
  const image = join(root, "image");
  execFileSync("truncate", ["-s", "32M", image]);
  execFileSync("mkfs.ext4", ["-q", image]);
  mount("-o", "loop", image);
  set("log.folder", disk);
  set("log.stallSeconds", 1);
  const port = await start();
  const ids = [await deliver(port)];
  // Whatever is written from here on waits in the kernel.
  execFileSync("fsfreeze", ["-f", disk]);
  const begin = performance.now();
  try {
    while (performance.now() - begin < 10_000) ids.push(await deliver(port));
  } finally {
    execFileSync("fsfreeze", ["-u", disk]);
  }
  console.log(`a disk that hung for 10 s: ${ids.length - 1} messages taken meanwhile`);
  expect(ids.length).toBeGreaterThan(100);
  await vi.waitFor(() => expect(linesOf(disk, "s").join("\n")).toContain(ids.at(-1)), 5000);
  const text = linesOf(disk, "s").join("\n");
  for (const id of ids) expect(text).toContain(`Message id ${id} `);
  await stop();
  const trouble = linesOf(disk, "e").join("\n");
  expect(trouble).toMatch(/The disk has not answered for \d\.\d s while s\d{8}-00\.log was written; mail goes on/);
  expect(trouble).toMatch(/s\d{8}-00\.log is written again; it was not since \d{4}-/);
});

test("a clock that is set by an hour, forward and back, is marked; no session is lost or there twice", async () => {
  const clock = join(root, "clock");
  const turnTo = (hours: number) => writeFileSync(clock, hours >= 0 ? `+${hours}h` : `${hours}h`);
  turnTo(0);
  const library = execFileSync("sh", ["-c", "ls /usr/lib/*/faketime/libfaketime.so.1"], { encoding: "utf8" }).trim();
  const port = await start({
    LD_PRELOAD: library,
    FAKETIME_TIMESTAMP_FILE: clock,
    FAKETIME_NO_CACHE: "1",
    FAKETIME_DONT_FAKE_MONOTONIC: "1",
  });
  const ids: string[] = [];
  for (const hours of [0, 1, 0, -1, 0]) {
    turnTo(hours);
    await setTimeout(1500);
    ids.push(await deliver(port, `at${ids.length}@b.example`));
  }
  await stop();
  const log = join(data, "logs");
  const steps = linesOf(log, "s").flatMap((line) => /because=clock step=(\S+)/.exec(line)?.[1] ?? []);
  expect(steps.map((step) => Math.round(Number(step) / 100))).toEqual([36, -36, -36, 36]);
  const zone = new Zone("UTC");
  for (const logs of [[log], []]) {
    const reader = await composeReader({ logs, data, askerZone: zone, zone });
    for (const [n, id] of ids.entries()) {
      const { answers } = await reader.why({
        to: ["bob@example.test"],
        from: `at${n}@b.example`,
        facts: {},
        limit: 5,
      });
      expect(answers.map(({ outcome, message }) => [outcome, message.transid])).toEqual([["delivered", id]]);
    }
  }
});

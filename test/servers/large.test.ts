/** A message of 100 MB, and a thousand of 1 MB at a time from slow senders: the server's memory stays flat. */
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { changeFile } from "../../src/config/change.ts";
import { findSetting, type Setting } from "../../src/config/settings.ts";
import { mailboxFolder } from "../../src/mailbox/delivery.ts";
import { Program, prepareAnyPorts } from "../program.ts";
import { RawClient } from "../smtp-under-test.ts";

const megabyte = 1_000_000;
const largeBytes = 100 * megabyte;
/** What a transfer may hold: content that waits to be written, as much on its way to the disk, what was read meanwhile, its session. */
const transferMegabytes = 0.45;
/** Memory that comes and goes from one look to the next: garbage, and what the system's allocator keeps. */
const noiseMegabytes = 60;
/** How often the memory is looked at. */
const lookMilliseconds = 20;

let data = "";
let server: Program;
let port = 0;
beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), "postino-large-"));
  await prepareAnyPorts(data);
  for (const [name, value] of [
    ["smtp.messageBytes", largeBytes + megabyte],
    ["smtp.connectionsPerPeer", 2000],
  ] as const) {
    changeFile(join(data, "postino.yaml"), findSetting(name) as Setting, value);
  }
  server = new Program(["serve", "--data", data]);
  port = await server.port();
});
afterAll(async () => {
  server.child.kill("SIGKILL");
  await server.ended;
  rmSync(data, { recursive: true });
});

const line = Buffer.from(`${"0123456789abcdef".repeat(4)}\r\n`);

/** Resident megabytes of the server now. */
const residentMegabytes = (): number =>
  Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${server.child.pid}/status`, "utf8"))?.[1]) / 1000;

/** The most that the server had while something went on. */
async function peakOf(work: () => Promise<void>): Promise<number> {
  let most = residentMegabytes();
  const look = setInterval(() => {
    most = Math.max(most, residentMegabytes());
  }, lookMilliseconds);
  await work().finally(() => clearInterval(look));
  return Math.round(most);
}

async function inData(): Promise<RawClient> {
  const client = new RawClient(port);
  await client.reply();
  for (const command of ["EHLO c.example", "MAIL FROM:<a@b.example>", "RCPT TO:<bob@example.test>", "DATA"])
    expect(await client.ask(command)).toMatch(/^[23]/);
  return client;
}

async function sendAll({ socket }: RawClient, bytes: Buffer): Promise<void> {
  if (!socket.write(bytes)) await once(socket, "drain");
}

/** So many transfers at a time: each sends a piece, and no next one before all have sent theirs. */
async function transfers(count: number, sizeBytes = megabyte): Promise<void> {
  const senders = await Promise.all(Array.from({ length: count }, inData));
  const piece = Buffer.concat(Array.from({ length: 300 }, () => line));
  for (let sentBytes = 0; sentBytes < sizeBytes; sentBytes += piece.length)
    await Promise.all(senders.map((sender) => sendAll(sender, piece)));
  for (const sender of senders) expect(await sender.ask(".")).toMatch(/^250 2\.6\.0 \d{7} bytes/);
  for (const { socket } of senders) socket.destroy();
}

const storedBytes = (): readonly number[] => {
  const folder = join(mailboxFolder(join(data, "mailboxes"), "bob@example.test"), "new");
  return readdirSync(folder).map((name) => statSync(join(folder, name)).size);
};

test("a message of 100 MB takes no more memory than ten small ones", async () => {
  const few = await peakOf(() => transfers(10));
  const large = await peakOf(async () => {
    const client = await inData();
    const piece = Buffer.concat(Array.from({ length: 10_000 }, () => line));
    for (let sentBytes = 0; sentBytes < largeBytes - piece.length; sentBytes += piece.length)
      await sendAll(client, piece);
    expect(await client.ask(".")).toMatch(/^250 2\.6\.0 \d{8,9} bytes/);
    client.socket.destroy();
  });
  console.log(`resident: ${few} MB at 10 messages of 1 MB, ${large} MB at one of 100 MB`);
  expect(Math.max(...storedBytes())).toBeGreaterThan(largeBytes - megabyte);
  expect(large - few).toBeLessThan(noiseMegabytes);
});

test("a thousand transfers take a small share each, however often they come and however large they are", {
  timeout: 240_000,
}, async () => {
  const few = await peakOf(() => transfers(10));
  const peaks: number[] = [];
  for (let time = 0; time < 3; time++) peaks.push(await peakOf(() => transfers(1000)));
  console.log(`resident: ${few} MB at 10 transfers, ${peaks.join(", then ")} MB at 1000`);
  expect(storedBytes().filter((bytes) => bytes > megabyte && bytes < 1.1 * megabyte).length).toBe(3020);
  for (const peak of peaks) expect(peak - few).toBeLessThan(1000 * transferMegabytes);
  const larger = await peakOf(() => transfers(1000, 3 * megabyte));
  console.log(`resident: ${larger} MB at 1000 transfers of 3 MB`);
  expect(larger).toBeLessThan(Math.max(...peaks) + noiseMegabytes);
});

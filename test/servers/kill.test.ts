/** kill -9 at 200 random moments under load: what was answered 250 is there once and whole, and nothing half is. */
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { composeReader } from "../../src/app/reader.ts";
import { Zone } from "../../src/base/zone.ts";
import { mailboxFolder } from "../../src/mailbox/delivery.ts";
import { Program, prepareAnyPorts } from "../program.ts";
import { RawClient } from "../smtp-under-test.ts";

/** `KILLS` and `SEED` from outside repeat a run, as far as a machine can be repeated. */
const kills = Number(process.env.KILLS ?? 200);
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
const clients = 6;
/** Then a new one: a start after a crash reads the day's log, which grows with each. */
const killsOnOneFolder = 20;
/** So many messages are begun at most while a server lives, however slow the machine is; then it is killed at any moment of the next ones. */
const messagesInALife = 30;
const lastMomentsMilliseconds = 50;

/** Numbers from 0 to 1, always the same for a seed. */
function chances(start: number): () => number {
  let n = 0;
  return () => createHash("sha256").update(`${start} ${n++}`).digest().readUInt32BE() / 2 ** 32;
}

/** One data folder, and what its clients know of it. */
interface Run {
  readonly data: string;
  readonly chance: () => number;
  /** What was sent, by the mark in its subject. */
  readonly sent: Map<string, string>;
  /** What was answered 250: our id, and who was to get which content. */
  readonly answered: { readonly id: string; readonly mark: string; readonly to: readonly string[] }[];
}

const people = ["alice@example.test", "bob@example.test"];

function compose({ chance, sent }: Run): { readonly mark: string; readonly content: string } {
  const mark = `mark-${sent.size}`;
  const lines = Math.floor(chance() ** 4 * 15_000);
  const content = `Subject: ${mark}\r\n\r\n${`${mark} 0123456789\r\n`.repeat(lines)}the end of ${mark}\r\n`;
  sent.set(mark, content);
  return { mark, content };
}

/** Sends messages until the server is gone, by DATA and by chunks, to one or both. */
async function load(port: number, run: Run): Promise<void> {
  const { chance, answered } = run;
  const client = new RawClient(port);
  const gone = (reply: string) => reply === "(closed)";
  if (gone(await client.reply()) || gone(await client.ask("EHLO c.example"))) return;
  for (;;) {
    const { mark, content } = compose(run);
    const to = chance() < 0.3 ? people : [people[chance() < 0.5 ? 0 : 1] ?? ""];
    const commands = ["MAIL FROM:<a@b.example>", ...to.map((person) => `RCPT TO:<${person}>`)];
    client.send(`${commands.join("\r\n")}\r\n`);
    for (const _ of commands) await client.reply();
    if (chance() < 0.5) client.send(`BDAT ${content.length} LAST\r\n${content}`);
    else {
      await client.ask("DATA");
      client.send(`${content}.\r\n`);
    }
    const reply = await client.reply();
    if (gone(reply)) return void client.socket.destroy();
    const id = /^250 2\.6\.0 .*Message id (\S+) /.exec(reply)?.[1];
    expect(id, reply).toBeDefined();
    answered.push({ id: id ?? "", mark, to });
  }
}

const contentOf = (file: string): string => {
  const text = readFileSync(file, "latin1");
  return text.slice(text.indexOf("Subject: mark-"));
};

/** What a data folder has for one person in that part of the mailbox. */
function list(data: string, person: string, part: "tmp" | "new"): readonly string[] {
  const folder = join(mailboxFolder(join(data, "mailboxes"), person), part);
  return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
}

/** Starts, loads and kills the server again and again on one data folder; gives how many half files the kills left in tmp/. */
async function killAgainAndAgain(run: Run, times: number): Promise<number> {
  const { data, chance } = run;
  let leftovers = 0;
  for (let kill = 0; kill < times; kill++) {
    const server = new Program(["serve", "--data", data]);
    try {
      const port = await server.port();
      for (const person of people) expect(list(data, person, "tmp")).toEqual([]);
      const visits = Array.from({ length: clients }, () => load(port, run));
      const killedFrom = run.sent.size + chance() * messagesInALife;
      while (run.sent.size < killedFrom) await new Promise((moment) => setTimeout(moment, 2));
      await new Promise((moment) => setTimeout(moment, chance() * lastMomentsMilliseconds));
      server.child.kill("SIGKILL");
      await Promise.all(visits);
    } finally {
      server.child.kill("SIGKILL");
      await server.ended;
    }
    for (const person of people) leftovers += list(data, person, "tmp").length;
  }
  const last = new Program(["serve", "--data", data]);
  await last.port();
  last.child.kill("SIGTERM");
  await last.ended;
  return leftovers;
}

/** Every file is whole, and what was answered is in its mailboxes once, in the log, and in the records. */
async function examine({ data, sent, answered }: Run): Promise<void> {
  const stored = people.flatMap((person) => list(data, person, "new").map((file) => ({ person, file })));
  for (const person of people) expect(list(data, person, "tmp")).toEqual([]);
  for (const { file } of stored) {
    const content = contentOf(file);
    expect(content === sent.get(/mark-\d+/.exec(content)?.[0] ?? ""), file).toBe(true);
  }
  const logs = readdirSync(join(data, "logs")).map((name) => readFileSync(join(data, "logs", name), "latin1"));
  const accepted = new Set(Array.from(logs.join("").matchAll(/Message id (\S+) accepted/g), ([, id]) => id));
  const zone = new Zone("UTC");
  const reader = await composeReader({ logs: [], data, askerZone: zone, zone });
  const told = new Set((await reader.trace({ to: [], facts: {}, limit: 0 })).traced.map(({ queueId }) => queueId));
  for (const { id, mark, to } of answered) {
    for (const person of to) {
      const files = stored.filter((each) => each.person === person && each.file.includes(id));
      expect(files.length, `${id} for ${person}`).toBe(1);
      expect(contentOf(files[0]?.file ?? "") === sent.get(mark), `${id} for ${person} is whole`).toBe(true);
    }
    expect(accepted.has(id), `${id} in the log`).toBe(true);
    expect(told.has(id), `${id} in the records`).toBe(true);
  }
}

test(`${kills} kills`, { timeout: 600_000 }, async () => {
  console.log(`kill.test.ts: SEED=${seed} KILLS=${kills}`);
  const begun = Date.now();
  const sum = { begun: 0, answered: 0, leftovers: 0 };
  let left = kills;
  const series = async (start: number) => {
    const chance = chances(start);
    while (left > 0) {
      const times = Math.min(killsOnOneFolder, left);
      left -= times;
      const run: Run = { data: mkdtempSync(join(tmpdir(), "postino-kill-")), chance, sent: new Map(), answered: [] };
      try {
        await prepareAnyPorts(run.data);
        sum.leftovers += await killAgainAndAgain(run, times);
        await examine(run);
      } finally {
        rmSync(run.data, { recursive: true });
      }
      sum.begun += run.sent.size;
      sum.answered += run.answered.length;
    }
  };
  // Two at a time: while one waits for the disk the other starts.
  await Promise.all([series(seed), series(seed + 1)]);
  const seconds = Math.round((Date.now() - begun) / 1000);
  console.log(
    `${kills} kills in ${seconds} s: ${sum.begun} messages begun, ${sum.answered} answered 250, ${sum.leftovers} half ones left in tmp/ and removed`,
  );
  expect(sum.answered).toBeGreaterThan(kills);
  expect(sum.leftovers).toBeGreaterThan(0);
});

/** kill -9 of the whole server: what was answered is in log and records, and the next start goes on and says so. */
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { paths } from "../src/app/paths.ts";
import { composeReader } from "../src/app/reader.ts";
import { composeServer } from "../src/app/server.ts";
import { Zone } from "../src/base/zone.ts";
import { changeFile } from "../src/config/change.ts";
import { loadConfig } from "../src/config/load.ts";
import { settingNamed } from "../src/config/named.ts";
import { Program, prepareAnyPorts } from "./program.ts";
import { RawClient } from "./smtp-under-test.ts";

/** Programs start in some tenths of a second; several of them on a busy machine take longer. */
const patience = { timeout: 60_000 };
const zone = new Zone("UTC");

let data = "";
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), "postino-crash-"));
  await prepareAnyPorts(data);
  changeFile(paths(data).config, settingNamed("server.zone"), "UTC");
});
afterEach(() => rmSync(data, { recursive: true }));

/** The lines of the log with that letter. */
function linesOf(letter: string): readonly string[] {
  const names = readdirSync(join(data, "logs")).filter((name) => name.startsWith(letter));
  return names.flatMap((name) =>
    readFileSync(join(data, "logs", name), "utf8")
      .split("\n")
      .slice(0, -1),
  );
}

const crashesIn = (letter: string) => linesOf(letter).filter((line) => /without (a )?word/.test(line));

const restart = async () => (await composeServer(loadConfig(join(data, "postino.yaml")), data, Date.now)).stop(0);

/** Starts the program, lets `talk` speak with it, and kills it. */
async function killed(talk: (client: RawClient) => Promise<void>): Promise<void> {
  const server = new Program(["serve", "--data", data]);
  const client = new RawClient(await server.port());
  await client.reply();
  await talk(client);
  server.child.kill("SIGKILL");
  await server.ended;
  client.socket.destroy();
}

test(
  "an open session of a killed server is in the log, and in the records after the next start",
  patience,
  async () => {
    let id = "none";
    await killed(async (client) => {
      for (const line of ["EHLO c.example", "MAIL FROM:<a@b.example>", "RCPT TO:<bob@example.test>", "DATA"])
        await client.ask(line);
      const answer = await client.ask("Subject: x\r\n\r\nhello\r\n.");
      id = /id (\w+)/.exec(answer)?.[1] ?? id;
    });
    expect(linesOf("s").join("\n")).toContain(`Message id ${id} accepted for delivery`);
    const trace = async () => {
      const reader = await composeReader({ logs: [], data, askerZone: zone, zone });
      return (await reader.trace({ to: [], facts: {}, limit: 0 })).traced.map(({ queueId, status }) => [
        queueId,
        status,
      ]);
    };
    expect(await trace()).toEqual([]);
    for (let start = 0; start < 2; start++) await restart();
    expect(await trace()).toEqual([[id, "delivered"]]);
    const records = readdirSync(paths(data).records, { recursive: true, encoding: "utf8" });
    expect(records.filter((name) => /\.(?:open|tmp)$/.test(name))).toEqual([]);
    expect(records.some((name) => name.endsWith(".sqlite"))).toBe(true);
  },
);

test(
  "the start after a crash says when the run before wrote last, and what; no other start does",
  patience,
  async () => {
    await restart();
    await restart();
    expect(crashesIn("s")).toEqual([]);
    await killed(async (client) => void (await client.ask("NOOP")));
    const last = linesOf("s").at(-1) ?? "";
    expect(last).toMatch(/ >>> 250 /);
    // The line that was being written is torn.
    const log = join(data, "logs", readdirSync(join(data, "logs")).find((name) => name.startsWith("s")) ?? "");
    appendFileSync(log, last.slice(0, 60));
    await restart();
    await restart();
    const [crash = "", ...more] = crashesIn("s");
    expect(more).toEqual([]);
    const [, time] = /\] (\S+) /.exec(last) ?? [];
    expect(crash).toMatch(/ Stopped without word; last line at=\d{4}-\d\d-\d\dT/);
    expect(crash).toContain(`T${time}+00:00 line="${last}"`);
    expect(linesOf("s").slice(linesOf("s").indexOf(crash)).join("\n")).toMatch(/^.*\n.* Service started: SMTP/);
    expect(crashesIn("e")).toEqual([expect.stringContaining(`ended without a word; its last line: ${last}`)]);
  },
);

test("a question about the time between crash and start is told that the server did not run", patience, async () => {
  await killed(async () => {});
  await restart();
  for (const logs of [[join(data, "logs")], []]) {
    const reader = await composeReader({ logs, data, askerZone: zone, zone });
    const asked = { to: ["ghost@example.test"], about: Date.now(), facts: {}, limit: 0 };
    const { answers, searched } = await reader.why(asked);
    expect(answers[0]).toMatchObject({
      cause: "evidence.log-gap",
      sentence: expect.stringMatching(
        /^The server did not run from .+ to .+, and the log does not go on for long enough /,
      ),
    });
    expect(searched.gaps.map(({ why }) => why)).toEqual(["stopped"]);
  }
});

test("of what came back from a log at level summary it is said that the level was too low", patience, async () => {
  changeFile(paths(data).config, settingNamed("log.levels.smtp"), "summary");
  await killed(async (client) => {
    for (const line of ["EHLO c.example", "MAIL FROM:<a@b.example>", "RCPT TO:<nobody@example.test>"])
      await client.ask(line);
  });
  await restart();
  for (const logs of [[], [join(data, "logs")]]) {
    const reader = await composeReader({ logs, data, askerZone: zone, zone });
    const { answers } = await reader.why({ to: [], ip: "127.0.0.1", facts: {}, limit: 0 });
    expect(answers[0]?.missing).toEqual([
      expect.stringMatching(
        /^what the two servers said .* level summary since .{20,40}, and level debug .*: postino log levels smtp=debug --for 48h, or the page Logs, Levels$/,
      ),
    ]);
  }
});

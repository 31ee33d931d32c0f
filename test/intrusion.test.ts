/** The guide's example, with the real program: six RSET and a message, then 421, list, `why`, restart, and let in again. */
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { changeFile } from "../src/config/change.ts";
import { findSetting, type Setting } from "../src/config/settings.ts";
import { readCase, sectionOf } from "./case-file.ts";
import { run } from "./program.ts";
import { patience, useDataFolder } from "./running.ts";
import { RawClient } from "./smtp-under-test.ts";
import { from, login, quit } from "./through-proxy.ts";

const { data, file, serve, operate, logOf } = useDataFolder();
const peer = "198.51.100.30";
const set = (name: string, value: unknown) => changeFile(file(), findSetting(name) as Setting, value);

async function deliver(client: RawClient): Promise<string> {
  await client.ask("MAIL FROM:<news@example.com>");
  await client.ask("RCPT TO:<bob@example.test>");
  await client.ask("DATA");
  return client.ask("Subject: x\r\n\r\nHello\r\n.");
}

async function sixResets(address: string, port: number): Promise<string> {
  const { client } = await from(address, port);
  await client.ask("EHLO list.example.com");
  for (let time = 0; time < 6; time++) expect(await client.ask("RSET")).toMatch(/^250 /);
  const taken = await deliver(client);
  await client.ask("QUIT");
  return taken;
}

const blockedText = `421 4.7.1 Intrusion prevention active for [${peer}][R]`;

test(
  "the session delivers, the next one is refused with the letter, the list and why name the session, across rotation and restart",
  patience,
  async () => {
    set("listeners.mx.proxies", ["127.0.0.1"]);
    set("log.rotateBytes", 1024);
    set("log.levels.smtp", "extended");
    let program = serve();
    let port = await program.port();
    expect(await sixResets(peer, port)).toMatch(/^250 2\.6\.0 /);
    expect((await from(peer, port)).greeting).toBe(blockedText);
    // Others are not meant.
    expect((await from("198.51.100.31", port)).greeting).toMatch(/^220 /);

    const listed = await run("blocks", "list", peer, "--data", data(), "--json");
    const [block] = JSON.parse(listed.out);
    expect(block).toMatchObject({
      ...{ blocked: peer, code: "R", rule: "rset-flood", reason: "exceeding RSET command count" },
      ...{ count: 6, limit: 5, times: 1, refused: 1, by: null, note: null },
    });
    expect(Date.parse(block.until) - Date.parse(block.since)).toBe(1_800_000);
    expect(logOf("x")).toContain(`[${block.session}] `);
    expect(logOf("x")).toContain(
      `Blocked ${peer} rule=rset-flood code=R reason="exceeding RSET command count" count=6 limit=5 until=`,
    );

    program.child.kill("SIGTERM");
    await program.ended;
    program = serve();
    port = await program.port();
    expect((await from(peer, port)).greeting).toBe(blockedText);
    const files = readdirSync(join(data(), "logs")).filter((name) => name.startsWith("s"));
    expect(files.length).toBeGreaterThan(1);

    // From the records, and from the text of the log alone.
    for (const source of [[], [join(data(), "logs")]]) {
      const { out } = await run("why", ...source, "--ip", peer, "--data", data(), "--json");
      const { answers } = JSON.parse(out);
      expect(answers[0]).toMatchObject({ cause: "greeting.ips-ban", outcome: "deferred", party: "our-policy" });
      expect(answers[0].sentence).toMatch(/reason R: exceeding RSET command count/);
      expect(answers[0].sentence).toMatch(/caused the block, although its own message was accepted\./);
      expect(JSON.stringify(answers[0].evidence)).toContain(block.session);
    }

    expect((await run("blocks", "remove", peer, "--data", data())).out).toBe(`${peer} is no longer blocked.\n`);
    expect((await from(peer, port)).greeting).toMatch(/^220 /);
    expect(logOf("x")).toContain(`Block ended ${peer} removed by=`);
    expect(await run("blocks", "list", "--data", data())).toMatchObject({ code: 1, out: "Nobody is blocked.\n" });
    expect((await run("blocks", "remove", peer, "--data", data())).err).toContain(
      "is not blocked; postino blocks list",
    );
  },
);

test("by setting the dialogue goes on to RCPT, and the log shows which mail the block costs", patience, async () => {
  set("listeners.mx.proxies", ["127.0.0.1"]);
  set("intrusion.answer", "recipient");
  const port = await serve().port();
  await operate("blocks-add", { blocked: "198.51.100.0/24", note: "a test" });
  const { client, greeting } = await from(peer, port);
  expect(greeting).toMatch(/^220 /);
  await client.ask("EHLO list.example.com");
  expect(await client.ask("MAIL FROM:<ann@example.com>")).toMatch(/^250 /);
  expect(await client.ask("RCPT TO:<bob@example.test>")).toBe(`421 4.7.1 Intrusion prevention active for [${peer}][U]`);
  expect(await client.line()).toBeUndefined();
  const { out } = await run("why", "--from", "ann@example.com", "--to", "bob@example.test", "--data", data(), "--json");
  const { answers } = JSON.parse(out);
  expect(answers[0]).toMatchObject({ cause: "greeting.ips-ban", outcome: "deferred", recipient: "bob@example.test" });
  const [shown] = JSON.parse((await run("blocks", "show", peer, "--data", data(), "--json")).out);
  expect(shown).toMatchObject({ blocked: "198.51.100.0/24", refused: 1, note: "a test" });
  expect(shown.mail).toEqual([
    expect.objectContaining({ sender: "ann@example.com", recipient: "bob@example.test", peer, senderKnown: null }),
  ]);
  expect((await run("blocks", "nftables", "--data", data())).out).toContain("blocked4 { 198.51.100.0/24 }\n");
});

test(
  "a block is shown with the session that caused it and the known senders that it costs; the log can be replayed",
  patience,
  async () => {
    set("listeners.mx.proxies", ["127.0.0.1"]);
    set("intrusion.answer", "recipient");
    const port = await serve().port();
    await sixResets(peer, port);
    const { client } = await from(peer, port);
    await client.ask("EHLO list.example.com");
    await client.ask("MAIL FROM:<news@example.com>");
    expect(await client.ask("RCPT TO:<bob@example.test>")).toBe(blockedText);
    expect(await client.line()).toBeUndefined();
    const { out } = await run("blocks", "show", peer, "--data", data(), "--transcript");
    expect(out).toMatch(/^198\.51\.100\.30 had brought mail before that was accepted, last /m);
    expect(out).toMatch(/<news@example\.com> +<bob@example\.test> +198\.51\.100\.30 +known, last /);
    expect(out.match(/<<< RSET/g)).toHaveLength(6);
    const again = ["blocks", "replay", join(data(), "logs"), "--data", data(), "--json"];
    expect(JSON.parse((await run(...again)).out).found).toEqual([
      expect.objectContaining({
        blocked: peer,
        rule: "rset-flood",
        count: 6,
        refused: 1,
        refusedGood: 0,
        spared: null,
      }),
    ]);
    expect((await run(...again, "--rule", "rset-flood", "--limit", "6")).code).toBe(1);
    expect((await run(...again, "--rule", "rset")).err).toContain("no such rule; there are rset-flood, ");
  },
);

test("what a firewall was told to drop leaves no session, and why names the block", patience, async () => {
  const program = serve();
  await program.port();
  await operate("blocks-add", { blocked: "198.51.100.0/24", note: "a test" });
  const ask = async (ip: string) =>
    JSON.parse((await run("why", "--ip", ip, "--data", data(), "--json")).out).answers[0];
  expect(await ask(peer)).toMatchObject({ cause: "never.no-trace" });
  expect((await run("blocks", "nftables", "--data", data())).out).toContain("blocked4 { 198.51.100.0/24 }");
  const answer = await ask(peer);
  expect(answer).toMatchObject({ cause: "connect.firewall-drop", outcome: "never-seen", party: "our-policy" });
  expect(answer.evidence.map(({ text }: { text: string }) => text)).toEqual([
    expect.stringContaining("Blocked 198.51.100.0/24 rule=manual"),
    expect.stringContaining('what="blocks for a firewall" after="nftables, 1 blocks"'),
  ]);
  expect(await ask("203.0.113.7")).toMatchObject({ cause: "never.no-trace" });
  program.child.kill("SIGTERM");
  await program.ended;
  expect(await ask(peer)).toMatchObject({ cause: "connect.firewall-drop", evidence: answer.evidence });
});

test("this machine is never blocked by a rule: the log warns", patience, async () => {
  const port = await serve().port();
  const client = new RawClient(port);
  await client.reply();
  for (let time = 0; time < 8; time++) await client.ask("RSET");
  expect(await client.ask("NOOP")).toMatch(/^250 /);
  expect(logOf("x").match(/127\.0\.0\.1 is not blocked by rset-flood/g)).toHaveLength(1);
  expect(await run("blocks", "list", "--data", data())).toMatchObject({ code: 1 });
});

test("another machine of ours is not blocked by a rule, live and in the replay of its log", patience, async () => {
  set("listeners.mx.proxies", ["127.0.0.1"]);
  const port = await serve().port();
  set("server.nodes", ["198.51.100.0/24"]);
  await operate("setting-reload", {});
  await sixResets(peer, port);
  expect((await from(peer, port)).greeting).toMatch(/^220 /);
  expect(logOf("x")).toMatch(/198\.51\.100\.30 is not blocked by rset-flood, .*; it is in server\.nodes; session=/);
  const again = await run("blocks", "replay", join(data(), "logs"), "--data", data(), "--json");
  expect(again.code).toBe(1);
  expect(JSON.parse(again.out).found).toMatchObject([{ blocked: peer, spared: "it is in server.nodes" }]);
});

test("a network is blocked at rest, and a block whose time is over is ended", patience, async () => {
  const add = await run("blocks", "add", "2001:db8:1::7/48", "--for", "0.001s", "--data", data());
  expect(add).toMatchObject({ code: 0, err: "" });
  expect(add.out).toMatch(/^blocked +2001:db8:1::\/48$/m);
  expect((await run("blocks", "expire", "--data", data())).out).toBe("2001:db8:1::/48 is over.\n");
  expect(logOf("x")).toContain("Block ended 2001:db8:1::/48 expired");
  expect((await run("blocks", "add", "nonsense", "--data", data())).err).toContain('"nonsense" is no address');
});

test(
  "on a listener of users a block forbids what comes before the login, but for one by hand, which forbids all",
  patience,
  async () => {
    set("listeners.mx.proxies", ["127.0.0.1"]);
    set("listeners.submission.proxies", ["127.0.0.1"]);
    const program = serve();
    await sixResets(peer, await program.port());
    await operate("account-password", { address: "bob@example.test", password: "correct horse" });
    const port = await program.port("submission");

    const stranger = await from(peer, port);
    expect(stranger.greeting).toMatch(/^220 /);
    expect(await stranger.client.ask("EHLO c.example")).toMatch(/^250/);
    expect(await stranger.client.ask("VRFY bob")).toBe(blockedText);
    expect(await stranger.client.line()).toBeUndefined();

    const { client } = await from(peer, port);
    await client.ask("EHLO c.example");
    expect(await client.ask("STARTTLS")).toMatch(/^220 /);
    await client.encrypt();
    await client.ask("EHLO c.example");
    const secret = Buffer.from("\0bob@example.test\0correct horse").toString("base64");
    expect(await client.ask(`AUTH PLAIN ${secret}`)).toMatch(/^235 /);
    expect(await client.ask("MAIL FROM:<bob@example.test>")).toMatch(/^250 /);
    expect(await client.ask("RCPT TO:<alice@example.test>")).toMatch(/^250 /);
    client.socket.destroy();

    await operate("blocks-add", { blocked: peer });
    expect((await from(peer, port)).greeting).toBe(blockedText.replace("[R]", "[U]"));
  },
);

test(
  "a flood of connections and guessed passwords forbid the login too, guessed recipients do not",
  patience,
  async () => {
    for (const kind of ["mx", "submission"]) set(`listeners.${kind}.proxies`, ["127.0.0.1"]);
    set("intrusion.rules.connection-flood.limit", 3);
    set("intrusion.rules.failed-logins.limit", 3);
    set("intrusion.rules.unknown-recipients.limit", 3);
    const program = serve();
    const [mx, submission] = [await program.port(), await program.port("submission")];
    await operate("account-password", { address: "bob@example.test", password: "correct horse" });
    const refusalOf = (address: string, code: string) =>
      `421 4.7.1 Intrusion prevention active for [${address}][${code}]`;

    for (let n = 0; n < 4; n++) expect((await from("198.51.100.1", submission)).greeting).toMatch(/^220 /);
    expect((await from("198.51.100.1", submission)).greeting).toBe(refusalOf("198.51.100.1", "I"));

    set("intrusion.rules.connection-flood.enabled", false);
    await operate("setting-reload", {});
    for (let n = 0; n < 4; n++) {
      const { client, said } = await login(submission, "198.51.100.2", `guess ${n}`);
      expect(said).toMatch(/^535 5\.7\.8 Name or password is wrong/);
      await quit(client);
    }
    // A telephone with an old password guesses nothing, and keeps no colleague out.
    for (let n = 0; n < 6; n++) await quit((await login(submission, "198.51.100.4", "of last year")).client);
    expect((await login(submission, "198.51.100.4")).said).toMatch(/^235 /);
    expect((await from("198.51.100.2", submission)).greeting).toBe(refusalOf("198.51.100.2", "L"));
    // Where others are told at their first recipient, nobody guesses on.
    await operate("setting-change", { name: "intrusion.answer", value: "recipient" });
    expect((await from("198.51.100.2", submission)).greeting).toBe(refusalOf("198.51.100.2", "L"));
    await operate("setting-change", { name: "intrusion.answer", value: "connect" });

    const { client } = await from("198.51.100.3", mx);
    await client.ask("EHLO list.example.com");
    await client.ask("MAIL FROM:<news@example.com>");
    for (let n = 0; n < 4; n++) await client.ask(`RCPT TO:<no${n}@example.test>`);
    await quit(client);
    expect((await from("198.51.100.3", mx)).greeting).toBe(refusalOf("198.51.100.3", "P"));
    expect((await login(submission, "198.51.100.3")).said).toMatch(/^235 /);

    const listed = JSON.parse((await run("blocks", "list", "--data", data(), "--json")).out);
    expect(listed.map(({ code, refused }: { code: string; refused: number }) => `${code} ${refused}`)).toEqual([
      ...["I 1", "L 2", "P 1"],
    ]);
  },
);

test(
  "the guide's example in the log of an IceWarp is answered with the session that did deliver",
  patience,
  async () => {
    const { text } = sectionOf(readCase("src/diagnosis/cases/greeting.ips-ban.case"), "log");
    const log = join(data(), "s20261124-00.log");
    writeFileSync(log, text);
    const { out } = await run(
      "why",
      log,
      "--ip",
      peer,
      "--about",
      "2026-11-24T14:00:19Z",
      "--log-zone",
      "UTC",
      "--json",
    );
    const [answer] = JSON.parse(out).answers;
    expect(answer).toMatchObject({ cause: "greeting.ips-ban", outcome: "deferred" });
    expect(answer.sentence).toContain("reason R: exceeding RSET command count");
    expect(answer.sentence).toMatch(
      /The session of 24 November 2026 at \S+ \(UTC\S*\) caused the block, although its own message was accepted\./,
    );
    expect(JSON.stringify(answer.evidence)).toContain("<<< RSET");
    const replayed = await run("blocks", "replay", log, "--log-zone", "UTC", "--data", data(), "--json");
    expect(JSON.parse(replayed.out).found).toMatchObject([
      { blocked: peer, code: "R", since: "2026-11-24T14:00:06.000Z" },
    ]);
  },
);

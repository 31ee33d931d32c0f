/** Our own users, with the real program: who writes to too many is held, who looks stolen is suspended and told why. */
import { expect, test } from "vitest";
import { changeFile } from "../src/config/change.ts";
import { findSetting, type Setting } from "../src/config/settings.ts";
import { run } from "./program.ts";
import { patience, useDataFolder } from "./running.ts";
import { login, quit } from "./through-proxy.ts";

const { data, file, serve, operate, logOf } = useDataFolder();
const set = (name: string, value: unknown) => changeFile(file(), findSetting(name) as Setting, value);

const why = async (...asked: readonly string[]) => {
  const { out } = await run("why", ...asked, "--data", data(), "--json");
  return JSON.parse(out).answers[0];
};

test(
  "an account that writes to too many is held, over a restart, and why names the session before",
  patience,
  async () => {
    set("intrusion.accounts.recipientsPerHour", 25);
    set("listeners.submission.proxies", ["127.0.0.1"]);
    let program = serve();
    let port = await program.port("submission");
    await operate("account-password", { address: "bob@example.test", password: "correct horse" });
    const first = await login(port);
    await first.client.ask("MAIL FROM:<bob@example.test>");
    for (let n = 0; n < 25; n++) expect(await first.client.ask("RCPT TO:<alice@example.test>")).toMatch(/^250 /);
    await quit(first.client);
    program.child.kill("SIGTERM");
    await program.ended;
    program = serve();
    port = await program.port("submission");
    // From elsewhere: it is the account that counts.
    const { client } = await login(port, "192.0.2.10");
    await client.ask("MAIL FROM:<bob@example.test>");
    expect(await client.ask("RCPT TO:<alice@example.test>")).toMatch(
      /^450 4\.7\.1 bob@example\.test may write to 25 recipients within an hour, and has; there is room again in [123] min/,
    );
    await quit(client);
    expect(logOf("x")).toContain("bob@example.test is held: more than 25 recipients within an hour");
    const answer = await why("--from", "bob@example.test", "--to", "alice@example.test");
    expect(answer).toMatchObject({ cause: "submission.rate-limit", outcome: "deferred" });
    const sessions = new Set(logOf("s").match(/(?<=192\.0\.2\.9 +\[)\w{16}/g));
    expect(sessions.size).toBe(1);
    expect(JSON.stringify(answer.evidence)).toContain([...sessions][0]);
  },
);

test(
  "an account whose recipients are refused is suspended: list, log, refusal and why name the session; it is let in again",
  patience,
  async () => {
    set("listeners.submission.proxies", ["127.0.0.1"]);
    const program = serve();
    const port = await program.port("submission");
    await operate("account-password", { address: "bob@example.test", password: "correct horse" });
    const open = await login(port);
    const { client } = await login(port);
    await client.ask("MAIL FROM:<bob@example.test>");
    for (let n = 0; n < 24; n++) expect(await client.ask(`RCPT TO:<no${n}@example.test>`)).toMatch(/^550 5\.1\.1/);
    for (let n = 0; n < 2; n++) expect(await client.ask("RCPT TO:<alice@example.test>")).toMatch(/^250 /);
    await quit(client);
    const reason = "24 of 26 recipients of an hour were refused";
    set("intrusion.rules.failed-logins.limit", 1);
    await operate("setting-reload", {});
    // His programs try it on and on: that is no guessing.
    for (let n = 0; n < 3; n++) await quit((await login(port, "192.0.2.10")).client);
    const again = await login(port, "192.0.2.10");
    expect(again.said).toBe(`535 5.7.8 bob@example.test is suspended, ${reason}; ask the administrator`);
    await quit(again.client);
    // A session that was logged in already is ended.
    expect(await open.client.reply()).toBe(`421 4.7.0 bob@example.test is suspended, ${reason}; ask the administrator`);
    expect(await open.client.line()).toBeUndefined();

    const [block] = JSON.parse((await run("blocks", "list", "bob@example.test", "--data", data(), "--json")).out);
    expect(block).toMatchObject({
      blocked: "bob@example.test",
      code: "O",
      rule: "refused-recipients",
      reason,
      refused: 4,
    });
    expect(logOf("x")).toContain(`Blocked bob@example.test rule=refused-recipients code=O reason="${reason}" session=`);
    expect(logOf("j")).toContain('Changed by intrusion.refused-recipients what="account bob@example.test state"');
    expect((await run("blocks", "nftables", "--data", data())).out).not.toContain("bob");
    const answer = await why("--from", "bob@example.test", "--ip", "192.0.2.10");
    expect(answer).toMatchObject({ cause: "submission.account-blocked", outcome: "refused" });
    expect(JSON.stringify(answer.evidence)).toContain(block.session);
    const shown = await run("blocks", "show", "bob@example.test", "--data", data(), "--transcript");
    expect(shown.out.match(/<<< RCPT TO:<no\d+@/g)).toHaveLength(24);
    expect(shown.out).toMatch(/<bob@example\.test> +<alice@example\.test>/);

    expect((await run("blocks", "remove", "Bob@example.test", "--data", data())).code).toBe(0);
    expect((await login(port)).said).toMatch(/^235 /);
    expect(logOf("x")).toContain("Block ended bob@example.test removed by=");
    expect((await run("blocks", "list", "--data", data())).out).toBe("Nobody is blocked.\n");
  },
);

test(
  "an account that writes to many from a network where it was never seen is warned of, and by setting suspended at once",
  patience,
  async () => {
    set("listeners.submission.proxies", ["127.0.0.1"]);
    set("intrusion.accounts.newNetworkRecipients", 5);
    let program = serve();
    let port = await program.port("submission");
    await operate("account-password", { address: "bob@example.test", password: "correct horse" });
    const write = async (address: string, times: number) => {
      const { client } = await login(port, address);
      await client.ask("MAIL FROM:<bob@example.test>");
      const said: string[] = [];
      for (let n = 0; n < times; n++) said.push(await client.ask(`RCPT TO:<${n < 5 ? "alice" : "bob"}@example.test>`));
      return { client, codes: said.map((reply) => reply.slice(0, 3)).join(" ") };
    };
    await quit((await write("192.0.2.9", 9)).client);
    program.child.kill("SIGTERM");
    await program.ended;
    set("intrusion.accounts.newNetwork", "suspend");
    program = serve();
    port = await program.port("submission");
    await quit((await write("192.0.77.9", 9)).client);
    expect(await run("blocks", "list", "--data", data())).toMatchObject({ code: 1 });
    const { client, codes } = await write("203.0.113.7", 7);
    expect(codes).toBe("250 250 250 250 250 550 550");
    await quit(client);
    const [block] = JSON.parse((await run("blocks", "list", "--data", data(), "--json")).out);
    expect(block).toMatchObject({ blocked: "bob@example.test", rule: "new-network", count: 6, limit: 5, until: null });
    const answer = await why("--from", "bob@example.test", "--to", "bob@example.test", "--ip", "203.0.113.7");
    expect(answer).toMatchObject({ cause: "submission.account-blocked", outcome: "refused" });
    expect(answer.sentence).toContain("6 recipients within a day from 203.0.0.0/16, where it was never seen before");
    expect(JSON.stringify(answer.evidence)).toContain(block.session);
    expect((await run("account", "resume", "bob@example.test", "--data", data())).code).toBe(0);
    expect((await login(port)).said).toMatch(/^235 /);
    expect(await run("blocks", "list", "--data", data())).toMatchObject({ code: 1 });

    set("intrusion.accounts.newNetwork", "warn");
    await operate("setting-reload", {});
    await write("198.51.100.7", 9);
    expect(logOf("x")).toMatch(
      /198\.51\.100\.7 .*bob@example\.test wrote to 6 recipients within a day from 198\.51\.0\.0\/16, where it was never seen before, more than 5; session=/,
    );
  },
);

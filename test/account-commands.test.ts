/** Domains, accounts and aliases by the real program: at rest, and in a running server, where a change counts at once. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { matchPassword } from "../src/accounts/passwords.ts";
import { openAccounts } from "../src/accounts/store.ts";
import { paths } from "../src/app/paths.ts";
import { openState } from "../src/app/state.ts";
import { Program, run } from "./program.ts";
import { greeted, patience, useDataFolder } from "./running.ts";

const { data, file, serve } = useDataFolder();
const postino = (...words: readonly string[]) => run(...words, "--data", data());
const json = async (...words: readonly string[]) => JSON.parse((await postino(...words, "--json")).out);
const carolsHash = () => {
  const store = openAccounts(openState(paths(data()).state), Date.now);
  const found = store.account({ local: "carol", domain: "example.test" });
  store.close();
  return found?.passwordHash ?? "";
};
/** All that was ever written but mail. */
const written = () =>
  readdirSync(data(), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))
    .join("\n");

test(
  "at rest: what is added is there, passwords are told once and kept nowhere, mistakes are one line",
  patience,
  async () => {
    const made = await json("account", "add", "carol@example.test", "--quota", "2MB");
    expect(made).toMatchObject({ address: "carol@example.test", quotaBytes: 2_000_000, state: "enabled" });
    expect(await matchPassword(made.password, [carolsHash()])).toBeDefined();

    const chosen = new Program(["account", "password", "carol@example.test", "--password-stdin", "--data", data()]);
    chosen.child.stdin.end("kanarienvogel one\n");
    expect(await chosen.ended).toMatchObject({ code: 0, out: "The password of carol@example.test is set.\n" });
    expect(await matchPassword("kanarienvogel one", [carolsHash()])).toBeDefined();

    await postino("account", "change", "carol@example.test", "--name", "Carol");
    expect(await json("account", "change", "carol@example.test", "--name", "")).toMatchObject({ fullName: "" });
    expect(await postino("account", "change", "carol@example.test")).toMatchObject({
      code: 2,
      err: expect.stringContaining("nothing is said that could be changed"),
    });

    const listed = await postino("account", "list", "example.test");
    expect(listed.out.split("\n").map((line) => line.split(/ {2,}/)[0])).toEqual([
      ...["account", "alice@example.test", "bob@example.test", "carol@example.test", ""],
    ]);
    const group = await postino(
      "alias",
      "add",
      "team@example.test",
      "--to",
      "carol@example.test",
      "--to",
      "no@example.test",
    );
    expect(group).toMatchObject({
      code: 0,
      err: expect.stringMatching(/^Nobody is reached by no@example\.test: .*\n$/),
    });
    expect(await postino("domain", "remove", "example.test")).toMatchObject({
      code: 2,
      out: "",
      err: expect.stringMatching(/^postino: example\.test still has 3 accounts and 1 aliases; .*--with-accounts\n$/),
    });
    const text = readFileSync(file(), "utf8");
    writeFileSync(file(), "smtp: 3\n");
    expect(await postino("account", "remove", "carol@example.test")).toMatchObject({
      code: 2,
      err: expect.stringMatching(/postino\.yaml has a fault; see postino config check\n$/),
    });
    writeFileSync(file(), text);
    expect(carolsHash()).not.toBe("");
    const { username } = userInfo();
    expect(written()).toContain(
      `Changed by ${username} what="account carol@example.test" after="role=user state=enabled quotaBytes=2000000`,
    );
    for (const secret of [made.password, "kanarienvogel"]) expect(written()).not.toContain(secret);
  },
);

test("in a running server a change counts at the next command of a client", patience, async () => {
  const client = await greeted(await serve().port());
  await client.ask("EHLO c.example");
  await client.ask("MAIL FROM:<a@b.example>");
  expect(await client.ask("RCPT TO:<info@example.org>")).toMatch(/^550 5\.7\.1 /);
  expect(await postino("domain", "add", "example.org")).toMatchObject({ code: 0, err: "" });
  expect(await client.ask("RCPT TO:<info@example.org>")).toMatch(/^550 5\.1\.1 /);
  expect(await postino("alias", "add", "info@example.org", "--to", "bob@example.test")).toMatchObject({
    code: 0,
    err: "",
  });
  expect(await client.ask("RCPT TO:<info@example.org>")).toMatch(/^250 /);
  expect(await postino("account", "suspend", "bob@example.test", "--receive")).toMatchObject({ code: 0, err: "" });
  expect(await client.ask("RCPT TO:<info@example.org>")).toMatch(/^550 5\.2\.1 /);
  client.socket.destroy();
  expect(written()).toContain('what="account bob@example.test state" before=enabled after=receive-disabled\n');
});

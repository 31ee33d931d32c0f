/** What the real program will not start on, and what it does as root; `config check` and `set` say so before. */
import { spawnSync } from "node:child_process";
import { lstatSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { paths } from "../src/app/paths.ts";
import { run } from "./program.ts";
import { greeted, patience, useDataFolder } from "./running.ts";

const { data: folder, file: configuration, serve, operate, edit } = useDataFolder();
let data = "";
let file = "";
beforeEach(() => {
  [data, file] = [folder(), configuration()];
});

const set = (...words: readonly string[]) => run("set", "--data", data, ...words);
const isRoot = process.getuid?.() === 0;

test("without a domain of its own nobody else can reach the server", patience, async () => {
  edit((text) => text.replace("address: 127.0.0.1", "address: 0.0.0.0").replace("allowRoot: false", "allowRoot: true"));
  const refused = await serve().ended;
  expect(refused).toMatchObject({ code: 2, out: "" });
  expect(refused.err).toMatch(/^postino: listeners\.mx\.address: 0\.0\.0\.0 is reachable .* add your own first/);
  const checked = await run("config", "check", "--data", data);
  expect(checked.code).toBe(1);
  expect(checked.out).toMatch(/postino\.yaml:\d+:14: listeners\.mx\.address: 0\.0\.0\.0 is reachable/);
  expect(await run("domain", "add", "example.org", "--data", data)).toMatchObject({ code: 0, err: "" });
  expect((await run("config", "check", "--data", data)).code).toBe(0);
});

test("mailboxes without the database of accounts are not taken for a new server", patience, async () => {
  const { state, mailboxes } = paths(data);
  mkdirSync(join(mailboxes, "example.test", "bob"), { recursive: true });
  rmSync(state);
  const refused = {
    code: 2,
    out: "",
    err: expect.stringContaining(`${state} is missing, the database of domains and accounts`),
  };
  expect(await serve().ended).toMatchObject(refused);
  expect(await run("account", "list", "--data", data)).toMatchObject(refused);
  // Without its configuration the folder is no new one either.
  rmSync(file);
  expect(await serve().ended).toMatchObject(refused);
  expect(readdirSync(data)).not.toContain("state.sqlite");
});

test.runIf(isRoot)("root opens the ports and goes on as another user, who owns the data folder", patience, async () => {
  // A first start as root, on loopback, leaves a folder that is root's.
  const first = serve();
  await first.port();
  first.child.kill("SIGTERM");
  await first.ended;
  edit((text) => text.replace('user: ""', "user: nobody"));

  const server = serve();
  const port = await server.port();
  const { uid } = lstatSync(data);
  expect(uid).toBeGreaterThan(0);
  const status = readFileSync(`/proc/${server.child.pid}/status`, "utf8");
  expect(status).toContain(`Uid:\t${uid}\t${uid}\t${uid}\t${uid}\n`);
  (await greeted(port)).socket.destroy();
  expect(await operate("setting-change", { name: "smtp.errors", value: "22" })).toMatchObject({
    result: { value: 22 },
  });
  server.child.kill("SIGTERM");
  expect(await server.ended).toMatchObject({ code: 0, err: "" });
  const owners = readdirSync(data, { recursive: true, encoding: "utf8" }).map(
    (name) => lstatSync(join(data, name)).uid,
  );
  expect(new Set(owners)).toEqual(new Set([uid]));
});

test.runIf(isRoot)("a folder of others, or of root but not surely ours, is given to nobody", patience, async () => {
  edit((text) => text.replace('user: ""', "user: nobody"));
  const refused = await serve().ended;
  expect(refused).toMatchObject({ code: 2, out: "" });
  expect(refused.err).toMatch(/^postino: the data folder .* is not nobody's; chown -R nobody it, or /);
  expect(lstatSync(data).uid).toBe(0);
  edit((text) => text.replace("user: nobody", "user: no-such-user"));
  expect((await serve().ended).err).toMatch(/^postino: server\.user: no-such-user: .*; name a user of this machine\n$/);
});

test("config check names all that the next start would refuse, and set refuses it", patience, async () => {
  expect(await set("listeners.mx.port", "2525")).toMatchObject({ code: 0 });
  const same = "2525 is the port of listeners.mx.port already; take another\n";
  expect(await set("web.port", "2525")).toMatchObject({ code: 2, out: "", err: `postino: web.port: ${same}` });
  edit((text) => text.replace(/(?<=^web:\n(?: .*\n)*? {2}port: )0/m, "2525"));
  edit((text) => text.replace("key: private-key.pem", "key: absent.pem"));
  const checked = await run("config", "check", "--data", data);
  expect(checked.code).toBe(1);
  expect(checked.out).toMatch(
    /^\S+:\d+:\d+: web\.port: 2525 is .*\n\S+:\d+:\d+: tls\.certificates: cannot read absent\.pem: ENOENT.*\n$/,
  );
  expect(await serve().ended).toMatchObject({
    code: 2,
    err: expect.stringContaining("cannot read absent.pem: ENOENT"),
  });
  // What was wrong already keeps nobody from changing something else.
  expect(await set("smtp.errors", "22")).toMatchObject({ code: 0 });
});

test.runIf(isRoot)("who may not read the data folder is told so in one line", patience, async () => {
  await run("domain", "add", "example.org", "--data", data);
  const nobody = 65_534;
  for (const command of [
    "why --to bob@example.test",
    "trace --to bob@example.test",
    "sessions",
    `explain ${file}`,
    "account list",
    "get smtp.hops",
  ]) {
    const ran = spawnSync(process.execPath, ["bin/postino.js", ...command.split(" "), "--data", data], {
      ...{ uid: nobody, gid: nobody, encoding: "utf8" },
    });
    expect([command, ran.status, ran.stderr]).toEqual([
      command,
      2,
      expect.stringMatching(/^postino: [^\n]*(EACCES|denied)[^\n]*\n$/),
    ]);
  }
});

test.runIf(isRoot)("root may not serve other machines, unless it is allowed", patience, async () => {
  edit((text) => text.replace("address: 127.0.0.1", "address: 0.0.0.0"));
  const refused = await serve().ended;
  expect(refused).toMatchObject({ code: 2, out: "" });
  expect(refused.err).toMatch(/^postino: listeners\.mx\.address: root may not serve 0\.0\.0\.0: set server\.user/);
  expect(lstatSync(data).uid).toBe(0);
});

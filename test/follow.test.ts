/** The real program follows: lines by `log tail`, sessions by `sessions --follow`; and it ends without a word. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Uint8ArrayWriter, ZipWriter } from "@zip.js/zip.js";
import { afterEach, expect, test } from "vitest";
import { Program, run } from "./program.ts";
import { greeted, patience, useDataFolder } from "./running.ts";

const { data, serve, operate, edit, logOf } = useDataFolder();

let followers: Program[] = [];
afterEach(async () => {
  for (const { child } of followers) child.kill("SIGKILL");
  await Promise.all(followers.map(({ ended }) => ended));
  followers = [];
});

function follow(...words: readonly string[]): Program {
  const program = new Program([...words, "--data", data()]);
  followers.push(program);
  return program;
}

/** A visit from greeting to farewell. */
async function visit(port: number, recipient = "bob@example.test"): Promise<void> {
  const client = await greeted(port);
  for (const line of ["EHLO c.example", "MAIL FROM:<a@b.example>", `RCPT TO:<${recipient}>`, "QUIT"])
    await client.ask(line);
  while ((await client.line()) !== undefined);
  client.socket.destroy();
}

test("log tail shows what comes, also from the next folder, and Ctrl-C ends it without a word", patience, async () => {
  const port = await serve().port();
  const [text, json] = [follow("log", "tail"), follow("log", "tail", "--json", "--address", "bob@example.test")];
  await text.says("Service started: SMTP");
  await visit(port, "nobody@example.test");
  await text.says("<<< RCPT TO:<nobody@example.test>");
  const elsewhere = join(data(), "elsewhere");
  mkdirSync(elsewhere);
  await operate("setting-change", { name: "log.folder", value: elsewhere });
  await visit(port);
  await text.says("<<< RCPT TO:<bob@example.test>");
  await json.says("bob@example.test");
  for (const { child } of [text, json]) child.kill("SIGINT");
  const [said, objects] = await Promise.all([text.ended, json.ended]);
  expect(said).toMatchObject({ code: 0, err: "" });
  expect(said.out).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d SYSTEM /);
  expect(objects).toMatchObject({ code: 0, err: "" });
  const [first] = objects.out.split("\n");
  expect(JSON.parse(first ?? "")).toMatchObject({
    kind: "smtp.command",
    verb: "RCPT",
    argument: "TO:<bob@example.test>",
    lines: [expect.stringMatching(/^127\.0\.0\.1 .* <<< RCPT TO:<bob@example\.test>$/)],
  });
});

test("log tail ends without a word when nobody reads it any more", patience, async () => {
  const port = await serve().port();
  const follower = follow("log", "tail");
  await follower.says("Service started");
  follower.child.stdout.destroy();
  await visit(port);
  expect(await follower.ended).toMatchObject({ code: 0, err: "" });
});

test("a session is shown whole, while it lasts and from the records when it is over", patience, async () => {
  const server = serve();
  const port = await server.port();
  const client = await greeted(port);
  const id = /\[(\w{16})\] \S+ Connected/.exec(logOf("s"))?.[1] ?? "";
  const live = follow("log", "tail", "--session", id);
  await live.says(">>> 220 ");
  await client.ask("QUIT");
  client.socket.destroy();
  const { code, out, err } = await live.ended;
  expect([code, err]).toEqual([0, ""]);
  expect(out.split("\n").slice(0, -1)).toHaveLength(6);
  expect(out).toMatch(/ Connected, .*<<< QUIT.*Disconnected, local closed\n$/s);
  expect(await run("log", "tail", "--session", id.toLowerCase(), "--data", data())).toEqual({ code: 0, out, err: "" });
  server.child.kill("SIGTERM");
  await server.ended;
  // Where records and log are gone, the archive still has it.
  const [log = ""] = readdirSync(join(data(), "logs")).filter((name) => name.startsWith("s"));
  const archive = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  await archive.add(log, new Blob([logOf("s")]).stream());
  const month = log.slice(1, 7);
  writeFileSync(join(data(), `archive-${month}.zip`), await archive.close());
  for (const gone of [join("logs", log), "records"]) rmSync(join(data(), gone), { recursive: true });
  expect(await run("log", "tail", "--session", id, "--data", data())).toEqual({ code: 0, out, err: "" });
  const none = await run("log", "tail", "--session", "0000000000000001", "--data", data());
  expect(none).toMatchObject({
    code: 1,
    out: "",
    err: expect.stringMatching(/^postino: no session 0000000000000001 /),
  });
  expect(await run("log", "tail", "--session", "x", "--data", data())).toMatchObject({ code: 2, out: "" });
});

test("of a session that the records keep in short the log tells more, as long as it is there", patience, async () => {
  edit((text) => text.replace("smtp: debug", "smtp: summary"));
  const server = serve();
  const client = await greeted(await server.port());
  for (const line of ["EHLO c.example", "MAIL FROM:<a@b.example>", "RCPT TO:<bob@example.test>", "DATA", ".", "QUIT"])
    await client.ask(line);
  while ((await client.line()) !== undefined);
  client.socket.destroy();
  server.child.kill("SIGTERM");
  await server.ended;
  const id = /\[(\w{16})\] \S+ Connected/.exec(logOf("s"))?.[1] ?? "";
  const said = await run("log", "tail", "--session", id, "--data", data());
  expect(said).toMatchObject({ code: 0, err: "" });
  expect(said.out).toMatch(/^\S+ .* Connected, .*\n\S+ .* \*\*\* <a@b\.example> .*\n\S+ .* Disconnected, .*\n$/);
  rmSync(join(data(), "logs"), { recursive: true });
  mkdirSync(join(data(), "logs"));
  const short = await run("log", "tail", "--session", id, "--data", data());
  expect(short).toMatchObject({
    code: 0,
    err: expect.stringMatching(/is gone, and \d+ of its lines were not kept; see/),
  });
  expect(short.out).toMatch(/^\S+ .* Connected, .*\n\S+ .* Disconnected, .*\n$/);
});

test("a layout with four digits for a session is followed as well", patience, async () => {
  edit((text) => text.replace("layout: postino", "layout: icewarp"));
  const port = await serve().port();
  await visit(port, "nobody@example.test");
  const id = /session=(\w{16})/.exec(logOf("s"))?.[1] ?? "";
  const { code, out } = await run("log", "tail", "--session", id, "--data", data());
  expect(code).toBe(0);
  expect(out).toMatch(/^\S+T\S+ 127\.0\.0\.1 +\[\w{4}\] \d\d:\d\d:\d\d Connected.*Disconnected, local closed\n$/s);
  const live = follow("log", "tail", "--address", "bob@example.test", "--lines", "0");
  let isSeen = false;
  void live.says("bob@example.test").then(() => {
    isSeen = true;
  });
  while (!isSeen) await visit(port);
});

test("sessions --follow prints each session of the running server when it is closed", patience, async () => {
  const port = await serve().port();
  const choice = ["--to", "nobody@example.test"];
  const text = follow("sessions", "--follow", "--transcript", ...choice);
  const objects = follow("sessions", "--follow", "--jsonl", ...choice);
  // What is closed before they look for the first time is not shown.
  let seen = 0;
  for (const follower of [text, objects]) void follower.says("nobody@example.test").then(() => seen++);
  while (seen < 2) {
    await visit(port, "nobody@example.test");
    await visit(port);
  }
  for (const { child } of [text, objects]) child.kill("SIGINT");
  const [said, given] = await Promise.all([text.ended, objects.ended]);
  expect(said).toMatchObject({ code: 0, err: "" });
  expect(said.out).toMatch(
    /^\S+ {2}\w{16} {2}server \[127\.0\.0\.1\] \(c\.example\) .* quit {2}rcpt\.user-unknown\n {4}1\. <a@b\.example> → nobody@example\.test \(550 .*\n {6}127\.0\.0\.1 .* Connected, /,
  );
  expect(said.out).not.toContain("bob@example.test");
  const [first = ""] = given.out.split("\n");
  expect(JSON.parse(first)).toMatchObject({
    ended: "quit",
    verdict: { cause: "rcpt.user-unknown" },
    evidence: [{ text: expect.stringContaining(" Connected, ") }, { text: expect.stringContaining(" Disconnected, ") }],
  });
});

test("what cannot be followed is told", patience, async () => {
  const told = async (...words: readonly string[]) =>
    (await run("sessions", "--follow", "--data", data(), ...words)).err;
  expect(await told("absent.log")).toBe("postino: cannot read absent.log: no such file or folder; check the path\n");
  expect(await told("--json")).toMatch(/write --jsonl\n$/);
  expect(await told("a.log", "b.log")).toMatch(/takes one log file/);
  expect(await told(data())).toMatch(/only a plain log file grows; name one\n$/);
});

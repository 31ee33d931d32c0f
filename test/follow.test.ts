/** The real program follows: our log by `log tail`, and ends without a word. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Uint8ArrayWriter, ZipWriter } from "@zip.js/zip.js";
import { afterEach, expect, test } from "vitest";
import { Program, run } from "./program.ts";
import { greeted, patience, useDataFolder } from "./running.ts";

const { data, serve, operate, logOf } = useDataFolder();

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
  const [text, json] = [
    follow("log", "tail"),
    follow("log", "tail", "--json", "--lines", "0", "--address", "bob@example.test"),
  ];
  await text.says("Service started: SMTP");
  await visit(port, "nobody@example.test");
  await text.says("<<< RCPT TO:<nobody@example.test>");
  const elsewhere = join(data(), "elsewhere");
  mkdirSync(elsewhere);
  await operate("set-setting", { name: "log.folder", value: elsewhere });
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
  writeFileSync(join(data(), "archive-202611.zip"), await archive.close());
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

/** The real program runs, is changed, and stops. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Program, prepareAnyPorts, run } from "./program.ts";

/** Programs start in some tenths of a second, and several of them on a busy machine take longer. */
const patience = { timeout: 60_000 };

let data = "";
let started: Program[] = [];
beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), "postino-running-"));
  await prepareAnyPorts(data);
});
afterEach(async () => {
  for (const { child } of started) child.kill("SIGKILL");
  await Promise.all(started.map(({ ended }) => ended));
  started = [];
  rmSync(data, { recursive: true });
});

function serve(): Program {
  const program = new Program(["serve", "--data", data]);
  started.push(program);
  return program;
}

/** The lines of the log with that letter. */
const logOf = (letter: string): string =>
  readdirSync(join(data, "logs"))
    .filter((name) => name.startsWith(letter))
    .map((name) => readFileSync(join(data, "logs", name), "utf8"))
    .join("");

const set = (...words: readonly string[]) => run("set", "--data", data, ...words);

test(
  "of two servers that start on one data folder at the same moment, one runs and one is refused",
  patience,
  async () => {
    const both = [serve(), serve()];
    const ended = await Promise.race(both.map(async (program) => ({ program, ...(await program.ended) })));
    expect(ended).toMatchObject({ code: 2, out: "" });
    expect(ended.err).toMatch(/^postino: a server is running on .* already; stop it, or .*\n$/);
    const other = both.find((program) => program !== ended.program);
    expect(await other?.port()).toBeGreaterThan(0);
  },
);

test("a setting is changed in a running server and at rest, and both stand in the journal", patience, async () => {
  const { username } = userInfo();
  const server = serve();
  await server.port();
  expect(await set("smtp.errors", "21")).toMatchObject({ code: 0, err: "" });
  expect(logOf("j")).toContain(`Changed by ${username} what=smtp.errors before=20 after=21\n`);
  const wrong = await set("smtp.errors", "many");
  expect(wrong).toMatchObject({ code: 2, out: "" });
  expect(wrong.err).toMatch(/^postino: smtp\.errors: .*\n$/);
  server.child.kill("SIGTERM");
  expect((await server.ended).code).toBe(0);
  expect(await set("smtp.errors", "22")).toMatchObject({ code: 0, out: "smtp.errors: 22\n", err: "" });
  expect(logOf("j")).toContain(`Changed by ${username} what=smtp.errors before=21 after=22\n`);
  expect(readFileSync(join(data, "postino.yaml"), "utf8")).toContain("  errors: 22\n");
});

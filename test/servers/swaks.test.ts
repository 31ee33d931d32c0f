/** swaks, the tester of postmasters (Debian package swaks), speaks to our server. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startUnderTest, type UnderTest } from "../smtp-under-test.ts";

let under: UnderTest;
beforeAll(async () => {
  under = await startUnderTest();
});
afterAll(() => under.server.stop(0));

/** Transcript and complaints, whatever swaks' exit code. */
async function swaks(...options: readonly string[]): Promise<string> {
  const server = ["--server", "127.0.0.1", "--port", String(under.server.port), "--helo", "c.example"];
  const { stdout, stderr } = await promisify(execFile)("swaks", [...server, ...options]).catch((error) => error);
  return stdout + stderr;
}

test("a message of swaks is taken", async () => {
  const said = await swaks("--from", "a@b.example", "--to", "bob@example.test", "--body", ".\n..\nlast");
  expect(said).toMatch(/<- {2}250 2\.6\.0 \d+ bytes received in/);
  expect(under.messages.at(-1)?.content).toContain("\r\n.\r\n..\r\nlast\r\n");
});

test("swaks sees a refusal as such, also with pipelining", async () => {
  const said = await swaks("--from", "a@b.example", "--to", "no@example.test", "--pipeline");
  expect(said).toContain("<** 550 5.1.1 ");
});

test("swaks finds no AUTH", async () => {
  const said = await swaks(
    "--from",
    "a@b.example",
    "--to",
    "bob@example.test",
    "--auth-user",
    "u",
    "--auth-password",
    "canary",
  );
  expect(said).toMatch(/\*\*\* .*auth/i);
  expect(JSON.stringify(under.events)).not.toContain("canary");
});

/** Errors of our own in the real program: they stand in its log, not in what peers are told, and mail goes on. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { paths } from "../src/app/paths.ts";
import { openState } from "../src/app/state.ts";
import { greeted, patience, useDataFolder } from "./running.ts";

const { data, serve, operate, edit, logOf } = useDataFolder();

/** What is answered to a message for bob, or to the command that ended it. */
async function deliver(port: number): Promise<string> {
  const client = await greeted(port);
  let answer = "";
  for (const line of [
    "EHLO c.example",
    "MAIL FROM:<a@b.example>",
    "RCPT TO:<bob@example.test>",
    "DATA",
    "Subject: x\r\n\r\n.",
  ]) {
    answer = await client.ask(line);
    if (answer.startsWith("4")) break;
  }
  client.socket.destroy();
  return answer;
}

test(
  "an error of the disk stands in both logs and is not told to the peer; mail goes on when it is over",
  patience,
  async () => {
    edit((text) => text.replace("smtp: debug", "smtp: extended"));
    const server = serve();
    const port = await server.port();
    mkdirSync(paths(data()).mailboxes, { recursive: true });
    const inTheWay = join(paths(data()).mailboxes, "example.test");
    writeFileSync(inTheWay, "a file where the folder should be");
    for (let times = 0; times < 3; times++)
      expect(await deliver(port)).toBe("451 4.3.0 The message could not be stored, try again later");
    rmSync(inTheWay);
    expect(await deliver(port)).toMatch(/^250 /);
    expect(logOf("s")).toMatch(/Decided by storage\.error defer cause=eod\.tempfail .*detail="E\w+: /);
    server.child.kill("SIGTERM");
    await server.ended;
    expect(logOf("e").match(/Error in the delivery: Error: E\w+: /g)).toHaveLength(1);
    expect(logOf("e")).toMatch(/The same error 2 times more since \S+: the delivery: /);
  },
);

test(
  "errors of sessions, operations and of the program itself stand in its log with their place; it goes on",
  patience,
  async () => {
    vi.stubEnv(
      "NODE_OPTIONS",
      "--import=data:text/javascript,process.on('SIGUSR2',()=>{Promise.reject(new/**/Error('no_hand'));throw(new/**/Error('a_bug'))})",
    );
    const server = serve();
    vi.unstubAllEnvs();
    const port = await server.port();
    server.child.kill("SIGUSR2");
    await server.warns("a_bug");
    await server.warns("no_hand");
    const accounts = openState(paths(data()).state);
    accounts.exec("ALTER TABLE alias RENAME TO gone");
    expect(await deliver(port)).toMatch(/^451 4\.3\.0 <bob@example\.test> cannot be looked up now/);
    const list = () => operate("alias-list", {});
    await expect(list()).rejects.toThrow(/^the server failed: no such table/);
    accounts.exec("ALTER TABLE gone RENAME TO alias");
    accounts.close();
    expect(await deliver(port)).toMatch(/^250 /);
    await expect(list()).resolves.toBeDefined();
    const errors = logOf("e")
      .split("\n")
      .filter((line) => line.includes("Error in "));
    expect(errors).toEqual([
      expect.stringMatching(/Error in the program: Error: a_bug \| at /),
      expect.stringMatching(/Error in the program: Error: no_hand \| at /),
      expect.stringMatching(/Error in the accounts: Error: no such table: alias \| at /),
      expect.stringMatching(/Error in the operation alias-list: Error: no such table: alias \| at /),
    ]);
  },
);

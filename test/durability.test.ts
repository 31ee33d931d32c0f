/** What was answered 250 is in the mailbox, even if the server is killed at that moment. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createDelivery, mailboxFolder } from "../src/mailbox/delivery.ts";
import { RawClient } from "./smtp-under-test.ts";

let root = "";
let child: ChildProcess | undefined;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "durability-"));
});
afterEach(() => {
  child?.kill("SIGKILL");
  rmSync(root, { recursive: true });
});

test("kill -9 right after the 250: the message is whole in new/, and tmp/ is clean after the next start", async () => {
  const program = new URL("./durability.server.ts", import.meta.url).pathname;
  child = spawn(process.execPath, [program, root], { stdio: ["ignore", "pipe", "inherit"] });
  const [said] = (await once(child.stdout ?? child, "data")) as [Buffer];
  const content = `Subject: x\r\n\r\n${"0123456789abcdef\r\n".repeat(20_000)}`;
  // Several sessions at once; the first 250 kills the server in the midst of the others.
  const clients = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const client = new RawClient(Number(said.toString()));
      await client.reply();
      for (const command of ["HELO c.example", "MAIL FROM:<a@b.example>", "RCPT TO:<bob@example.test>", "DATA"]) {
        await client.ask(command);
      }
      return client;
    }),
  );
  const answers = clients.map((client) => client.ask(`${content}.`));
  await Promise.race(answers);
  child.kill("SIGKILL");
  const accepted = (await Promise.all(answers)).filter((reply) => reply.startsWith("250 2.6.0"));
  expect(accepted.length).toBeGreaterThan(0);
  const folder = join(mailboxFolder(root, "bob@example.test"), "new");
  const stored = readdirSync(folder);
  for (const reply of accepted) {
    const id = /Message id (\S+) /.exec(reply)?.[1] ?? "(none)";
    const file = stored.find((name) => name.includes(id)) ?? "(missing)";
    expect(readFileSync(join(folder, file), "latin1").endsWith(content)).toBe(true);
  }
  await createDelivery({ root, hostname: () => "mx" }).cleanLeftovers();
  expect(readdirSync(join(folder, "..", "tmp"))).toEqual([]);
});

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { explain } from "../../src/diagnosis/explain/explain.ts";
import type { Postfix } from "./postfix.ts";
import { swaks, withPostfix } from "./postfix-script.ts";

/** Messages in a mailbox of the real Postfix. */
function mailbox({ folder }: Postfix, name: string): readonly string[] {
  const path = join(folder, "mail", name, "new");
  return readdirSync(path).map((file) => readFileSync(join(path, file), "utf8"));
}

/** With UPDATE=1 the message becomes a sample that `npm test` reads, with a header field that says who wrote it. */
function record(name: string, { version }: Postfix, message: string): void {
  if (process.env.UPDATE !== "1") return;
  const comment = `Comments: Real: written by Postfix ${version} of Debian 12 for mail of swaks (test/servers/bounce.test.ts).`;
  writeFileSync(`src/mail/samples/${name}.eml`, `${comment}\n${message}`);
}

test("what a real Postfix sends back is explained", async () => {
  await withPostfix(async (postfix) => {
    await swaks(postfix.port, "--from", "alice@example.test", "--to", "dave@refuses.test");
    await postfix.logged(/to=<alice@example\.test>.*status=sent/);
    const [bounce = ""] = mailbox(postfix, "alice");
    record("bounce-postfix", postfix, bounce);
    expect(await explain(bounce)).toMatchObject({
      kind: "bounce",
      reportingHost: "mx.example.test",
      recipients: [{ address: "dave@refuses.test", cause: "rcpt.user-unknown", status: "5.1.1" }],
    });
    await swaks(postfix.port, "--from", "bob@example.test", "--to", "erin@dead.test");
    await postfix.logged(/sender delay notification/);
    await postfix.logged(/to=<bob@example\.test>.*status=sent/);
    const [notice = ""] = mailbox(postfix, "bob");
    record("delay-notice-postfix", postfix, notice);
    expect(await explain(notice)).toMatchObject({
      kind: "delay-notice",
      recipients: [{ address: "erin@dead.test", cause: "connect.refused" }],
    });
  });
});

/** What `why` lists behind an answer that found nothing: what names most of what was asked comes first. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run } from "./program.ts";

// Lines made up, in the shape of the recorded ones: eight visitors who named nobody, and a letter of a colleague.
const visits = Array.from({ length: 8 }, (_, n) => [
  `2026-11-24T10:00:1${n}Z mx postfix/smtpd[7]: connect from unknown[192.0.2.${n}]`,
  `2026-11-24T10:00:1${n}Z mx postfix/smtpd[7]: NOQUEUE: reject: CONNECT from unknown[192.0.2.${n}]: 450 4.7.1 try again later; proto=SMTP`,
  `2026-11-24T10:00:1${n}Z mx postfix/smtpd[7]: disconnect from unknown[192.0.2.${n}] commands=0/0`,
]).flat();
const letter = [
  "2026-11-24T10:00:02Z mx postfix/cleanup[3]: 4A78F20C0EC: message-id=<1@other.example>",
  "2026-11-24T10:00:02Z mx postfix/qmgr[2]: 4A78F20C0EC: from=<berta@other.example>, size=442, nrcpt=1 (queue active)",
  "2026-11-24T10:00:03Z mx postfix/virtual[4]: 4A78F20C0EC: to=<bob@example.test>, relay=virtual, delay=1, delays=0/0/0/0, dsn=2.0.0, status=sent (delivered to maildir)",
  "2026-11-24T10:00:03Z mx postfix/qmgr[2]: 4A78F20C0EC: removed",
];

test("a message for the same recipient comes before visitors who named nobody", async () => {
  const folder = mkdtempSync(join(tmpdir(), "postino-others-"));
  try {
    const log = join(folder, "mail.log");
    writeFileSync(log, `${[...letter, ...visits].join("\n")}\n`);
    const asked = ["--to", "bob@example.test", "--from", "anna@other.example", "--about", "2026-11-24T10:00"];
    const { answers, others } = JSON.parse((await run("why", log, ...asked, "--zone", "UTC", "--json")).out);
    expect(answers[0].cause).toBe("never.no-trace");
    expect(others[0]).toMatchObject({ sender: "berta@other.example", recipient: "bob@example.test" });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

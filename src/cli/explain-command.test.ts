import { describe, expect, test } from "vitest";
import type { Explanation } from "../app/explain.ts";
import { explain } from "./commands/explain.ts";

async function run(what: string, options: Readonly<Record<string, unknown>> = {}) {
  const printed: string[] = [];
  const print = (text: string) => void printed.push(text);
  const code = await explain.run([what], options, {
    print,
    warn: print,
    terminal: false,
    now: () => Date.UTC(2026, 10, 28),
    env: {},
  });
  return { code, out: printed.join("\n") };
}
const json = async (what: string, options = {}) =>
  JSON.parse((await run(what, { json: true, ...options })).out) as Explanation;

describe("the exit code is", () => {
  test.each([
    [0, "550 5.1.1 <bob@example.com>: User unknown"],
    [0, "test/bounces/postfix-quota.eml"],
    [0, "From: a@b.example\nSubject: a header"],
    [0, "test/bounces/vendors/vacation-german.eml"],
    [1, "550 Requested action not taken"],
    [1, "250 2.0.0 Ok: queued as R3M0TE"],
    [1, "hello there"],
  ])("%i for %s", async (code, what) => expect((await run(what)).code).toBe(code));
  test("2 for a file that is not there", async () => {
    await expect(run("no/such/file.eml")).rejects.toThrow(/no such file/);
  });
});

test("the text begins with what happened, then who must act and what to do", async () => {
  const { out } = await run("550 5.1.1 <bob@example.com>: User unknown");
  expect(out).toMatch(
    /^The message for bob@example\.com was refused for good: Mailbox does not exist\.\n\nMust act {3}the sender\nWhat to do /,
  );
});
test("in Italian where it is asked to, and what a server said is never translated", async () => {
  const { out } = await run("550 5.1.1 <bob@example.com>: User unknown", { lang: "it" });
  expect(out).toMatch(
    /^Il messaggio per bob@example\.com è stato rifiutato definitivamente: La casella non esiste\.\n\nInterviene il mittente\n/,
  );
  expect(out).toContain('Risposta   "550 5.1.1 <bob@example.com>: User unknown"');
  await expect(run("550 5.1.1 no", { lang: "de" })).rejects.toThrow(/--lang de: /);
});
test("what a stranger wrote reaches no terminal", async () => {
  expect((await run("550 5.1.1 <bob@example.com>: \u001b[31mUser unknown")).out).not.toContain("\u001b");
});
test("as JSON, the fields of the contract, and whose mail it was", async () => {
  const explanation = await json("test/bounces/vendors/office365.eml", { ours: ["Sender.Example"] });
  expect(Object.keys(explanation)).toEqual(
    expect.arrayContaining(["kind", "recipients", "originalMessageId", "reportingHost"]),
  );
  expect(Object.keys(explanation.recipients[0] ?? {})).toEqual(
    expect.arrayContaining([
      "address",
      "cause",
      "family",
      "party",
      "status",
      "reply",
      "remoteHost",
      "sentence",
      "remedy",
    ]),
  );
  expect(explanation.about?.ours).toBe(true);
});

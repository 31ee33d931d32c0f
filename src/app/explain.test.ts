import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Zone } from "../base/zone.ts";
import { explainPaste } from "./explain.ts";

const paste = (text: string) => explainPaste(text, { ours: [], zone: new Zone("UTC"), now: Date.UTC(2026, 10, 25) });
/** The lines of a recorded log. */
const recorded = (name: string) =>
  /^-- log .*\n([\s\S]*?)^-- /m.exec(readFileSync(`src/reading/cases/${name}.case`, "utf8"))?.[1] ?? "";

describe("lines of a log", () => {
  test("are answered as `why` would, one by one recipient", async () => {
    const { kind, recipients } = await paste(
      "Nov 24 10:00:00 mx postfix/smtp[12]: 9B1F344F62C: to=<bob@example.com>, relay=mx.example.com[192.0.2.1]:25, delay=1, " +
        "dsn=5.1.1, status=bounced (host mx.example.com[192.0.2.1] said: 550 5.1.1 <bob@example.com>: User unknown (in reply to RCPT TO command))",
    );
    expect(kind).toBe("log");
    expect(recipients).toMatchObject([{ address: "bob@example.com", cause: "rcpt.user-unknown", party: "sender" }]);
  });
  test("keep of each step whether an administrator alone may take it", async () => {
    const { recipients } = await paste(
      "Nov 24 10:00:00 mx postfix/smtp[12]: 9B1F344F62C: to=<bob@example.com>, relay=mx.example.com[192.0.2.1]:25, delay=1, " +
        "dsn=5.2.2, status=bounced (host mx.example.com[192.0.2.1] said: 552 5.2.2 <bob@example.com>: Mailbox full (in reply to RCPT TO command))",
    );
    const [first] = recipients;
    expect(first?.steps.map(({ text }) => text)).toEqual(first?.remedy);
    expect(first?.steps.some(({ who }) => who === "admin")).toBe(true);
  });
  test.each(["exim-reject", "icewarp-10-debug", "postfix-everything", "postino"])(
    "of %s are known as such",
    async (name) => {
      const { kind, recipients } = await paste(recorded(name).split("\n").slice(0, 200).join("\n"));
      expect(kind).toBe("log");
      expect(recipients.length).toBeGreaterThan(0);
    },
  );
});

test("a line that is about no message is explained by its words", async () => {
  const { kind, recipients } = await paste(
    "Nov 28 19:50:27 mail dovecot: auth: passwd-file(yvonne,192.0.2.50,<P9sDfVthKqTAAAIy>): Password mismatch",
  );
  expect(kind).toBe("log");
  expect(recipients).toMatchObject([{ address: null, cause: "client.auth" }]);
});

test.each([
  ["550 5.1.1 <bob@example.com>: User unknown", "reply"],
  [readFileSync("test/bounces/vendors/qmail.eml", "utf8"), "bounce"],
  [readFileSync("test/bounces/vendors/exchange-text.eml", "utf8"), "bounce"],
  ["From: a@b.example\nSubject: x\n", "headers"],
  ["hello there", "unknown"],
])("what is no log is not taken for one", async (text, kind) => expect((await paste(text)).kind).toBe(kind));

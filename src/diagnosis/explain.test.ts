import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type ExplainedRecipient, explain } from "./explain.ts";

const sample = (name: string) => readFileSync(`src/mail/samples/${name}.eml`, "utf8");

/** The only recipient that is explained. */
function only(text: string): ExplainedRecipient {
  const { recipients } = explain(text);
  const [first] = recipients;
  if (!first || recipients.length > 1) throw new Error(`explained ${recipients.length} recipients`);
  return first;
}

describe("a bounce", () => {
  test("of a real Postfix has cause, party, remedy and the message that it is about", () => {
    expect(explain(sample("bounce-postfix"))).toMatchObject({
      kind: "bounce",
      reportingHost: "mx.example.test",
      originalMessageId: "<swaks.dave-refuses-test@client.example>",
    });
    const told = only(sample("bounce-postfix"));
    expect(told).toMatchObject({ address: "dave@refuses.test", cause: "rcpt.user-unknown", party: "sender" });
    expect(told.sentence).toBe(
      "The message for dave@refuses.test was refused for good by 127.0.0.2: Mailbox does not exist.",
    );
    expect(told.confidence).toBeGreaterThanOrEqual(0.6);
    expect(told.remedy.length).toBeGreaterThan(0);
  });
  test("that came after days of trying is no delay, though its status begins with 4 (made by hand)", () => {
    const told = only(
      "Final-Recipient: rfc822; bob@example.com\nAction: failed\nStatus: 4.4.1\n" +
        "Diagnostic-Code: X-Postfix; connect to mx.example.com[192.0.2.9]:25: Connection timed out\n",
    );
    expect(told.cause).toBe("connect.timeout");
    expect(told.sentence).toMatch(/^The message for bob@example\.com was refused for good: /);
  });
  test("without any reply is explained by its status, less surely (made by hand)", () => {
    const fields = "Final-Recipient: rfc822; bob@example.com\nAction: failed\nStatus: 4.4.1\n";
    const told = only(fields);
    expect(told).toMatchObject({ cause: "connect.timeout", reply: null, status: "4.4.1" });
    const worded = only(`${fields}Diagnostic-Code: X-Postfix; connect to mx.example.com: Connection timed out\n`);
    expect(told.confidence).toBeLessThan(worded.confidence);
  });
  test("without status and reply names no cause (made by hand)", () => {
    const told = only("Final-Recipient: rfc822; bob@example.com\nAction: failed\n");
    expect(told).toMatchObject({ cause: null, party: null, confidence: 0, status: null, remedy: [] });
  });
  test("names the address that the sender wrote, and those only that have a problem (made by hand)", () => {
    const told = only(
      "Original-Recipient: rfc822; sales@example.com\nFinal-Recipient: rfc822; bob@example.com\nAction: failed\nStatus: 5.1.1\n" +
        "\nFinal-Recipient: rfc822; carol@example.com\nAction: relayed\nStatus: 2.0.0\n",
    );
    expect(told.address).toBe("sales@example.com");
  });
});

test("a delay notice of a real Postfix: the reason is the program's text, and the message is tried again", () => {
  expect(explain(sample("delay-notice-postfix")).kind).toBe("delay-notice");
  const told = only(sample("delay-notice-postfix"));
  expect(told).toMatchObject({ address: "erin@dead.test", cause: "connect.refused", status: "4.4.1" });
  expect(told.sentence).toMatch(/is delayed and is tried again: Connection refused/);
});

describe("a reply", () => {
  test("alone is explained, with the address that it names", () => {
    expect(explain("550 5.1.1 <bob@example.com>: User unknown").kind).toBe("reply");
    expect(only("550 5.1.1 <bob@example.com>: User unknown")).toMatchObject({
      address: "bob@example.com",
      cause: "rcpt.user-unknown",
    });
  });
  test("of 4xx means that the message is tried again", () => {
    const told = only("450 4.2.0 <bob@example.com>: Recipient address rejected: Greylisted");
    expect(told.cause).toBe("rcpt.greylist");
    expect(told.sentence).toMatch(/is delayed and is tried again/);
  });
  test("of several lines is one reply", () => {
    expect(only("552-5.2.2 The mailbox is over quota\n552 5.2.2 See the manual").reply).toEqual({
      code: 552,
      enhanced: "5.2.2",
      text: "The mailbox is over quota\nSee the manual",
    });
  });
  test("of 2xx is no problem, and nothing is blamed", () => {
    expect(only("250 2.0.0 Ok: queued as R3M0TE")).toMatchObject({ cause: null, party: null });
    expect(only("250 2.0.0 Ok: queued as R3M0TE").sentence).toMatch(/was taken: .*[^.]\.$/);
  });
  test("is found in a log line of another server, and in ours", () => {
    const postfix =
      "Nov 24 10:00:00 mx postfix/smtp[12]: 4ABC: to=<bob@example.com>, relay=mx.example.com[192.0.2.1]:25, delay=1, " +
      "dsn=5.1.1, status=bounced (host mx.example.com[192.0.2.1] said: 550 5.1.1 <bob@example.com>: User unknown (in reply to RCPT TO command))";
    const exim =
      "2026-11-24 10:00:00 1abc ** bob@example.com R=dnslookup T=remote_smtp: SMTP error from remote mail server " +
      "after RCPT TO:<bob@example.com>: 550 User unknown";
    const ours = "192.0.2.4        [00A1B2C3D4E5F601] 04:02:33.120 >>> 550 5.1.1 <bob@example.com>: no such user";
    for (const line of [postfix, exim, ours]) expect(only(line).cause, line).toBe("rcpt.user-unknown");
  });
});

test("prose with numbers, and a line without any reply, are not explained", () => {
  for (const text of ["hello there", "at 10:00 we sent 500 messages", "I got 250 euros", "5.7.1 denied", ""])
    expect(explain(text), text).toEqual({
      kind: "unknown",
      recipients: [],
      originalMessageId: null,
      reportingHost: null,
    });
});

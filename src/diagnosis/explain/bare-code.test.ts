import { describe, expect, test } from "vitest";
import { explain } from "./explain.ts";

async function only(text: string) {
  const [first, ...more] = (await explain(text)).recipients;
  if (!first || more.length > 0) throw new Error(`explained ${more.length + (first ? 1 : 0)} recipients`);
  return first;
}

describe("a code without a word", () => {
  test.each([
    ["550", "rcpt.user-unknown", "eod.spam"],
    ["554", "greeting.reputation", "eod.spam"],
    ["554 5.0.0", "greeting.reputation", "eod.spam"],
    ["501", "rcpt.syntax", "mail.sender-syntax"],
    ["552", "rcpt.quota", "mail.size-declared"],
  ])("%s is no cause: the two likeliest are told, and that it is not sure", async (pasted, cause, second) => {
    const told = await only(pasted);
    expect([told.cause, told.alternatives.map((other) => other.cause)]).toEqual([cause, [second]]);
    expect(told.confidence).toBeLessThan(0.6);
    expect(told.sentence).toContain("the reply does not say why");
  });
  test.each([
    ["host mx.example.com[192.0.2.1] said: 550 5.0.0 (in reply to RCPT TO command)", "rcpt.user-unknown"],
    ["host mx.example.com[192.0.2.1] said: 554 5.0.0 (in reply to end of DATA command)", "eod.spam"],
  ])("%s: the step decides", async (pasted, cause) => {
    const told = await only(pasted);
    expect(told).toMatchObject({ cause, confidence: 0.6, alternatives: [] });
  });
  describe("in a report, that stands for a whole subject", () => {
    const report = (status: string, words: string) =>
      `From: MAILER-DAEMON@mx.example.com\nTo: alice@sender.example\nSubject: Non Delivery Notification\nContent-Type: multipart/report; boundary="b"\n\n--b\n\n${words}\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.com\n\nFinal-Recipient: rfc822; bob@example.com\nAction: failed\nStatus: ${status}\n\n--b--\n`;
    test.each([
      ["5.2.0", "rcpt.disabled"],
      ["5.3.0", "local.delivery-failed"],
    ])("%s is a guess, and of what does not pass", async (status, cause) => {
      const told = await only(report(status, "Your mail came back."));
      expect([told.cause, told.confidence]).toEqual([cause, 0.55]);
    });
    test("the words beside it say more", async () => {
      expect(await only(report("5.2.0", "The mailbox of bob is full."))).toMatchObject({ cause: "rcpt.quota" });
    });
  });
});

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
});

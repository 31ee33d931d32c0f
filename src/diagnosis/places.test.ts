import { expect, test } from "vitest";
import { registry } from "../intrusion/rules/registry.gen.ts";
import type { CauseId } from "./causes.ts";
import { placesFor, ruleOfLetter } from "./places.ts";
import type { Inquiry } from "./rule.ts";
import { remedyOf } from "./step.ts";
import { stepsFor } from "./steps.ts";

const base = { at: 0, atPrecisionSeconds: 0.001, node: "1", service: "smtp", session: "1A220E169C501000" } as const;
const refused = (text: string) => ({
  ...base,
  kind: "rcpt.refused" as const,
  stage: "connect" as const,
  peer: "192.0.2.9",
  reply: { code: 421, enhanced: "4.7.1", text },
});
const inquiry = (formats: readonly string[], text = "Intrusion prevention active for [192.0.2.9][R]"): Inquiry => ({
  question: { to: [], facts: {}, limit: 5 },
  window: { from: 0, to: 1 },
  recipient: "",
  attempts: [],
  last: undefined,
  facts: [],
  lastSession: [refused(text)],
  others: [],
  earlierFromPeer: [],
  like: undefined,
  near: [],
  around: [],
  visits: [],
  neighbours: [],
  visitors: [],
  nameless: [],
  coverage: {
    from: 0,
    to: 1,
    gaps: [],
    files: [],
    lines: 1,
    unread: 0,
    heartbeats: true,
    formats,
    levels: [],
    blocks: [],
    changes: [],
    failures: [],
    stops: [],
  },
});

test("a letter stands for the limit of the rule that has it", () => {
  const byCode = Object.values(registry).map(({ code, id }) => [code, id]);
  expect(Object.entries(ruleOfLetter).sort()).toEqual(byCode.sort());
});

test("of our own server the page and the setting are named", () => {
  expect(placesFor(inquiry(["records"]), "greeting.ips-ban").map(String)).toEqual([
    "On the page Blocks: Unblock 192.0.2.9; or postino blocks remove 192.0.2.9",
    "Its limit is intrusion.rules.rset-flood.limit: on the page Settings, or postino set intrusion.rules.rset-flood.limit NUMBER",
  ]);
});

test("what was blocked by hand has no limit, and another server other pages", () => {
  const byHand = "Intrusion prevention active for [192.0.2.9][U]";
  expect(placesFor(inquiry(["postino"], byHand), "greeting.ips-ban").map(String)).toHaveLength(1);
  expect(placesFor(inquiry(["icewarp"]), "greeting.ips-ban")).toEqual([]);
  expect(placesFor(inquiry(["postino", "postfix"]), "greeting.ips-ban")).toEqual([]);
  expect(placesFor(inquiry(["postino"]), "store.delivered")).toEqual([]);
});

test("an account that a rule suspended is let in again from there, one that was closed by hand is not", () => {
  const decided = {
    ...base,
    kind: "decision" as const,
    by: "login.suspended",
    verdict: "reject",
    detail: "bob@example.test; 20 of 22 recipients of an hour were refused; session=1A220E1952D01000",
  };
  const of = (facts: Inquiry["lastSession"]) =>
    placesFor({ ...inquiry(["records"]), lastSession: facts }, "submission.account-blocked").map(String);
  expect(of([decided])).toEqual([
    "On the page Blocks: Unblock bob@example.test; or postino blocks remove bob@example.test",
  ]);
  expect(of([refused("This account may not log in, ask its administrator")])).toEqual([]);
});

test("what never came to the sender's own server is looked for where it was written", () => {
  const finding = { cause: "never.no-trace", confidence: 0.75, facts: [] } as const;
  const asked = inquiry(["postfix"]);
  const steps = (side: "sender" | "receiver") =>
    stepsFor({ ...asked, question: { ...asked.question, side } }, finding, remedyOf("never.no-trace"));
  expect(String(steps("sender")[0])).toMatch(/look into Outbox/);
  expect(String(steps("receiver")[0])).toMatch(/Ask the sender for the Message-ID/);
});

test("where a program without a queue was told to come later, nobody comes again by himself; what it may do by itself stays", () => {
  const last = { role: "client", status: "refused", reply: { code: 454, text: "later" } } as Inquiry["last"];
  const steps = (cause: CauseId) =>
    stepsFor({ ...inquiry(["msmtp"]), last }, { cause, confidence: 0.9, facts: [] }, remedyOf(cause))
      .map(String)
      .join();
  expect(steps("rcpt.greylist")).not.toMatch(/comes again by itself/);
  expect(steps("submission.mechanism")).toMatch(/choose the way to log in by itself/);
});

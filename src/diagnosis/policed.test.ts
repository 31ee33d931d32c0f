import { describe, expect, test } from "vitest";
import type { EventOf, Fact } from "../events/event.ts";
import { policyWords } from "./policed.ts";
import type { Inquiry } from "./rule.ts";

const base = { at: 1000, atPrecisionSeconds: 0, node: "mx", session: "0000000000000001" };
const reply = { code: 554, enhanced: "5.7.1", text: "<bob@example.test>: Recipient address rejected: Botnet HELO" };
const refused: Fact = {
  ...{ ...base, service: "smtp", kind: "rcpt.refused", stage: "rcpt", reply },
  ...{ sender: "Ann@sender.example", recipient: "bob@example.test" },
};
const decision = (told: Partial<EventOf<"decision">> & Pick<EventOf<"decision">, "by" | "verdict">): Fact => ({
  ...{ ...base, service: "antispam", kind: "decision" },
  ...{ sender: "ann@sender.example", recipient: "bob@example.test", ...told },
});
const wordsOn = (...earlierFromPeer: Fact[]) =>
  policyWords({ last: { fact: refused, status: "refused", at: 1000 } as Inquiry["last"], earlierFromPeer });

describe("what a policy server said of a recipient who was then refused", () => {
  const reject = decision({ by: "postfwd", verdict: "reject" });

  test("is told", () => expect(wordsOn(reject)).toEqual([reject]));

  test("comes with what it weighed, and that comes first", () => {
    const weighed = decision({ by: "policyd-weight", verdict: "weighted" });
    const decided = decision({ by: "policyd-weight", verdict: "reject" });
    expect(wordsOn(weighed, decided)).toEqual([weighed, decided]);
    expect(wordsOn(weighed)).toEqual([]);
  });

  test("is not that of another sender, another recipient, another minute, or of a reply of another kind", () => {
    expect(wordsOn(decision({ by: "postfwd", verdict: "reject", sender: "eve@sender.example" }))).toEqual([]);
    expect(wordsOn(decision({ by: "postfwd", verdict: "reject", recipient: "eve@example.test" }))).toEqual([]);
    expect(wordsOn({ ...reject, at: 61_000 })).toEqual([]);
    expect(wordsOn(decision({ by: "sqlgrey", verdict: "greylist" }))).toEqual([]);
    expect(wordsOn(decision({ by: "postfwd", verdict: "pass" }))).toEqual([]);
  });

  test("is known by its words, where it knows no recipient", () => {
    const alone = { sender: undefined, recipient: undefined } as unknown as Partial<EventOf<"decision">>;
    const quoted = decision({ by: "spf", verdict: "fail", ...alone, detail: "Botnet HELO" });
    expect(wordsOn(quoted)).toEqual([quoted]);
    expect(wordsOn(decision({ by: "spf", verdict: "fail", ...alone, detail: "Please see" }))).toEqual([]);
  });
});

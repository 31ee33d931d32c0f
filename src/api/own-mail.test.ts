import { expect, test } from "vitest";
import type { OperationContext } from "./operation.ts";
import { forUser } from "./own-mail.ts";

type Document = Parameters<typeof forUser>[0];
const bob = "bob@example.test";
const context = {
  asker: { account: bob, role: "user" },
  access: { ownsAddress: (account: string, address: string) => address === account },
} as unknown as OperationContext;

const answer = (askedAs: string, more: object = {}) => ({
  askedAs,
  party: "nobody",
  us: true,
  children: [],
  evidence: ["a line"],
  ...{ sideways: ["what others did"], beside: [{ text: "what others did", change: null }] },
  attempts: [{ recipient: askedAs }],
  timeline: [],
  ...more,
});
const told = (question: object, ...answers: readonly object[]) =>
  forUser({ question, answers, others: ["a message"], searched: {} } as unknown as Document, context);

test.each([
  ["receiver", "our-server", false],
  ["receiver", "our-policy", false],
  ["receiver", "recipient", true],
  ["sender", "sender-server", false],
  ["sender", "sender", true],
])("in the log of the %s, of what %s must do: is it for the one who has a mailbox? %s", (side, party, us) => {
  expect(told({ side }, answer(bob, { party })).answers).toMatchObject([
    { us, evidence: [], sideways: [], beside: [] },
  ]);
});

test("a recipient is not told who else got the message, its sender is", () => {
  const both = [
    answer(bob, { attempts: [{ recipient: bob }, { recipient: "alice@example.test" }] }),
    answer("alice@example.test"),
  ];
  const { answers } = told({ side: "receiver" }, ...both);
  expect(answers).toMatchObject([{ askedAs: bob, attempts: [{ recipient: bob }] }]);
  expect(JSON.stringify(answers)).not.toContain("alice");
  expect(told({ side: "receiver", from: bob }, ...both).answers).toHaveLength(2);
});

test("of a group its members ask by their own addresses", () => {
  const group = answer(bob, { children: [bob, "alice@example.test"] });
  expect(() => told({ side: "receiver" }, group)).toThrow("is a group");
  expect(told({ side: "receiver" }, answer(bob, { children: [bob] })).answers).toHaveLength(1);
});

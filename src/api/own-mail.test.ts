import { expect, test } from "vitest";
import { forUser } from "./own-mail.ts";

type Document = Parameters<typeof forUser>[0];
const told = (side: string, party: string) => {
  const answer = { party, us: true, evidence: ["a line"], sideways: ["what others did"], timeline: [] };
  const document = { question: { side }, answers: [answer], others: ["a message"], searched: {} };
  return forUser(document as unknown as Document);
};

test.each([
  ["receiver", "our-server", false],
  ["receiver", "our-policy", false],
  ["receiver", "recipient", true],
  ["sender", "sender-server", false],
  ["sender", "sender", true],
])("in the log of the %s, of what %s must do: is it for him who has a mailbox? %s", (side, party, us) => {
  expect(told(side, party).answers[0]).toMatchObject({ us, evidence: [], sideways: [] });
});

import { expect, test } from "vitest";
import type { ExplainDocument } from "../documents.ts";
import { askedIn, boxOf, fieldsOf, isQuestion, shownInBox, suggestedBy } from "./question.ts";

test("the address holds the question: recipients one by one or parted, the rest by name", () => {
  expect(
    askedIn(new URLSearchParams("to=a@b.example&to=c@d.example, e@f.example&about= 10:00 &from=&other=x")),
  ).toEqual({
    to: ["a@b.example", "c@d.example", "e@f.example"],
    about: "10:00",
  });
});

test.each([
  ["to=a@b.example", true],
  ["ip=192.0.2.1", true],
  ["about=10:00&subject=hello&log=0123456789ABCDEF", false],
  ["", false],
])("%j is a question: %j", (query, wanted) => {
  expect(isQuestion(askedIn(new URLSearchParams(query)))).toBe(wanted);
});

test.each([
  ["to=a@b.example&from=c@d.example", false, "a@b.example", "address"],
  ["to=a@b.example&from=c@d.example", true, "c@d.example", "address"],
  ["messageId=<x@y.example>&to=a@b.example", false, "<x@y.example>", "messageId"],
  ["queueId=cDIbGo98Cmv4EgAAg%2BzDdQ", false, "cDIbGo98Cmv4EgAAg+zDdQ", "queueId"],
  ["", false, "", "nothing"],
])("of %j (sender: %j) the box shows %j", (query, isSender, shown, kind) => {
  const held = boxOf(askedIn(new URLSearchParams(query)), isSender);
  expect([shownInBox(held), held.kind]).toEqual([shown, kind]);
});

test("what the box held becomes the field that it is", () => {
  expect(fieldsOf({ kind: "address", value: ["a@b.example", "c@d.example"] }, false)).toEqual({
    to: ["a@b.example", "c@d.example"],
  });
  expect(fieldsOf({ kind: "address", value: ["a@b.example"] }, true)).toEqual({ from: "a@b.example" });
  expect(fieldsOf({ kind: "ip", value: "192.0.2.1" }, false)).toEqual({ ip: "192.0.2.1" });
});

test("a bounce suggests whom to ask about: where it led to in the end, each once", () => {
  const recipient = (address: string | null, finalAddress: string | null) =>
    ({ address, finalAddress }) as ExplainDocument["recipients"][number];
  const document = {
    recipients: [recipient("a@b.example", null), recipient("alias@b.example", "a@b.example"), recipient(null, null)],
    about: { sender: "c@d.example" },
    originalMessageId: "<x@y.example>",
    noticedAt: "2026-11-28T09:33:48.000Z",
  } as unknown as ExplainDocument;
  expect(suggestedBy(document)).toEqual({
    to: ["a@b.example"],
    from: "c@d.example",
    messageId: "<x@y.example>",
    about: "2026-11-28T09:33:48.000Z",
  });
});

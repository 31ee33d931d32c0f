import { expect, test } from "vitest";
import type { ExplainDocument } from "../documents.ts";
import { askedIn, boxOf, fieldsOf, isQuestion, ledBy, shownInBox, suggestedBy } from "./question.ts";

test("the address holds the question: recipients one by one or parted, the rest by name", () => {
  expect(
    askedIn(new URLSearchParams("to=a@b.example&to=c@d.example, e@f.example&about= 10:00 &from=&other=x")),
  ).toEqual({
    to: ["a@b.example", "c@d.example", "e@f.example"],
    about: "10:00",
  });
});

test.each([
  ["Mario Bianchi", ["Mario Bianchi"]],
  ["Mario Bianchi; Bob", ["Mario Bianchi", "Bob"]],
  ["Bob, a@b.example", ["Bob", "a@b.example"]],
  ["Rossi, Ada <a@b.example>", ["Rossi, Ada <a@b.example>"]],
  ["a@b.example c@d.example", ["a@b.example", "c@d.example"]],
  [" ,; ", []],
])("recipients %j are %j", (to, wanted) => {
  expect(askedIn(new URLSearchParams({ to })).to).toEqual(wanted);
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
  ["to=Mario Bianchi", false, "Mario Bianchi", "name"],
  ["to=Bob,Anna", false, "Bob, Anna", "address"],
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
  expect(fieldsOf({ kind: "name", value: "Bob" }, false)).toEqual({ to: ["Bob"] });
  expect(fieldsOf({ kind: "name", value: "Alice" }, true)).toEqual({ from: "Alice" });
  expect(fieldsOf({ kind: "ip", value: "192.0.2.1" }, false)).toEqual({ ip: "192.0.2.1" });
});

test("a sentence says more than the fields beside it; a name in it is no user's to look up", () => {
  const plain = { isName: false, to: ["Bob"], from: "Alice", about: "of ten" };
  expect(ledBy(plain, { to: "Ann", log: "0123456789ABCDEF", subject: "" }, false)).toEqual({
    ...{ to: ["Bob"], from: "Alice", about: "of ten", log: "0123456789ABCDEF" },
  });
  expect(ledBy({ isName: false, to: [] }, { to: "Ann", from: "Alice" }, false)).toEqual({ to: ["Ann"], from: "Alice" });
  expect(ledBy(plain, { to: "ann@b.example" }, true)).toEqual({ to: ["ann@b.example"], about: "of ten" });
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

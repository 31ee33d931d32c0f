import { expect, test } from "vitest";
import { formatReply, parseReply } from "./reply.ts";

test("a reply has a code, an enhanced code and a text", () => {
  expect(parseReply("550 5.1.1 <bob@example.test>: no such user")).toEqual({
    code: 550,
    enhanced: "5.1.1",
    text: "<bob@example.test>: no such user",
  });
});

test("a reply may have no enhanced code, and no text", () => {
  expect(parseReply("250 OK")).toEqual({ code: 250, text: "OK" });
  expect(parseReply("354")).toEqual({ code: 354, text: "" });
});

test("codes that repeat in a reply of several lines are dropped", () => {
  const reply = { code: 550, enhanced: "5.7.26", text: "unauthenticated\nsee the manual" };
  expect(parseReply("550-5.7.26 unauthenticated\n550 5.7.26 see the manual")).toEqual(reply);
  expect(parseReply("550-5.7.26 unauthenticated 550 5.7.26 see the manual")).toEqual(reply);
});

test("a number in a text of one line is no code", () => {
  expect(parseReply("250 2.6.0 250 bytes received")?.text).toBe("250 bytes received");
});

test("what does not begin with a code is no reply", () => {
  expect(parseReply("lost connection")).toBeUndefined();
  expect(parseReply("5501 x")).toBeUndefined();
});

test("a reply is printed in one line", () => {
  expect(formatReply({ code: 550, enhanced: "5.1.1", text: "no\nuser" })).toBe("550 5.1.1 no user");
});

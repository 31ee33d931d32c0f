import { expect, test } from "vitest";
import { parseReply } from "../../mail/reply.ts";
import { notesOn, stepsWith } from "./notes.ts";

const notesOf = (text: string, host?: string) => notesOn(parseReply(text), "rcpt", host === undefined ? {} : { host });

test("a refusal's notes become steps, and name whom to ask", () => {
  const notes = notesOf(
    "554 5.7.1 Service unavailable; client [192.0.2.9] blocked using prs.proofpoint.com Opens in new window",
    "mx0a-00123456.pphosted.com",
  );
  expect(notes).toMatchObject({ provider: "Proofpoint", blockLists: ["prs.proofpoint.com"] });
  const [first, second, third] = stepsWith(notes, ["Ask to be taken off it"]).map(String);
  expect([first, second]).toEqual(["The block list is prs.proofpoint.com", "Ask to be taken off it"]);
  expect(third).toMatch(/^What Proofpoint means by it: https:/);
});

test("times and sizes are told in words", () => {
  expect(stepsWith(notesOf("451 4.7.1 Greylisted, try again in 60 seconds"), []).map(String)).toEqual([
    "The server asked to try again in 1 minute",
  ]);
  expect(stepsWith(notesOf("552 message too big: read=52428801 max=52428800"), []).map(String)).toEqual([
    "The message has 52428801 bytes, the limit is 52428800 bytes",
  ]);
});

test("what was taken has no notes, nor has a reply that tells nothing more", () => {
  expect(notesOf("250 2.0.0 Ok, see https://www.example.com/")).toBeNull();
  expect(notesOf("550 5.1.1 User unknown")).toBeNull();
  expect(stepsWith(null, ["Wait"]).map(String)).toEqual(["Wait"]);
});

test("what a stranger sends cannot move the cursor", () => {
  const [step = ""] = stepsWith(notesOf("550 see http://x.example/\u001b[2Jgone"), []).map(String);
  expect(step).toBe("The reply says to read http://x.example/\\x1B");
});

import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expectLinear } from "../../../test/growth.ts";
import { explain } from "./explain.ts";

/** What reports are made of, so that chance meets every branch. */
const scraps = fc.constantFrom(
  "Final-Recipient: rfc822; ",
  "Action: failed\n",
  "Status: 5.1.1\n",
  "Diagnostic-Code: smtp; 550-",
  "Content-Type: multipart/report; boundary=x\n",
  "Content-Type: message/delivery-status\n\n",
  "Content-Transfer-Encoding: base64\n",
  "\n--x\n",
  "\n--x--\n",
  "Received: from (((( by ;;; ",
  "Authentication-Results: a; spf=pass ((((",
  "Subject: =?utf-8?Q?",
  "From: <MAILER-DAEMON>\n",
  "X-Failed-Recipients: ",
  "550 5.1.1 <a@b.example> ",
  "host x[1.2.3.4] said: ",
  "> ",
  "<html><style><p",
  "&#99999999;",
  "\r\n",
  "\n\n",
  "\0",
  "a@b.example",
  "On Tue, 24 Nov 2026 10:00:00 +9999",
);

describe("whatever is pasted", () => {
  test("is answered, never by an exception", async () => {
    const pasted = fc.oneof(
      fc.array(fc.oneof(scraps, fc.string()), { maxLength: 40 }).map((all) => Buffer.from(all.join(""))),
      fc.uint8Array({ maxLength: 500 }),
    );
    await fc.assert(
      fc.asyncProperty(pasted, async (bytes) => {
        const { kind, recipients, sentence } = await explain(bytes);
        expect(kind).toBeTypeOf("string");
        expect(sentence.length).toBeGreaterThan(0);
        for (const { confidence } of recipients) expect(confidence).toBeLessThanOrEqual(0.99);
      }),
      { numRuns: 300 },
    );
  });
  test("also a bounce cut or changed anywhere", async () => {
    const text = readFileSync("test/bounces/sendmail-quota.eml", "latin1");
    const change = fc.tuple(fc.nat(text.length), fc.nat(40), fc.oneof(scraps, fc.string()));
    await fc.assert(
      fc.asyncProperty(change, async ([at, cut, put]) => {
        const changed = text.slice(0, at) + put + text.slice(at + cut);
        expect((await explain(changed)).sentence.length).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
  });
});

/** A megabyte of each, where a careless expression would need the square of it. */
const pieces: readonly (readonly [name: string, head: string, piece: string])[] = [
  ["spaces", "", " "],
  ["empty lines", "", "\n"],
  ["quotes", "", "> "],
  ["addresses", "", "a@b.example "],
  ["an address without end", "", "a."],
  ["replies", "", "550 5.1.1 a\n"],
  ["one reply of many lines", "", "550-5.1.1 a\n"],
  ["open tags", "<html>", "<style>"],
  ["open brackets", "Received: ", "("],
  ["fields", "From: a@b.example\n", "Received: from a by b; x\n"],
  ["one folded field", "From: a@b.example\nSubject: x", "\n x"],
  ["boundaries", "From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n", "--x\n"],
  ["nested parts", "", "Content-Type: multipart/mixed; boundary=x\n\n--x\n"],
  ["words of notices", "Subject: Undelivered Mail\nFrom: MAILER-DAEMON@a.example\n\n", "message mail user recipient "],
  ["encoded words", "From: a@b.example\nSubject: ", "=?utf-8?Q?a?= "],
];

describe("time grows with the length", () => {
  test.each(pieces)("of %s", async (name, head, piece) => {
    const sized = (bytes: number) => () => explain(head + piece.repeat(Math.ceil(bytes / piece.length)));
    await expectLinear({ name, short: sized(250_000), long: sized(1_000_000), times: 8, least: 60 });
  });
});

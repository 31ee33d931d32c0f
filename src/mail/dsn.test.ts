import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseDsn, parseFields } from "./dsn.ts";

const sample = (name: string) => readFileSync(`src/mail/samples/${name}.eml`, "utf8");

/** The delivery-status part of a bounce, made by hand: the fields of one recipient. */
const report = (...fields: readonly string[]) =>
  `Reporting-MTA: dns; mx.example.com\n\nFinal-Recipient: rfc822; bob@example.com\n${fields.join("\n")}\n`;
const recipientOf = (...fields: readonly string[]) => parseDsn(report(...fields))?.recipients[0];

describe("a bounce of a real Postfix", () => {
  const bounce = {
    reportingHost: "mx.example.test",
    originalMessageId: "<swaks.dave-refuses-test@client.example>",
    recipients: [
      {
        address: "dave@refuses.test",
        originalAddress: "dave@refuses.test",
        action: "failed",
        status: "5.1.1",
        reply: { code: 550, enhanced: "5.1.1", text: "No such user here.\nAsk the postmaster." },
        remoteHost: "127.0.0.2",
      },
    ],
  };
  test("tells recipient, status, the reply in all its lines, and which message it is about", () => {
    expect(parseDsn(sample("bounce-postfix"))).toEqual(bounce);
  });
  test("is the same with the line ends of the wire", () => {
    expect(parseDsn(sample("bounce-postfix").replaceAll("\n", "\r\n"))).toEqual(bounce);
  });
});

test("a delay notice of a real Postfix says why in the program's own words, which are no server's reply", () => {
  expect(parseDsn(sample("delay-notice-postfix"))).toEqual({
    reportingHost: "mx.example.test",
    originalMessageId: "<swaks.erin-dead-test@client.example>",
    recipients: [
      {
        address: "erin@dead.test",
        originalAddress: "erin@dead.test",
        action: "delayed",
        status: "4.4.1",
        reply: { code: 0, enhanced: "4.4.1", text: expect.stringMatching(/^connect to .*: Connection refused$/) },
        retryUntil: expect.any(Number),
      },
    ],
  });
});

describe("a delivery-status part (made by hand)", () => {
  test("may have a reply of several lines", () => {
    const found = recipientOf(
      "Action: failed",
      "Status: 5.7.26",
      "Diagnostic-Code: smtp; 550-5.7.26 This mail is not authenticated,",
      " neither by SPF nor by DKIM.",
      "\t550 5.7.26 See the manual",
    );
    expect(found?.reply).toEqual({
      code: 550,
      enhanced: "5.7.26",
      text: "This mail is not authenticated, neither by SPF nor by DKIM.\nSee the manual",
    });
  });
  test("may have no status, or one that is none", () => {
    expect(recipientOf("Action: failed")).toEqual({ address: "bob@example.com", action: "failed" });
    expect(recipientOf("Action: failed", "Status: unknown")?.status).toBeUndefined();
    expect(recipientOf("Action: failed", "Status: 5.1.1 (no such user)")?.status).toBe("5.1.1");
  });
  test("tells the address as it was before aliases", () => {
    const found = recipientOf("Original-Recipient: rfc822; <Sales@example.com>", "Action: FAILED", "Status: 5.1.1");
    expect(found).toMatchObject({ address: "bob@example.com", originalAddress: "Sales@example.com", action: "failed" });
  });
  test("may speak of several recipients", () => {
    const second = "\nFinal-Recipient: rfc822;carol@example.com\nAction: delivered\nStatus: 2.0.0\n";
    const found = parseDsn(report("Action: failed", "Status: 5.1.1") + second);
    expect(found?.recipients.map(({ address, action }) => `${address} ${action}`)).toEqual([
      "bob@example.com failed",
      "carol@example.com delivered",
    ]);
  });
  test("ends where the returned message begins, whatever stands there", () => {
    const message = "\nFinal-Recipient: rfc822; mallory@example.com\nAction: failed\n";
    const bounce = `Content-Type: message/delivery-status\n\n${report("Action: failed")}\n--b\nContent-Type: message/rfc822\n${message}`;
    expect(parseDsn(bounce)?.recipients.map(({ address }) => address)).toEqual(["bob@example.com"]);
  });
});

describe("fields that are broken, or of another world (made by hand)", () => {
  test("without Action the class of the status says it", () => {
    expect(recipientOf("Status: 5.1.1")?.action).toBe("failed");
    expect(recipientOf("Status: 4.4.1")?.action).toBe("delayed");
    expect(recipientOf("Action: failed (5.1.1)", "Status: 5.1.1")?.action).toBe("failed");
  });
  test("only the original recipient may be there", () => {
    const text =
      "Reporting-MTA: dns; mx\n\nOriginal-Recipient: rfc822; bob@example.com\nAction: failed\nStatus: 5.1.1\n";
    expect(parseDsn(text)?.recipients[0]?.address).toBe("bob@example.com");
  });
  test("where an alias led somewhere else (Sendmail), both addresses are told", () => {
    const actual = (address: string) => recipientOf(`X-Actual-Recipient: rfc822; ${address}`, "Action: failed");
    expect(actual("carol@elsewhere.example")).toMatchObject({
      address: "carol@elsewhere.example",
      originalAddress: "bob@example.com",
    });
    expect(actual("|exec procmail #bob@example.com")).toEqual({ address: "bob@example.com", action: "failed" });
  });
  test("addresses beyond ASCII, and in xtext", () => {
    const block = (address: string) =>
      parseDsn(`Final-Recipient: ${address}\nAction: failed\n`)?.recipients[0]?.address;
    expect(block("utf-8; j\\x{F6}rg@example.com")).toBe("jörg@example.com");
    expect(block("rfc822; bob+40example.com")).toBe("bob@example.com");
    expect(block("rfc822; bob+news@example.com")).toBe("bob+news@example.com");
  });
  test("one of two brackets may be missing", () => {
    for (const address of ["<bob@example.com", "bob@example.com>", "<bob@example.com>"])
      expect(parseDsn(`Final-Recipient: rfc822; ${address}\nAction: failed\n`)?.recipients[0]?.address).toBe(
        "bob@example.com",
      );
  });
  test("addresses that were tried without a message (Postfix)", () => {
    expect(recipientOf("Action: deliverable", "Status: 2.1.5")?.action).toBe("deliverable");
    expect(recipientOf("Action: undeliverable", "Status: 5.1.1")?.action).toBe("undeliverable");
  });
  test("what is remarked on a status, where no reply is there", () => {
    const fields = "Final-Recipient: rfc822; bob@example.com\nAction: failed\n";
    const remark = parseDsn(`${fields}Status: 5.1.1 (bad destination mailbox address)\n`);
    expect(remark?.recipients[0]).toMatchObject({
      status: "5.1.1",
      reply: { code: 0, text: "bad destination mailbox address" },
    });
    const replied = parseDsn(`${fields}Status: 5.1.1 (bad address)\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n`);
    expect(replied?.recipients[0]?.reply?.text).toBe("User unknown");
  });
  test("a reply behind a mark", () => {
    expect(recipientOf("Action: failed", "Diagnostic-Code: smtp;#550 5.1.1 gone")?.reply).toMatchObject({ code: 550 });
  });
});

describe("no report", () => {
  test("is in an ordinary message, nor in nothing", () => {
    expect(parseDsn("")).toBeUndefined();
    expect(parseDsn("From: a@example.com\nSubject: hello\n\nFinal words.\n")).toBeUndefined();
  });
  test("is one without recipient or with an action of another world", () => {
    expect(parseDsn("Reporting-MTA: dns; mx.example.com\n\nAction: failed\n")).toBeUndefined();
    expect(parseDsn(report("Action: vanished"))).toBeUndefined();
  });
});

test("header fields: names without case, folded lines joined, the first of equal ones wins", () => {
  const fields = parseFields("SUBJECT: one\r\n  two\r\nsubject: three\r\nno field\r\n: nor this\r\n");
  expect([...fields]).toEqual([["subject", "one two"]]);
});

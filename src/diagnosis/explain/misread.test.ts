import { describe, expect, test } from "vitest";
import { explain } from "./explain.ts";
import { mended } from "./misread.ts";

describe("letters that were read for digits", () => {
  test.each([
    [
      "55O 5.l.1 <bob@example.com>: Recipient address rejected: User unkn0wn in Iocal recipient table",
      "550 5.1.1 <bob@example.com>: Recipient address rejected: User unknown in local recipient table",
    ],
    [
      "Remote Server returned '55O 5.7.64 TenantAttribution; Relay Access Denied'",
      "Remote Server returned '550 5.7.64 TenantAttribution; Relay Access Denied'",
    ],
    ["said: S54 5,7,1 Service unavai1able", "said: 554 5.7.1 Service unavailable"],
    ["552 S.2.2 Mailbox is fu1l", "552 5.2.2 Mailbox is full"],
    ["45O-4.2.I try again", "450-4.2.1 try again"],
  ])("are digits where a reply must stand: %s", (text, expected) => expect(mended(text)).toBe(expected));
  test.each([
    "550 5.1.1 <b0b1x@example.com>: no user w0rd here",
    "I have 4SO items in B12 and SOS calls",
    "queue 4F2A91B0C3 4OO",
    "id l0l1x",
  ])("and stay what they are elsewhere: %s", (text) => expect(mended(text)).toBe(text));
});

describe("lines that a window broke amid words", () => {
  // Made by hand, in the width of a ticket system.
  const broken = [
    "Ticket #4711",
    "Nov 30 10:02:13 mx1 postfix/smtp[22154]: 4F2A91B0C3: to=<bob@example.co",
    "m>, relay=mx.example.com[203.0.113.5]:25, delay=1.9, delays=0.1/0/0.9/0.",
  ];
  test("are joined again where that gives an address", async () => {
    const log =
      "Nov 30 10:02:13 mx1 postfix/smtp[22154]: 4F2A91B0C3: to=<bob@firma.exam\n" +
      "ple>, relay=mx.firma.example[203.0.113.5]:25, delay=1.9, delays=0.1/0/0.\n" +
      "9/0.9, dsn=5.7.26, status=bounced (host mx.firma.example[203.0.113.5] s\n" +
      "aid: 550-5.7.26 Unauthenticated email from cliente.example is not accept\n" +
      "ed due to domain's DMARC policy. (in reply to end of DATA command))";
    const { kind, recipients } = await explain(log);
    expect(kind).toBe("reply");
    expect(recipients[0]?.address).toBe("bob@firma.example");
    expect(recipients[0]?.reply?.text).toBe(
      "Unauthenticated email from cliente.example is not accepted due to domain's DMARC policy.",
    );
    expect(mended(broken.join("\n"))).toBe(`${broken[0]}\n${broken[1]}${broken[2]}`);
  });
  test("with the blank that stood at the end of a line", () => {
    const text =
      "<bob@example.com>: host mx.example.com[203.0.113.5] said: 550 5.1.1 <b\nob@example.com>: Recipient address rejected: User unknown in virtual\nmailbox table";
    expect(mended(text)).toBe(
      "<bob@example.com>: host mx.example.com[203.0.113.5] said: 550 5.1.1 <bob@example.com>: Recipient address rejected: User unknown in virtual\nmailbox table",
    );
  });
  test.each([
    "<bob@example.com>: host mx.example.com[203.0.113.5] said: 550 5.1.1 User\n    unknown (in reply to RCPT TO command)",
    "I could not deliver your message to these recipients, for each of whom a\nreason is given below it, as far as one is known to this server here at\nall; please read them.",
  ])("and stay where nothing was cut: %j", (text) => expect(mended(text)).toBe(text));
});

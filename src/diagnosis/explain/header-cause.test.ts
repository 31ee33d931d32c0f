import { describe, expect, test } from "vitest";
import { explain } from "./explain.ts";

interface Way {
  readonly minutes?: number;
  readonly to?: string;
  readonly written?: string;
  readonly from?: string;
}

/** Made by hand after headers of Postfix; the fields of filters as their programs write them. */
function header(
  first: string,
  { minutes = 0, to = "bob@example.com", written, from = "mail.sender.example" }: Way = {},
): string {
  const arrived = String(minutes).padStart(2, "0");
  return `Delivered-To: ${to}
${first}${first === "" ? "" : "\n"}Received: from ${from} (${from} [192.0.2.9])
\tby mx.example.com (Postfix) with ESMTPS id 4ABC
\tfor <${to}>; Tue, 24 Nov 2026 10:${arrived}:05 +0000
Received: from laptop (unknown [198.51.100.3])
\tby mail.sender.example (Postfix) with ESMTPSA id 4XYZ; Tue, 24 Nov 2026 10:00:03 +0000
From: Alice <alice@sender.example>
To: ${written ?? to}
Subject: Photos
Date: Tue, 24 Nov 2026 10:00:00 +0000
Message-ID: <h2@sender.example>
`;
}
const found = (results: string) => `Authentication-Results: mx.example.com; ${results}`;
const failed = "spf=fail smtp.mailfrom=alice@sender.example; dkim=none; dmarc=fail (p=REJECT dis=NONE)";

const causeOf = async (text: string) => {
  const { kind, recipients } = await explain(text);
  expect(kind).toBe("headers");
  return recipients[0]?.cause ?? null;
};

describe("a header in which all is well names no cause", () => {
  test.each([
    ["nothing said", ""],
    ["all proven", found("spf=pass; dkim=pass header.d=sender.example; dmarc=pass header.from=sender.example")],
    [
      "SPF broken on the way, DKIM and DMARC hold",
      found("spf=softfail; dkim=pass header.d=sender.example; dmarc=pass"),
    ],
    ["DKIM alone holds", found("spf=fail; dkim=pass header.d=sender.example")],
    ["nothing to prove", found("spf=none; dkim=none")],
    ["a second signature is broken", found("spf=pass; dkim=pass header.d=a.example; dkim=fail header.d=b.example")],
    ["a user of the server", found("auth=pass smtp.auth=alice")],
    ["no spam", "X-Spam-Flag: NO\nX-Spam-Score: 1.2\nX-Spam-Status: No, score=1.2 required=5.0"],
    ["no spam for Microsoft", "X-Forefront-Antispam-Report: CIP:192.0.2.9;SFV:NSPM;SCL:1;DIR:INB;"],
    ["trusted by Exchange", "X-MS-Exchange-Organization-SCL: -1"],
    [
      "taken for spam, and put into the inbox all the same",
      "X-Forefront-Antispam-Report: SFV:SPM;SCL:5;\nX-Microsoft-Antispam-Mailbox-Delivery: ucf:0;jmr:1;auth:0;dest:I;",
    ],
    ["let through by milter-greylist", "X-Greylist: Sender IP whitelisted, not delayed by milter-greylist-4.4.3"],
    ["another message of that sender was held up, not this one", "X-Greylist: delayed 92149 seconds by postgrey-1.27"],
    [
      "a list changed what was signed",
      `List-Id: <list.example>\n${found("spf=pass; dkim=fail header.d=sender.example")}`,
    ],
  ])("%s", async (_, first) => {
    expect(await explain(header(first))).toMatchObject({ kind: "headers", recipients: [] });
  });
});

describe("a header that shows what was wrong names", () => {
  test.each([
    ["local.spam-folder", "X-Microsoft-Antispam-Mailbox-Delivery: ucf:0;jmr:0;auth:0;dest:J;OFR:SpamFilterAuthJ;"],
    ["local.spam-folder", "X-Forefront-Antispam-Report: CIP:192.0.2.9;CTRY:IT;SFV:SPM;SCL:5;"],
    ["local.spam-folder", "X-MS-Exchange-Organization-SCL: 6"],
    ["local.spam-folder", "X-Spam-Flag: YES"],
    ["local.spam-folder", "X-Spamd-Result: default: True [16.20 / 15.00];"],
    ["local.spam-folder", "X-Spam: Yes"],
    ["local.spam-folder", "X-YahooFilteredBulk: 192.0.2.9"],
    ["eod.dmarc", found(failed)],
    ["eod.dmarc", found("spf=none; dkim=none; dmarc=none action=none header.from=a.example;compauth=fail reason=601")],
    ["eod.dmarc", `List-Id: <list.example>\n${found("spf=pass; dkim=fail; dmarc=fail (p=none)")}`],
    ["mail.spf", found("spf=softfail smtp.mailfrom=alice@sender.example; dkim=none")],
    ["mail.spf", "Received-SPF: Fail (mx.example.com: domain of sender.example) envelope-from=alice@sender.example;"],
    ["eod.dkim", found("spf=pass; dkim=fail (signature did not verify) header.d=sender.example")],
    ["local.forward-auth", `Return-Path: <SRS0=ab=CD=sender.example=alice@firma.example>\n${found(failed)}`],
    ["local.forward-auth", `X-Forwarded-To: bob@example.com\n${found("spf=fail; dkim=none")}`],
  ])("%s: %s", async (cause, first) => {
    expect(await causeOf(header(first))).toBe(cause);
  });
  test.each([
    ["X-Greylist: delayed 1109 seconds by postgrey-1.36 at mx; Tue, 24 Nov 2026 10:20:04 UTC", 20],
    ["X-Greylist: delayed 00:28:24 by SQLgrey-1.8.0\nX-Greylist: from auto-whitelisted by SQLgrey-1.8.0", 29],
    ["X-Greylist: Delayed for 00:15:02 by milter-greylist-4.4.3 (mx.example.com [192.0.2.1])", 16],
    ["X-Rmilter-Greylist: Greylisted for 306 seconds, whitelisted till 2026-11-26, type: sender, IP, recipients", 6],
  ])("greylisting, where the message really was late: %s", async (first, minutes) => {
    expect(await causeOf(header(first, { minutes }))).toBe("rcpt.greylist");
    expect(await causeOf(header(first, { minutes: 0 }))).toBeNull();
  });
  test("hours of greylisting of a service with many addresses are its addresses' fault", async () => {
    const first = "X-Greylist: delayed 14400 seconds by postgrey-1.36 at mx; Tue, 24 Nov 2026 14:00:05 UTC";
    const late = header(first, { from: "mail-am6.outbound.protection.outlook.com" }).replace(
      "Tue, 24 Nov 2026 10:00:05",
      "Tue, 24 Nov 2026 14:00:05",
    );
    expect(await causeOf(late)).toBe("rcpt.greylist-pool");
  });
  test("a forward, where the server of the address that was written to handed it over", async () => {
    const sentOn = header(found(failed), {
      to: "bob@other.example",
      written: "bob@firma.example",
      from: "mx.firma.example",
    });
    expect(await causeOf(sentOn)).toBe("local.forward-auth");
    // An address of somebody else in To alone proves nothing.
    expect(await causeOf(header(found(failed), { written: "team@firma.example" }))).toBe("eod.dmarc");
  });
});

test("the answer says whom it is about, what it is, and how sure that is", async () => {
  const { sentence, recipients } = await explain(header(found(failed)));
  expect(recipients).toMatchObject([
    { address: "bob@example.com", cause: "eod.dmarc", family: "auth", party: "sender-server", confidence: 0.75 },
  ]);
  const tells = "it fails DMARC (the policy is reject), so that servers may refuse it or put it into the spam folder";
  expect(sentence).toContain(`; ${tells}.`);
  expect(recipients[0]?.sentence).toBe(`The message for bob@example.com: ${tells}.`);
  expect(recipients[0]?.remedy.length).toBeGreaterThan(0);
});

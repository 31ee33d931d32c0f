import { describe, expect, test } from "vitest";
import { duration } from "./duration.ts";
import { explain } from "./explain.ts";

/** Made by hand after headers of Gmail and Postfix. */
const header = `Received: by 2002:a05:6a00:1234 with SMTP id x1; Tue, 24 Nov 2026 02:10:05 -0800 (PST)
Received: from mx.example.com (mx.example.com. [192.0.2.9])
        by mx.google.com with ESMTPS id y2
        for <bob@example.com>; Tue, 24 Nov 2026 02:10:05 -0800 (PST)
Authentication-Results: mx.google.com;
       spf=pass smtp.mailfrom=alice@sender.example;
       dmarc=fail header.from=sender.example
Received: from laptop (unknown [198.51.100.3])
\tby mx.example.com (Postfix) with ESMTPSA id 4ABC; Tue, 24 Nov 2026 11:00:03 +0100 (CET)
X-Spam-Status: Yes, score=7.2 required=5.0 tests=BAYES_99
X-Forefront-Antispam-Report: CIP:192.0.2.9;CTRY:IT;SFV:SPM;SCL:5;
From: Alice <alice@sender.example>
Date: Tue, 24 Nov 2026 11:00:00 +0100
Message-ID: <h1@sender.example>
`;

describe("a header", () => {
  test("gives the hops, oldest first, with what each took, zones evened out", async () => {
    const { kind, headers, originalMessageId } = await explain(header);
    expect({ kind, originalMessageId }).toEqual({ kind: "headers", originalMessageId: "<h1@sender.example>" });
    expect(headers?.hops.map(({ by, delaySeconds }) => `${by} ${delaySeconds}`)).toEqual([
      "mx.example.com 3",
      "mx.google.com 602",
      "2002:a05:6a00:1234 0",
    ]);
    expect(headers?.totalSeconds).toBe(605);
  });
  test("is one sentence that can be read out", async () => {
    expect((await explain(header)).sentence).toBe(
      "The message of Alice <alice@sender.example> went through 3 servers in 10 min 5 s; most of the time, 10 min 2 s, passed before " +
        "mx.google.com had it; authentication: SPF pass, DMARC fail; filters: SpamAssassin: spam (score 7.2 of 5.0); Microsoft: spam (SCL 5); it was called spam " +
        "(X-Forefront-Antispam-Report: SFV:SPM), which puts it into the spam folder.",
    );
  });
  test("names a clock that is wrong", async () => {
    const wrong = header.replace("02:10:05 -0800 (PST)\nAuth", "01:40:05 -0800 (PST)\nAuth");
    expect((await explain(wrong)).sentence).toContain(
      "a clock is wrong: mx.google.com claims to have had it 19 min 58 s before",
    );
  });
  test("without hops says so", async () => {
    expect((await explain("From: a@b.example\nSubject: x\n")).sentence).toMatch(/bears no trace of any server/);
  });
});

test("what a server found of the origin is a header, though nothing else was pasted", async () => {
  const text = `Received-SPF: fail (mx.example.com: domain of alice@acme.example does not designate 203.0.113.77)
Authentication-Results: mx.example.com; spf=fail smtp.mailfrom=alice@acme.example; dkim=none; dmarc=fail (p=reject dis=none) header.from=acme.example
`;
  for (const pasted of [text, text.split("\n")[1] ?? ""]) {
    const { kind, sentence, recipients } = await explain(pasted);
    expect(kind).toBe("headers");
    expect(sentence).toContain("its way is not known; authentication: SPF fail, DKIM none, DMARC fail");
    expect(recipients).toMatchObject([{ address: null, cause: "eod.dmarc" }]);
  }
});

test("spans of time in words", () => {
  expect([0, 59, 60, 61, 3600, 3660, 86_400, 90_000].map(duration)).toEqual([
    "0 s",
    "59 s",
    "1 min",
    "1 min 1 s",
    "1 h",
    "1 h 1 min",
    "1 d 0 h",
    "1 d 1 h",
  ]);
});

import { describe, expect, test } from "vitest";
import { parseReceived } from "./received.ts";

describe("a hop (samples of real servers, names replaced)", () => {
  test("of Postfix: who gave it, by which protocol, to whom, when", () => {
    const field =
      "from mail.sender.example (unknown [198.51.100.3]) by mx.example.com (Postfix) with ESMTPS id 4ABC for <bob@example.com>; Tue, 24 Nov 2026 11:00:03 +0100 (CET)";
    expect(parseReceived(field)).toEqual({
      from: "mail.sender.example",
      fromIp: "198.51.100.3",
      by: "mx.example.com",
      with: "ESMTPS",
      id: "4ABC",
      for: "bob@example.com",
      at: Date.UTC(2026, 10, 24, 10, 0, 3),
    });
  });
  test("of Exim, whose comments hold words of clauses", () => {
    const field =
      "from [127.0.0.1] (port=32891 helo=client.example) by mx.example.test with esmtp (Exim 4.96) (envelope-from <alice@home.test>) id 1xXEoh for bob@greylist.test; Sat, 28 Nov 2026 09:33:59 +0000";
    expect(parseReceived(field)).toMatchObject({
      from: "[127.0.0.1]",
      by: "mx.example.test",
      with: "esmtp",
      for: "bob@greylist.test",
    });
  });
  test("of qmail has little", () => {
    expect(parseReceived("(qmail 21084 invoked from network); 12 Jun 2013 02:22:14 -0000")).toMatchObject({
      from: null,
      by: null,
      at: Date.UTC(2013, 5, 12, 2, 22, 14),
    });
  });
  test("of Exchange has IPv6", () => {
    const field =
      "from HE1EUR01HT085.prod.protection.outlook.com (2603:1096:100:18::29) by SLXP216MB0381.PROD.OUTLOOK.COM with HTTPS; Mon, 21 May 2018 05:08:01 +0000";
    expect(parseReceived(field)).toMatchObject({ fromIp: "2603:1096:100:18::29", with: "HTTPS" });
  });
  test("what is no field says nothing", () => {
    expect(parseReceived("((((")).toEqual({
      from: null,
      fromIp: null,
      by: null,
      with: null,
      id: null,
      for: null,
      at: null,
    });
  });
});

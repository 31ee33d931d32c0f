import { expect, test } from "vitest";
import { parseReply } from "./reply.ts";
import { replyDetails } from "./reply-details.ts";

const detailsOf = (text: string) => replyDetails(parseReply(text) ?? { code: 0, text });

test.each([
  ["450 4.2.0 <bob@example.com>: Recipient address rejected: Greylisted for 300 seconds", 300],
  ["451 4.7.1 <bob@example.com>: Recipient address rejected: Greylisted for 5 minutes", 300],
  ["451 4.7.1 Greylisting in action, please come back in 00:04:51", 291],
  ["421 4.7.0 Try again in 4 minutes 30 seconds", 270],
  ["450 4.7.1 bob@example.test may write to 25 recipients within an hour, and has; there is room again in 3 min", 180],
  ["451 Bitte in 5 Minuten erneut versuchen", 300],
  ["451 Veuillez réessayer dans 2 heures", 7200],
  ["451 Riprovare tra 10 minuti, riprova", 600],
  ["421 4.3.2 retry-after: 90", 90],
])("%s: comes again in %d s", (reply, seconds) => {
  expect(detailsOf(reply).retryAfterSeconds).toBe(seconds);
});

test("a number beside no word of coming again is no time", () => {
  expect(detailsOf("552 5.2.2 300 seconds of video are too much")).toEqual({});
  expect(detailsOf("421 4.4.2 Nothing came for 300 s, the connection is closed")).toEqual({});
});

test("a host that refuses a connection is no block list", () => {
  expect(detailsOf("Connection refused by mx.dead.example.")).toEqual({});
});

test("block lists are named by their zones, else by their owners", () => {
  const zoned = detailsOf(
    "554 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/192.0.2.9",
  );
  expect(zoned).toEqual({
    blockLists: ["zen.spamhaus.org"],
    links: ["https://www.spamhaus.org/query/ip/192.0.2.9"],
  });
  expect(detailsOf("554 5.7.1 Client host [192.0.2.9] blocked using bl.private.example").blockLists).toEqual([
    "bl.private.example",
  ]);
  expect(detailsOf("553 5.7.1 [BL21] because the ip is in Spamhaus's list")).toEqual({
    blockLists: ["Spamhaus"],
    references: ["BL21"],
  });
  expect(detailsOf("550 SORBS lists you, see http://www.sorbs.net/lookup.shtml?192.0.2.9").blockLists).toEqual([
    "SORBS",
  ]);
});

test("a block list that refuses to answer says so by its address", () => {
  expect(detailsOf("554 5.7.1 blocked using zen.spamhaus.org; 127.255.255.254").blockListError).toBe("127.255.255.254");
});

test("what a provider's support wants to be told", () => {
  expect(
    detailsOf(
      "550-5.7.26 This mail has been blocked because the sender is unauthenticated. 550 5.7.26 https://support.google.com/mail/answer/81126 a640c23a62f3a-a9e5c7b1d52si12345.123 - gsmtp",
    ),
  ).toEqual({
    links: ["https://support.google.com/mail/answer/81126"],
    references: ["a640c23a62f3a-a9e5c7b1d52si12345.123"],
  });
  expect(
    detailsOf(
      "550 5.7.606 Access denied, banned sending IP [192.0.2.9]. (AS16012609) [DB5EUR01FT031.eop-EUR01.prod.protection.outlook.com 2026-11-28T09:00:00.000Z 08DE1234]",
    ).references,
  ).toEqual(["DB5EUR01FT031.eop-EUR01.prod.protection.outlook.com 2026-11-28T09:00:00.000Z 08DE1234", "AS16012609"]);
});

test("sizes are in bytes", () => {
  expect(detailsOf("552 5.3.4 message size 31457280 exceeds size limit 26214400 of server mx.example.com")).toEqual({
    sizeBytes: 31_457_280,
    limitBytes: 26_214_400,
  });
  expect(detailsOf("552 message too big: read=52428801 max=52428800")).toEqual({
    sizeBytes: 52_428_801,
    limitBytes: 52_428_800,
  });
});

test("whoever moved has a new address", () => {
  expect(
    detailsOf("551 5.1.6 <bob@example.com>: Recipient address rejected: User has moved to bob@new.example"),
  ).toEqual({ movedTo: "bob@new.example" });
});

test("a long text is looked at in part", () => {
  expect(detailsOf(`550 ${"a.".repeat(2000)} https://late.example/`)).toEqual({});
});

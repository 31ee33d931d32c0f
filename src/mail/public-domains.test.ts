import { expect, test } from "vitest";
import { isForeignTo } from "./public-domains.ts";

test.each([
  ["web12.hoster.example", "yahoo.de", true],
  ["srv01.company.example", "hotmail.com", true],
  ["srv01.company.example", "web.de", true],
  ["mta5.am0.yahoodns.net", "yahoo.de", false],
  ["mx-aol.mail.gm0.yahoodns.net", "aol.com", false],
  ["am0pr07mb1234.eurprd07.prod.outlook.com", "hotmail.co.uk", false],
  ["mx.google.com", "gmail.com", false],
  ["smtp-33.italiaonline.it", "libero.it", false],
  ["notyahoo.com", "yahoo.com", true],
  ["web12.hoster.example", "company.example", false],
])("%s is foreign to %s: %s", (host, domain, expected) => {
  expect(isForeignTo(host, domain)).toBe(expected);
});

import { expect, test } from "vitest";
import { parseAuthenticationResults, parseReceivedSpf } from "./authentication-results.ts";

test("results of each method, with whose they are and who looked", () => {
  const field =
    "mx.google.com; dkim=pass header.i=@sender.example header.s=s1; spf=softfail (google.com: domain of transitioning a@sender.example does not designate 192.0.2.9) smtp.mailfrom=a@sender.example; dmarc=fail (p=REJECT; sp=NONE) header.from=sender.example";
  expect(
    parseAuthenticationResults(field).map(({ method, result, of, by }) => `${by}: ${method} ${result} ${of}`),
  ).toEqual([
    "mx.google.com: dkim pass @sender.example",
    "mx.google.com: spf softfail a@sender.example",
    "mx.google.com: dmarc fail sender.example",
  ]);
});
test("Microsoft names nobody who looked; ARC counts its own", () => {
  expect(parseAuthenticationResults("spf=pass (sender IP is 192.0.2.9) smtp.helo=mx.example; dkim=none")).toMatchObject(
    [
      { method: "spf", result: "pass", of: "mx.example", by: null },
      { method: "dkim", result: "none", by: null },
    ],
  );
  expect(parseAuthenticationResults("i=1; mx.example.com; arc=none")).toMatchObject([
    { method: "arc", by: "mx.example.com" },
  ]);
});
test("no results are none", () => {
  expect(parseAuthenticationResults("mx.example.com; none")).toEqual([]);
  expect(parseAuthenticationResults("")).toEqual([]);
});
test("Received-SPF", () => {
  const field =
    "fail (mx.example.com: domain of a@sender.example does not designate) client-ip=192.0.2.9; envelope-from=<a@sender.example>;";
  expect(parseReceivedSpf(field)).toEqual({
    method: "spf",
    result: "fail",
    of: "a@sender.example",
    by: "mx.example.com",
  });
  expect(parseReceivedSpf("")).toBeUndefined();
});

import { expect, test } from "vitest";
import { isLogComplete, logOf, mxHosts, senderGot, sizeLimit } from "./known.ts";

test("what the asker says is read in the forms that people write", () => {
  expect(mxHosts({ mx: "MX1.example.com, mx2.example.com" })).toEqual(["mx1.example.com", "mx2.example.com"]);
  expect(logOf({})).toEqual([]);
  expect([{ "log-complete": "yes" }, { "log-complete": "no" }, {}].map(isLogComplete)).toEqual([
    true,
    false,
    undefined,
  ]);
  expect(senderGot({ "sender-got": "550 5.1.1 unknown" })).toBe("550 5.1.1 unknown");
  const limits = [
    { "size-limit": "25 MB" },
    { message_size_limit: "10240000" },
    { "size-limit": "1.5m" },
    { "size-limit": "x" },
  ];
  expect(limits.map(sizeLimit)).toEqual([26_214_400, 10_240_000, 1_572_864, undefined]);
});

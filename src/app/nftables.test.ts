import { expect, test } from "vitest";
import { nftScript } from "./nftables.ts";

test("blocks are elements of two sets, filled anew, and end when the blocks do", () => {
  const blocks = [
    { blocked: "192.0.2.7", until: 61_500 },
    { blocked: "192.0.2.0/24" },
    { blocked: "2001:db8::/64", until: 500 },
  ];
  expect(nftScript(blocks, 1000)).toBe(
    [
      "add table inet postino",
      "add set inet postino blocked4 { type ipv4_addr; flags interval, timeout; auto-merge; }",
      "flush set inet postino blocked4",
      "add element inet postino blocked4 { 192.0.2.7 timeout 61s }",
      "add element inet postino blocked4 { 192.0.2.0/24 }",
      "add set inet postino blocked6 { type ipv6_addr; flags interval, timeout; auto-merge; }",
      "flush set inet postino blocked6",
      "add element inet postino blocked6 { 2001:db8::/64 timeout 1s }",
    ].join("\n"),
  );
});

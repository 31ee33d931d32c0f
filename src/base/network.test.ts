import { expect, test } from "vitest";
import { UsageError } from "./error.ts";
import { bitsOf, customerNetwork, isWithin, neighbourhood, networkAround, parseNetwork } from "./network.ts";

test("a network has one written form, whatever was typed", () => {
  expect(parseNetwork("192.0.2.7")).toBe("192.0.2.7");
  expect(parseNetwork(" 192.0.2.7/32 ")).toBe("192.0.2.7");
  expect(parseNetwork("192.0.2.77/26")).toBe("192.0.2.64/26");
  expect(parseNetwork("[2001:DB8:0:1:0:0:0:7]/56")).toBe("2001:db8::/56");
  expect(parseNetwork("2001:db8:0:1ff::/57")).toBe("2001:db8:0:180::/57");
  expect(parseNetwork("0.0.0.0/0")).toBe("0.0.0.0/0");
  expect(parseNetwork("::ffff:192.0.2.7")).toBe("192.0.2.7");
});
test.each(["", "192.0.2", "192.0.2.7/33", "2001:db8::/129", "mail.example.org", "192.0.2.7/x"])(
  "%j is none, and who typed it is told so",
  (text) => {
    expect(() => parseNetwork(text)).toThrow(UsageError);
  },
);
test("what is within a network", () => {
  expect(isWithin("192.0.2.7", "192.0.2.0/24")).toBe(true);
  expect(isWithin("192.0.3.7", "192.0.2.0/24")).toBe(false);
  expect(isWithin("192.0.2.0/24", "192.0.2.0/25")).toBe(false);
  expect(isWithin("2001:db8:0:7::/64", "2001:db8::/56")).toBe(true);
  expect(isWithin("::1", "0.0.0.0/0")).toBe(false);
});
test("a customer has an IPv4 address or a /64", () => {
  expect([customerNetwork("192.0.2.7"), customerNetwork("2001:db8::7")]).toEqual(["192.0.2.7", "2001:db8::/64"]);
  expect([bitsOf("192.0.2.7"), bitsOf("2001:db8::/64"), networkAround("2001:db8::7", 128)]).toEqual([
    32,
    64,
    "2001:db8::7",
  ]);
});
test.each([
  ["192.0.2.7", "192.0.2.0/24"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:db8::7", "2001:db8::/64"],
  ["::1", "::/64"],
])("the neighbourhood of %s is %s", (ip, network) => {
  expect(neighbourhood(ip)).toBe(network);
});

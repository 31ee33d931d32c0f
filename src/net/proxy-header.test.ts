import { expect, test } from "vitest";
import { readProxyHeader } from "./proxy-header.ts";

const latin1 = (text: string) => Buffer.from(text, "latin1");
const two = (command: number, family: number, body: string) => {
  const length = body.length / 2;
  return Buffer.concat([
    latin1("\r\n\r\n\0\r\nQUIT\n"),
    Buffer.from([command, family, length >> 8, length & 255]),
    Buffer.from(body, "hex"),
  ]);
};

test("version 1 names peer and local address", () => {
  expect(readProxyHeader(latin1("PROXY TCP4 192.0.2.7 192.0.2.1 40112 25\r\nEHLO a"))).toEqual({
    peer: { ip: "192.0.2.7", port: 40112 },
    local: { ip: "192.0.2.1", port: 25 },
    bytes: 41,
  });
  expect(readProxyHeader(latin1("PROXY TCP6 2001:DB8::7 2001:db8::1 1 25\r\n"))).toMatchObject({
    peer: { ip: "2001:db8::7", port: 1 },
  });
  expect(readProxyHeader(latin1("PROXY UNKNOWN\r\n"))).toEqual({ bytes: 15 });
});

test("version 2 likewise, with whatever follows the addresses", () => {
  expect(readProxyHeader(two(0x21, 0x11, "c0000207c00002019cb00019aabbcc"))).toEqual({
    peer: { ip: "192.0.2.7", port: 40112 },
    local: { ip: "192.0.2.1", port: 25 },
    bytes: 31,
  });
  const six = "20010db8000000000000000000000007".concat("20010db8000000000000000000000001", "00010019");
  expect(readProxyHeader(two(0x21, 0x21, six))).toMatchObject({ peer: { ip: "2001:db8::7", port: 1 } });
  expect(readProxyHeader(two(0x20, 0x00, ""))).toEqual({ bytes: 16 });
});

test("each prefix of a header asks for more, and never for ever", () => {
  for (const whole of [
    latin1("PROXY TCP4 192.0.2.7 192.0.2.1 40112 25\r\n"),
    two(0x21, 0x11, "c0000207c00002019cb00019"),
  ])
    for (let length = 0; length < whole.length; length++)
      expect(readProxyHeader(whole.subarray(0, length)), String(length)).toBeUndefined();
  expect(readProxyHeader(latin1(`PROXY TCP4 ${"1".repeat(200)}`))).toBe("none");
  expect(readProxyHeader(two(0x21, 0x11, "").fill(255, 14, 16))).toBe("none");
});

test.each([
  "EHLO a\r\n",
  "PROXY TCP4 192.0.2.7 192.0.2.1 40112\r\n",
  "PROXY TCP4 192.0.2.777 192.0.2.1 1 2\r\n",
  "PROXY TCP4 192.0.2.7 192.0.2.1 70000 25\r\n",
  "PROXY TCP4 192.0.2.7 192.0.2.1 1 25\n",
  "PROXY TCP5 192.0.2.7 192.0.2.1 1 25\r\n",
])("%j is none", (text) => {
  expect(readProxyHeader(latin1(text))).toBe("none");
});

test("version 2 with too few bytes for its addresses, another version or command is none", () => {
  expect(readProxyHeader(two(0x21, 0x11, "c0000207"))).toBe("none");
  expect(readProxyHeader(two(0x11, 0x11, "c0000207c00002019cb00019"))).toBe("none");
  expect(readProxyHeader(two(0x22, 0x11, "c0000207c00002019cb00019"))).toBe("none");
});

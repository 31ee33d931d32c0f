/** The address in a header field, as logs have it. */
import { expect, test } from "vitest";
import { envelopeAddress, headerAddress, pastedAddress } from "./address.ts";

test.each([
  ["<ann@example.com>", "ann@example.com"],
  ["Ann Other <ann@example.com>", "ann@example.com"],
  ['"ann@home" <ann@example.com>', "ann@example.com"],
  ["ann@example.com (Ann Other)", "ann@example.com"],
  [" ann@example.com", "ann@example.com"],
  // Cut off.
  ["Ann Other of the Department of Long Names <ann@exam", undefined],
  ["undisclosed", undefined],
  ["", undefined],
])("of the field %j is %j", (field, address) => expect(headerAddress(field)).toBe(address));

test.each([
  ["Ann Other <ann@example.com>", "ann@example.com"],
  ['"Other, Ann" <ann@example.com>', "ann@example.com"],
  ["Ann Other (ann@example.com)", "ann@example.com"],
  ["mailto:ann@example.com", "ann@example.com"],
  ["ann@example.com; ", "ann@example.com"],
  ["<ann@example.com>", "ann@example.com"],
  ["@example.com", "@example.com"],
  ["<@relay.example:ann@example.com>", "ann@example.com"],
  ["ann@[IPv6:2001:db8::1]", "ann@[IPv6:2001:db8::1]"],
  ['"a b"@example.com', '"a b"@example.com'],
  ["www-data", "www-data"],
  ["<>", ""],
])("pasted as %j, it is %j", (text, address) => expect(pastedAddress(text)).toBe(address));

test.each([
  ["FROM:<a@b.example> SIZE=1", "a@b.example"],
  ["TO: <a@b.example>", "a@b.example"],
  ["FROM:a@b.example", "a@b.example"],
  ["FROM a@b.example", "a@b.example"],
  ["FROM:<>", ""],
  ['FROM:<"> <ceo@b.example> 1 \\" OK"@a.example> SIZE=1', '"> <ceo@b.example> 1 \\" OK"@a.example'],
  ['FROM:<"a@b.example> SIZE=1', '"a@b.example'],
  ["FROM:", undefined],
])("of MAIL or RCPT %j it is %j", (argument, address) => expect(envelopeAddress(argument)).toBe(address));

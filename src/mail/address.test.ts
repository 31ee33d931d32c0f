/** The address in a header field, as logs have it. */
import { expect, test } from "vitest";
import { headerAddress } from "./address.ts";

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

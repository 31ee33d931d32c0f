import { expect, test } from "vitest";
import { parseConfig } from "../config/load.ts";
import type { Config } from "../config/schema.ts";
import { exposureOf, isLoopback, refuseExposure } from "./exposure.ts";

function configOf(text: string): Config {
  const { config, faults } = parseConfig(text);
  if (!config) throw new Error(faults[0]?.text);
  return config;
}

test("without a domain of its own, an open listener is on loopback", () => {
  expect(exposureOf(configOf(""), () => false)).toBeUndefined();
  for (const address of ["0.0.0.0", "::", "192.0.2.1", "2001:db8::1"]) {
    const config = configOf(`listeners:\n  submission:\n    address: "${address}"\n`);
    expect(exposureOf(config, () => false)).toEqual({ path: "listeners.submission.address", address });
    expect(() => refuseExposure(config, () => false)).toThrow(
      /^listeners\.submission\.address: .*reachable.*add your own/,
    );
  }
});

test("with one, and where the listener is closed, any address will do", () => {
  const open = configOf("listeners:\n  mx:\n    address: 0.0.0.0\n");
  expect(() => refuseExposure(open, () => true)).not.toThrow();
  const closed = configOf("listeners:\n  mx:\n    address: 0.0.0.0\n    enabled: false\n");
  expect(() => refuseExposure(closed, () => false)).not.toThrow();
});

test("loopback is a whole network of IPv4 and one address of IPv6", () => {
  expect(["127.0.0.1", "127.9.9.9", "::1"].map(isLoopback)).toEqual([true, true, true]);
  expect(["128.0.0.1", "::", "1.127.0.0"].map(isLoopback)).toEqual([false, false, false]);
});

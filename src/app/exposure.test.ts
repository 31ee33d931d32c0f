import { expect, test } from "vitest";
import { parseConfig } from "../config/load.ts";
import type { Config } from "../config/schema.ts";
import { exposuresOf, isLoopback } from "./exposure.ts";

function configOf(text: string): Config {
  const { config, faults } = parseConfig(text);
  if (!config) throw new Error(faults[0]?.text);
  return config;
}

test("without a domain of its own, an open listener is on loopback", () => {
  expect(exposuresOf(configOf(""), () => false)).toEqual([]);
  for (const address of ["0.0.0.0", "::", "192.0.2.1", "2001:db8::1"]) {
    const config = configOf(`listeners:\n  submission:\n    address: "${address}"\n`);
    expect(exposuresOf(config, () => false)).toEqual([
      { path: "listeners.submission.address", text: expect.stringMatching(/reachable.*add your own/) },
    ]);
  }
});

test("with one, and where the listener is closed, any address will do", () => {
  const open = configOf("listeners:\n  mx:\n    address: 0.0.0.0\n");
  expect(exposuresOf(open, () => true)).toEqual([]);
  const closed = configOf("listeners:\n  mx:\n    address: 0.0.0.0\n    enabled: false\n");
  expect(exposuresOf(closed, () => false)).toEqual([]);
});

test("loopback is a whole network of IPv4 and one address of IPv6", () => {
  expect(["127.0.0.1", "127.9.9.9", "::1"].map(isLoopback)).toEqual([true, true, true]);
  expect(["128.0.0.1", "::", "1.127.0.0"].map(isLoopback)).toEqual([false, false, false]);
});

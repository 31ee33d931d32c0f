import fc from "fast-check";
import { expect, test } from "vitest";
import { defined } from "../../base/defined.ts";
import { Zone } from "../../base/zone.ts";
import type { EventOf } from "../../events/event.ts";
import { shapes } from "./shapes.ts";

const zone = new Zone("Europe/Rome");
const base = { at: 0, atPrecisionSeconds: 0.001, node: "1", service: "intrusion" } as const;
const blocked = fc.constantFrom("192.0.2.7", "192.0.2.0/24", "2001:db8::/64");
const word = fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 });
const number = fc.nat(1_000_000);

test("a block reads back as it was written, whatever its words; it tells its session itself", () => {
  const required = { blocked, rule: word, code: word, reason: fc.string() };
  const more = { count: number, limit: number, until: number, by: word, session: fc.constant("019B1C2D3E401007") };
  fc.assert(
    fc.property(
      fc.record({ ...required, ...more }, { requiredKeys: ["blocked", "rule", "code", "reason"] }),
      (said) => {
        const shape = shapes["block.added"];
        const line = shape.write({ kind: "block.added", ...base, ...said } as EventOf<"block.added">, 2000, zone);
        expect(defined(shape.read(String(line)) ?? {})).toEqual(said);
      },
    ),
  );
});

test("so does its end", () => {
  const end = { blocked, how: fc.constantFrom("expired" as const, "removed" as const), by: word };
  fc.assert(
    fc.property(fc.record(end, { requiredKeys: ["blocked", "how"] }), (said) => {
      const shape = shapes["block.ended"];
      const line = shape.write({ kind: "block.ended", ...base, ...said } as EventOf<"block.ended">, 2000, zone);
      expect(defined(shape.read(String(line)) ?? {})).toEqual(said);
    }),
  );
  expect(shapes["block.ended"].read("Block ended nobody expired")).toBeUndefined();
});

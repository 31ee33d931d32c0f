import fc from "fast-check";
import { expect, test } from "vitest";
import type { Fact, MailEvent, Source } from "../events/event.ts";
import type { Session } from "../sessions/session.ts";
import { idIn, readLean, writeLean } from "./lean.ts";

const place = fc.record({
  file: fc.constantFrom("a.log", "b.log"),
  line: fc.nat(),
  offset: fc.nat(),
  bytes: fc.nat(),
});
const source: fc.Arbitrary<Source> = fc
  .tuple(place, fc.option(fc.nat(), { nil: undefined }), fc.array(place, { maxLength: 2 }))
  .map(([first, at, also]) => ({ ...first, ...(at !== undefined && { at }), ...(also.length > 0 && { also }) }));
const event: fc.Arbitrary<MailEvent> = fc.record(
  {
    kind: fc.constant("smtp.command" as const),
    at: fc.nat(),
    atPrecisionSeconds: fc.constantFrom(0.001, 1),
    node: fc.constantFrom("1", "mx"),
    service: fc.constantFrom("smtp", "antispam"),
    verb: fc.string(),
    argument: fc.string({ unit: "binary" }),
    session: fc.constantFrom("00A1", "00B2"),
    peer: fc.constantFrom("192.0.2.1", "192.0.2.2"),
    source,
  },
  { requiredKeys: ["kind", "at", "atPrecisionSeconds", "node", "service", "verb", "argument"] },
);

test("a session comes back as it was, and its JSON is one line that begins with its id", () => {
  const peers = fc.constantFrom("192.0.2.1", undefined);
  fc.assert(
    fc.property(
      fc.array(event, { maxLength: 5 }),
      fc.array(event, { maxLength: 2 }),
      peers,
      (events, derived, peer) => {
        const facts = [...events.slice(1), ...derived] as unknown as readonly Fact[];
        const session: Session = {
          ...{ id: "00A1", service: "smtp", role: "server", node: "1", from: 1, to: 2, ended: "quit" },
          ...(peer && { peer }),
          ...{ transactions: [], facts, events },
        };
        const { json, transcript } = writeLean(session);
        expect(readLean(json, () => transcript)).toEqual(session);
        expect(`${json}${transcript}`.split('"kind"')).toHaveLength(1 + events.length + derived.length);
        expect(`${json}${transcript}`).not.toMatch(/[\n\t]/);
        expect(idIn(json)).toBe("00A1");
      },
    ),
  );
});

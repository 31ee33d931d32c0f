import { describe, expect, test } from "vitest";
import { Zone } from "../../base/zone.ts";
import type { MailEvent } from "../../events/event.ts";
import { type MessageStyle, syslogMessage } from "./message.ts";

const at = Date.parse("2026-11-04T09:05:07.012+01:00");
const base = { at, atPrecisionSeconds: 0.001, node: "1", service: "smtp" } as const;
const refused: MailEvent = {
  ...base,
  ...({ session: "019B1C2D3E401000", peer: "192.0.2.7", kind: "smtp.reply", code: 550, text: "no" } as const),
};
const style: MessageStyle = {
  format: "extended",
  facility: 2,
  hostname: "mx.example.test",
  processId: 77,
  zone: new Zone("Europe/Rome"),
};

describe("extended (RFC 5424)", () => {
  test("has structured data for session, peer and kind", () => {
    expect(syslogMessage(refused, ">>> 550 no", style)).toBe(
      '<149>1 2026-11-04T09:05:07.012+01:00 mx.example.test postino 77 smtp.reply [postino@32473 session="019B1C2D3E401000" peer="192.0.2.7" kind="smtp.reply" service="smtp" node="1"] >>> 550 no',
    );
  });
  test("without host name and session has neither, and text beyond ASCII says so", () => {
    const note: MailEvent = { ...base, kind: "system.noted", text: "größer" };
    const { hostname: _, ...nameless } = style;
    expect(syslogMessage(note, "größer", nameless)).toBe(
      '<149>1 2026-11-04T09:05:07.012+01:00 - postino 77 system.noted [postino@32473 kind="system.noted" service="smtp" node="1"] \ufeffgrößer',
    );
  });
  test("a value cannot end its quotation", () => {
    expect(syslogMessage({ ...refused, peer: 'a"]\\b' }, "x", style)).toContain(String.raw` peer="a\"\]\\b" `);
  });
});

test("legacy (RFC 3164) has the day with a space, and peer and session in the text", () => {
  const legacy = { ...style, format: "legacy" } as const;
  expect(syslogMessage(refused, ">>> 550 no", legacy)).toBe(
    "<149>Nov  4 09:05:07 mx.example.test postino[77]: 192.0.2.7 [019B1C2D3E401000] >>> 550 no",
  );
  const { hostname: _, ...nameless } = legacy;
  expect(syslogMessage({ ...base, kind: "service.started", title: "SMTP" }, "Service started: SMTP", nameless)).toBe(
    "<149>Nov  4 09:05:07 postino[77]: Service started: SMTP",
  );
});

test("severity goes by the event, facility by the setting", () => {
  const priority = (event: MailEvent, facility: number) =>
    /^<(\d+)>/.exec(syslogMessage(event, "", { ...style, facility }))?.[1];
  expect(priority({ ...base, kind: "service.crashed" }, 0)).toBe(String(16 * 8 + 3));
  expect(priority({ ...base, kind: "log.gap", from: 0, to: 1, lostLines: 2 }, 0)).toBe(String(16 * 8 + 4));
  expect(priority(refused, 7)).toBe(String(23 * 8 + 5));
  expect(priority({ ...base, kind: "session.closed", ended: "quit" }, 0)).toBe(String(16 * 8 + 6));
  expect(priority({ ...refused, code: 250 } as MailEvent, 0)).toBe(String(16 * 8 + 7));
});

/** Events as fast-check makes them up, hostile ones too; for tests. */
import fc from "fast-check";

const text = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.string({ unit: "grapheme", maxLength: 10 }),
  fc.constantFrom(
    "*** <a> <b> 1 2 00:00:00 OK",
    "Disconnected, local closed",
    "12 bytes",
    "<<< QUIT",
    'a="b" c',
    "\\x0D",
    "a\r",
  ),
  fc
    .array(fc.constantFrom("\r", "\0", "\u0085", "\u2028", "\u202e", "\udcff", "\ud800", "\\", " ", ">", ",", "=", '"'))
    .map((parts) => parts.join("")),
);
const word = text.filter((value) => value !== "");
const plainReply = text.filter((value) => !/^[245]\.\d/.test(value) && !value.includes("\n"));
const natural = fc.nat(1_000_000);
const maybe = <T extends object>(arbitraries: { [N in keyof T]: fc.Arbitrary<T[N]> }) =>
  fc.record(arbitraries, { requiredKeys: [] }) as fc.Arbitrary<Partial<T>>;
const of = <K extends string, T>(kind: K, rest: fc.Arbitrary<T>) => rest.map((fields) => ({ kind, ...fields }));

const findings = fc.oneof(
  of(
    "session.opened",
    fc
      .tuple(
        fc.constantFrom("server" as const, "client" as const),
        maybe({ peerPort: natural, peerHost: word, local: fc.record({ ip: fc.ipV6(), port: natural }) }),
      )
      .map(([role, rest]) => ({ role, ...rest })),
  ),
  of("smtp.command", fc.record({ verb: text.filter((verb) => !verb.includes(" ")), argument: text })),
  of(
    "smtp.reply",
    fc
      .record({
        code: fc.integer({ min: 200, max: 599 }),
        enhanced: fc.option(fc.constantFrom("2.0.0", "5.7.26"), { nil: undefined }),
        lines: fc.array(plainReply, { minLength: 1, maxLength: 4 }),
      })
      .map(({ code, enhanced, lines }) => ({ code, ...(enhanced && { enhanced }), text: lines.join("\n") })),
  ),
  of("data.ended", fc.record({ receivedBytes: natural, bytesPerSecond: natural }, { requiredKeys: ["receivedBytes"] })),
  of("session.timeout", maybe({ afterSeconds: natural, setting: word, waitingFor: word, receivedBytes: natural })),
  of(
    "transaction.ended",
    fc.record(
      {
        sender: text,
        recipients: fc.array(word, { maxLength: 25 }),
        count: natural,
        sizeBytes: natural,
        durationSeconds: natural,
        status: word,
        keys: fc.dictionary(
          word.filter((name) => name !== "__proto__"),
          text,
        ),
        id: word,
      },
      { requiredKeys: ["sender", "recipients", "count", "sizeBytes", "durationSeconds", "status", "keys"] },
    ),
  ),
  of(
    "decision",
    fc
      .tuple(
        fc.record({ by: word, verdict: word }),
        maybe({ cause: text, recipient: text, detail: text, transaction: natural, queueId: text, messageId: text }),
      )
      .map(([required, rest]) => ({ ...required, ...rest })),
  ),
  of("session.noted", fc.record({ text })),
  of(
    "session.closed",
    fc.record({
      ended: fc.constantFrom(
        "timeout",
        "peer-closed",
        "peer-reset",
        "local-closed",
        "refused",
        "blocked",
        "tls-failed",
        "shutdown",
        "error",
        "unknown",
      ),
    }),
  ),
);
const systemFindings = fc.oneof(
  of("service.started", fc.record({ title: text })),
  of("service.stopped", fc.record({ title: text })),
  of("system.noted", fc.record({ text })),
  of(
    "block.added",
    fc.record(
      {
        blocked: fc.constantFrom("192.0.2.7", "192.0.2.0/24", "2001:db8::/64", "bob@example.org", "bücher@example.org"),
        ...{ rule: word, code: word, reason: text, count: natural, limit: natural, until: natural, by: word },
        session: fc.constant("019B1C2D3E401007"),
      },
      { requiredKeys: ["blocked", "rule", "code", "reason"] },
    ),
  ),
  of(
    "block.ended",
    fc.record(
      {
        blocked: fc.constantFrom("192.0.2.7", "2001:db8::/64", "bob@example.org"),
        how: fc.constantFrom("expired", "removed"),
        by: word,
      },
      { requiredKeys: ["blocked", "how"] },
    ),
  ),
  of("service.crashed", maybe({ lastAt: natural, lastLine: text })),
  of("log.heartbeat", fc.constant({})),
  of("log.gap", fc.record({ from: natural, to: natural, lostLines: natural })),
  of(
    "log.opened",
    fc.record(
      {
        zone: fc.constant("Europe/Rome"),
        level: fc.constant("debug"),
        version: word,
        continues: word,
        because: fc.constantFrom("start", "day", "size", "offset", "clock", "level", "settings"),
        stepSeconds: fc.integer({ min: -86_400, max: 86_400 }),
      },
      { requiredKeys: ["zone", "level", "version"] },
    ),
  ),
);
/** What the events of a log have in common. */
export const base = { atPrecisionSeconds: 0.001, node: "1", service: "smtp" as const };
/** The day that they are of. */
export const dayStart = Date.UTC(2026, 10, 24, 0);
/** Any event that our log words, without its time. */
export const anyEvent = fc.oneof(
  fc
    .tuple(findings, fc.constantFrom("192.0.2.7", "2001:db8::7", "LOCAL"), fc.nat(3))
    .map(([finding, peer, n]) => ({ ...base, session: `019B1C2D3E40100${n}`, peer, ...finding })),
  systemFindings.map((finding) => ({ ...base, ...finding })),
);

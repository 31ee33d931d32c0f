/** Policyd-rate-limit: what kept it from counting. Whom it puts off, Postfix says. */
import { trouble, withChatter } from "../chatter.ts";
import { type SinglePattern, singleFormat } from "../single.ts";

/** No sample is real: they are written after the source of policyd-rate-limit 1.0.1, which speaks only if it is told to, or breaks down. */
export const policydRateLimitPatterns: readonly SinglePattern[] = withChatter(
  [
    trouble(
      /^(Database error: .{0,500}|Traceback \(most recent call last\):|[\w.]{1,80}(?:Error|Exception): .{0,500})/s,
      ["Database error: OperationalError('database is locked')", "Traceback (most recent call last):"],
    ),
  ],
  ["waiting for connections", "003/010 hit since 600s", "Connection closed"],
);

export const policydRateLimit = singleFormat({
  id: "policyd-rate-limit",
  title: "policyd-rate-limit",
  docs: "https://github.com/nitmir/policyd-rate-limit, and its source",
  programs: ["policyd-rate-limit"],
  service: "antispam",
  patterns: policydRateLimitPatterns,
});

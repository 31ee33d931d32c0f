/** Unbound, a resolver beside a mail server: that it could not look names up. */
import { trouble, withChatter } from "../chatter.ts";
import { type SinglePattern, singleFormat } from "../single.ts";

/** Real samples are of Unbound 1.17.1 of Debian 12. */
export const unboundPatterns: readonly SinglePattern[] = withChatter(
  [
    trouble(/^(?:\[\d{1,10}:[0-9a-f]{1,4}\] )?((?:fatal error|error|critical): .{1,500})/s, [
      // After its source and manual (`log-servfail`).
      "[114:0] error: SERVFAIL <other.example. MX IN>: exceeded the maximum nameserver nxdomains",
      "[114:0] fatal error: could not open ports",
    ]),
  ],
  [
    "[114:0] notice: init module 0: iterator",
    "[114:0] info: start of service (unbound 1.17.1).",
    "[114:0] info: server stats for thread 0: 104 queries, 104 answers from cache, 0 recursions, 0 prefetch, 0 rejected by ip ratelimiting",
  ],
);

export const unbound = singleFormat({
  id: "unbound",
  title: "Unbound",
  docs: "https://unbound.docs.nlnetlabs.nl/, and what Unbound 1.17.1 wrote",
  programs: ["unbound"],
  service: "system",
  patterns: unboundPatterns,
});

/** Spamc, by which milters and scripts ask SpamAssassin's spamd: that nobody answered it. */
import { trouble, withChatter } from "../chatter.ts";
import { type SinglePattern, singleFormat } from "../single.ts";

/** Real samples are of SpamAssassin 4.0.1 of Debian 12. */
export const spamcPatterns: readonly SinglePattern[] = withChatter(
  [
    trouble(/^(connection attempt to spamd aborted after .{0,200})/s, [
      "connection attempt to spamd aborted after 3 retries",
    ]),
  ],
  // Where a host has two addresses, one of them may be silent all the time.
  ["connect to spamd on ::1 failed, retrying (#1 of 3): Connection refused"],
);

export const spamc = singleFormat({
  id: "spamc",
  title: "spamc",
  docs: "https://spamassassin.apache.org/full/4.0.x/doc/spamc.html, and what spamc 4.0.1 wrote",
  programs: ["spamc"],
  service: "antispam",
  patterns: spamcPatterns,
});

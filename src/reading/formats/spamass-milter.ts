/** Spamass-milter, which asks SpamAssassin for a mail server: that it got no answer. What it refuses, the mail server says. */
import { trouble, withChatter } from "../chatter.ts";
import { type SinglePattern, singleFormat } from "../single.ts";

/** Real samples are of spamass-milter 0.4.0 of Debian 12. */
export const spamassMilterPatterns: readonly SinglePattern[] = withChatter(
  [
    trouble(/^((?:Could not extract score|Thrown error|execution error|fork error|popenv failed).{0,500})/s, [
      "Could not extract score from <>",
      // After its texts.
      "Thrown error: poll failed: Connection refused",
    ]),
  ],
  [
    "spamass-milter 0.4.0 starting",
    'Could not retrieve sendmail macro "b"!.  Please add it to confMILTER_MACROS_ENVRCPT for better spamassassin results',
  ],
);

export const spamassMilter = singleFormat({
  id: "spamass-milter",
  title: "spamass-milter",
  docs: "https://savannah.nongnu.org/projects/spamass-milt/, and what spamass-milter 0.4.0 wrote",
  programs: ["spamass-milter"],
  service: "antispam",
  patterns: spamassMilterPatterns,
});

/** The DKIM milter in Python: what it found of a message's signature, or that it signed it. */
import { trouble, withChatter } from "../chatter.ts";
import { type SinglePattern, singleFormat } from "../single.ts";

/** Real samples are of dkimpy-milter 1.2.3 of Debian 12; others are written after its source. */
export const dkimpyMilterPatterns: readonly SinglePattern[] = withChatter(
  [
    {
      name: "verdict",
      programs: ["*"],
      queued: false,
      samples: [
        // After its source.
        "4A78F20C0EC: rsa-sha256 DKIM signature verified (s=s1 d=sender.example)",
        "4A78F20C0EC: ed25519-sha256 DKIM signature added (s=s1 d=example.test)",
      ],
      line: /^(\w{5,20}): (\S{1,40} DKIM signature (verified|added) \(s=\S{1,200} d=\S{1,255}\))$/,
      events: ([, queueId = "", detail = "", what], { emit }) =>
        emit({ kind: "decision", by: "dkim", verdict: what === "added" ? "signed" : "pass", queueId, detail }),
    },
    trouble(
      /^(Could not make .{1,500}|(?:check|sign)_dkim: .{1,500}|ERROR.{1,500}|Traceback \(most recent call last\):|[\w.]{1,80}(?:Error|Exception): .{0,500})/s,
      [
        "Could not make HostDataset from InternalHosts: Unknown dataset item: 1",
        // After its source.
        "check_dkim: Internal program fault while verifying: list index out of range",
      ],
    ),
  ],
  [
    "dkimpy-milter starting:371 user:dkimpy-milter",
    // After its source: it does not say of which message.
    "DKIM: Fail (sender.example)",
  ],
);

export const dkimpyMilter = singleFormat({
  id: "dkimpy-milter",
  title: "dkimpy-milter",
  docs: "https://launchpad.net/dkimpy-milter, and what dkimpy-milter 1.2.3 wrote",
  programs: ["dkimpy-milter"],
  service: "antispam",
  patterns: dkimpyMilterPatterns,
});

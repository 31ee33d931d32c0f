/** OpenDMARC: whether a message is aligned with the domain of its From, by that domain's policy. */
import { type SinglePattern, singleFormat } from "../single.ts";

/** Real samples are of OpenDMARC 1.4.2 of Debian 12, without a name server; others are written after its strings. */
export const opendmarcPatterns: readonly SinglePattern[] = [
  {
    name: "verdict",
    programs: ["*"],
    queued: false,
    samples: [
      "81F224506C1: sender.example none",
      // After its strings: "%s: %s %s".
      "81F224506C1: sender.example pass",
      "81F224506C1: sender.example fail",
    ],
    line: /^(\w{5,20}): (\S{1,255}) (none|pass|fail|temperror|permerror)$/,
    events: ([, queueId = "", domain = "", verdict = ""], { emit }) =>
      emit({ kind: "decision", by: "dmarc", verdict, queueId, detail: domain }),
  },
  {
    name: "spf",
    programs: ["*"],
    queued: false,
    samples: [
      // After its strings: "%s: SPF(%s): %s %s".
      "81F224506C1: SPF(mailfrom): sender.example softfail",
    ],
    line: /^(\w{5,20}): SPF\((\w{1,20})\): (\S{0,400}) (\w{1,20})$/,
    events: ([, queueId = "", identity = "", domain = "", verdict = ""], { emit }) =>
      emit({ kind: "decision", by: "spf", verdict: verdict.toLowerCase(), queueId, detail: `${identity} ${domain}` }),
  },
  {
    name: "chatter",
    programs: ["*"],
    queued: false,
    samples: [
      "OpenDMARC Filter v1.4.2 starting (args: -f -c /etc/opendmarc.conf)",
      "additional trusted authentication services: mx.example.test",
    ],
    line: /^(?!\w{5,20}: (?:\S{1,255} (?:none|pass|fail|temperror|permerror)$|SPF\(\w{1,20}\): \S{0,400} \w{1,20}$))/,
  },
];

export const opendmarc = singleFormat({
  id: "opendmarc",
  title: "OpenDMARC",
  docs: "http://www.trusteddomain.org/opendmarc/, and what OpenDMARC 1.4.2 wrote",
  programs: ["opendmarc"],
  service: "antispam",
  patterns: opendmarcPatterns,
});

/** Policyd-weight: what a client, its greeting and its sender scored, and what Postfix was told to do with them. */
import { defined } from "../../base/defined.ts";
import { normaliseIp } from "../../base/ip.ts";
import { trouble } from "../chatter.ts";
import { verdictOf } from "../policy-action.ts";
import { type SinglePattern, singleFormat } from "../single.ts";

/** Real samples are of policyd-weight 0.1.15 beta-2 of Debian 12. */
export const policydWeightPatterns: readonly SinglePattern[] = [
  {
    name: "decided",
    programs: ["*"],
    queued: false,
    samples: [
      "decided action=PREPEND X-policyd-weight:  NOT_IN_SPAMCOP=-1.5 CL_IP_EQ_HELO_IP=-2 (check from: .sender.example. - helo: .out.sender.example. - helo-domain: .example.)  FROM/MX_MATCHES_HELO(DOMAIN)=-2; rate: -4.9; <client=out.sender.example[198.51.100.11]> <helo=out.sender.example> <from=ann@sender.example> <to=bob@example.test>; delay: 0s",
      "decided action=550 Mail appeared to be SPAM or forged. Ask your Mail/DNS-Administrator to correct HELO and DNS MX settings or to get removed from DNSBLs; MTA helo: localhost.localdomain, MTA hostname: unknown[203.0.113.20] (helo/hostname mismatch); <client=unknown[203.0.113.20]> <helo=localhost.localdomain> <from=eve@other.example> <to=bob@example.test>; delay: 0s",
      // After its source.
      "decided action=DUNNO NULL (<>) Sender; <instance=c5a.1> <client=mail.other.example[192.0.2.7]> <helo=mail.other.example> <from=> <to=bob@example.test>; delay: 1s",
    ],
    line: /^decided action=(.{1,2000}); (?:<instance=[^<>]{0,100}> )?<client=[^<>[\]]{0,300}\[([^<>[\]]{1,60})\]> <helo=[^<>]{0,500}> <from=([^<>]{0,500})> <to=([^<>]{0,500})>; delay: \d{1,8}s$/s,
    events: ([, action = "", address = "", sender, recipient], { emit }) => {
      const said = { by: "policyd-weight", verdict: verdictOf(action), sender, detail: action.slice(0, 500) };
      emit(defined({ kind: "decision", ...said, recipient: recipient || undefined, peer: normaliseIp(address) }));
    },
  },
  {
    name: "weighted",
    programs: ["*"],
    queued: false,
    samples: [
      "weighted check:  NOT_IN_SPAMCOP=-1.5 BOGUS_MX=2.1 CL_IP_NE_HELO=1.5 (check from: .other.example. - helo: .localhost.localdomain. - helo-domain: .localdomain.)  FROM_NOT_FAILED_HELO(DOMAIN)=3 RESOLVED_IP_IS_NOT_HELO=1.5; <client=unknown[203.0.113.20]> <helo=localhost.localdomain> <from=eve@other.example> <to=bob@example.test>; rate: 5.1",
    ],
    // What it decides of that is said next.
    line: /^weighted check: {1,4}(.{0,2000}); (?:<instance=[^<>]{0,100}> )?<client=[^<>[\]]{0,300}\[([^<>[\]]{1,60})\]> <helo=[^<>]{0,500}> <from=([^<>]{0,500})> <to=([^<>]{0,500})>; rate: (-?[\d.]{1,12})$/s,
    events: ([, parts = "", address = "", sender, recipient, rate = ""], { emit }) => {
      const said = { by: "policyd-weight", verdict: "weighted", sender, detail: `${rate}: ${parts.slice(0, 500)}` };
      emit(defined({ kind: "decision", ...said, recipient: recipient || undefined, peer: normaliseIp(address) }));
    },
  },
  trouble(
    /^((?:err: |warning: |conf-err: |fatal_exit: |master: MAX_PROC|master: Could not|cache-init: error|cache: couldn't|cache_query: timeout|could not open).{0,500})/s,
    [
      // After its source.
      "err: init: Can't open /etc/policyd-weight.conf",
      "master: MAX_PROC (50) reached",
      "cache_query: timeout",
    ],
  ),
  {
    name: "chatter",
    programs: ["*"],
    queued: false,
    samples: ["cache spawned", "child: spawned", "Daemon terminated.", "cache_query: start: calling spawn_cache()"],
    line: /^(?!decided action=|weighted check: |err: |warning: |conf-err: |fatal_exit: |master: MAX_PROC|master: Could not|cache-init: error|cache: couldn't|cache_query: timeout|could not open)/,
  },
];

export const policydWeight = singleFormat({
  id: "policyd-weight",
  title: "policyd-weight",
  docs: "http://www.policyd-weight.org/, and what policyd-weight 0.1.15 wrote",
  programs: ["postfix*/policyd-weight", "policyd-weight"],
  service: "antispam",
  patterns: policydWeightPatterns,
});

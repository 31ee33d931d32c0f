/** Postfwd, the firewall of rules beside Postfix: which rule a request met, and what Postfix was told to do. */
import { defined } from "../../base/defined.ts";
import { normaliseIp } from "../../base/ip.ts";
import { verdictOf } from "../policy-action.ts";
import { type SinglePattern, singleFormat } from "../single.ts";

/** Real samples are of postfwd2 1.35 of Debian 12. */
export const postfwdPatterns: readonly SinglePattern[] = [
  {
    name: "rule",
    programs: ["*"],
    queued: false,
    samples: [
      "[RULES] rule=1, id=HELO01, client=out.sender.example[198.51.100.10], sender=<ann@sender.example>, recipient=<bob@example.test>, helo=<ylmf-pc>, proto=ESMTP, state=RCPT, delay=0.00s, hits=HELO01, action=REJECT Botnet HELO, please fix your system",
      "[RULES] rule=4, id=RATE01, client=out.other.example[198.51.100.19], sender=<eve@other.example>, recipient=<bob@example.test>, helo=<out.other.example>, proto=ESMTP, state=RCPT, rate=rate/4/0.00s, delay=0.00s, hits=RATE01, action=451 4.7.1 only 3 messages per ten minutes for eve@other.example",
      "[RULES] rule=5, id=ZZZ999, client=unknown[203.0.113.20], sender=<info@other.example>, recipient=<bob@example.test>, helo=<other>, proto=ESMTP, state=RCPT, delay=0.00s, hits=ZZZ999, action=DUNNO",
      // After its source.
      "[CACHE] rule=2, id=BIG, queue=4A78F20C0EC, client=phone.example[192.0.2.7], user=bob@example.test, sender=<>, helo=<phone>, proto=ESMTP, state=END-OF-MESSAGE, delay=0s, hits=BIG, action=552 too large",
    ],
    line: /^\[(?:RULES|CACHE)\] rule=\d{1,6}, id=([^,]{1,200}), (?:queue=(\w{1,40}), )?client=[^[\]]{0,300}\[([^[\]]{1,60})\], (?:user=[^,]{1,300}, )?sender=<([^<>]{0,500})>, (?:recipient=<([^<>]{1,500})>, )?helo=<[^<>]{0,500}>, (?:[^,]{1,500}, ){1,12}?action=(.{0,1000})$/s,
    events: ([, rule = "", queueId, address = "", sender, recipient, action = ""], { emit }) => {
      const said = { by: "postfwd", verdict: verdictOf(action), sender, recipient, detail: `rule ${rule}: ${action}` };
      emit(defined({ kind: "decision", ...said, queueId, peer: normaliseIp(address) }));
    },
  },
  {
    name: "trouble",
    programs: ["*"],
    queued: false,
    samples: [
      // After its source.
      "critical: no rules found - i feel useless (have you set -f or -r?)",
      "[DNSBL] dns timeout",
      "error: file /etc/postfix/postfwd.cf not found - file will be ignored",
    ],
    line: /^((?:critical: |error: |ERROR: |FATAL: |timeout after |\[DNSBL\] dns timeout).{0,500})/s,
    events: ([, text = ""], { emit }) => emit({ kind: "program.warned", program: "postfwd", text }),
  },
  {
    name: "chatter",
    programs: ["*"],
    queued: false,
    samples: [
      "postfwd2 1.35 starting",
      "ready for input",
      "[STATS]   47 matches for id:  ZZZ999",
      "2026/11/27-19:34:08 Server closing!",
      "Binding to TCP port 10040 on host 127.0.0.1 with IPv4",
    ],
    line: /^(?!\[(?:RULES|CACHE)\] rule=\d{1,6}, id=[^,]{1,200}, (?:queue=\w{1,40}, )?client=.{0,3000}, action=|critical: |error: |ERROR: |FATAL: |timeout after |\[DNSBL\] dns timeout)/s,
  },
];

export const postfwd = singleFormat({
  id: "postfwd",
  title: "postfwd",
  docs: "https://postfwd.org/, and what postfwd2 1.35 wrote",
  programs: ["postfwd*", "postfwd*/*"],
  service: "antispam",
  patterns: postfwdPatterns,
});

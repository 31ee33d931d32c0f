/** The SPF policy server for Postfix in Perl: what SPF said of a sender. */
import { defined } from "../../base/defined.ts";
import { normaliseIp } from "../../base/ip.ts";
import { trouble } from "../chatter.ts";
import { type SinglePattern, singleFormat } from "../single.ts";

/** Real samples are of postfix-policyd-spf-perl 2.011 of Debian 12. */
export const policydSpfPerlPatterns: readonly SinglePattern[] = [
  {
    name: "received-spf",
    programs: ["*"],
    queued: false,
    samples: [
      "Policy action=PREPEND Received-SPF: pass (sender.example: 198.51.100.10 is authorized to use 'ann@sender.example' in 'mfrom' identity (mechanism 'ip4:198.51.100.10' matched)) receiver=mx.example.test; identity=mailfrom; envelope-from=\"ann@sender.example\"; helo=out.sender.example; client-ip=198.51.100.10",
      "Policy action=PREPEND Received-SPF: permerror (other.example: Unknown mechanism type 'ip99' in 'v=spf1' record) receiver=mx.example.test; identity=mailfrom; envelope-from=\"info@other.example\"; helo=out.other.example; client-ip=198.51.100.21",
    ],
    line: /^Policy action=PREPEND Received-SPF: (\w{1,20}) (\(.{0,3000})$/s,
    events: ([, verdict = "", rest = ""], { emit }) => {
      const peer = normaliseIp(/; client-ip=([^;\s]{1,60})$/.exec(rest)?.[1] ?? "");
      const said = { by: "spf", verdict: verdict.toLowerCase(), detail: rest.slice(0, 500) };
      emit(defined({ kind: "decision", ...said, peer }));
    },
  },
  {
    name: "refused",
    programs: ["*"],
    queued: false,
    samples: [
      "Policy action=550 Please see http://www.openspf.org/Why?s=mfrom;id=boss%40other.example;ip=198.51.100.14;r=mx.example.test",
      // After its source: words of the sender's own domain, and a name server that did not answer.
      "Policy action=550 other.example: mail from here is forged",
      "Policy action=DEFER_IF_PERMIT SPF-Result=other.example: 'SERVFAIL' error on DNS 'TXT' lookup of 'other.example'",
    ],
    line: /^Policy action=(550|DEFER_IF_PERMIT) (?:SPF-Result=)?(.{0,1000})$/s,
    events: ([, code, detail = ""], { emit }) => {
      const peer = normaliseIp(/;ip=([^;\s]{1,60});/.exec(detail)?.[1] ?? "");
      const verdict = code === "550" ? "fail" : "temperror";
      emit(defined({ kind: "decision", by: "spf", verdict, detail: detail.slice(0, 500), peer }));
    },
  },
  {
    name: "checked",
    programs: ["*"],
    queued: false,
    samples: [
      // After its source: so it speaks if it is told to say more.
      "SPF softfail (Mechanism '~all' matched): Envelope-from: ann@sender.example, IP Address: 192.0.2.7, Recipient: bob@example.test",
    ],
    line: /^SPF (\w{1,20})(?: (\(.{0,500}\)))?: Envelope-from: ([^,\s]{1,400}), IP Address: ([^,\s]{1,60}), Recipient: (\S{1,400})$/,
    events: ([, result = "", detail, sender, address = "", recipient], { emit }) => {
      const said = { by: "spf", verdict: result.toLowerCase(), sender, recipient, detail };
      emit(defined({ kind: "decision", ...said, peer: normaliseIp(address) }));
    },
  },
  trouble(/^(fatal_exit: .{0,500})/s, [
    // After its source.
    "fatal_exit: EXIT",
  ]),
  {
    name: "chatter",
    programs: ["*"],
    queued: false,
    samples: [
      // After its source.
      "Policy action=DUNNO",
      "Policy action=PREPEND Authentication-Results: mx.example.test; none (SPF not checked for localhost)",
      "handler sender_policy_framework: is decisive.",
    ],
    line: /^(?!Policy action=(?:PREPEND Received-SPF|550|DEFER_IF_PERMIT)|fatal_exit: |SPF .{0,600}: Envelope-from: [^,\s]{1,400}, IP Address)/,
  },
];

export const policydSpfPerl = singleFormat({
  id: "policyd-spf-perl",
  title: "postfix-policyd-spf-perl",
  docs: "https://launchpad.net/postfix-policyd-spf-perl, and what postfix-policyd-spf-perl 2.011 wrote",
  programs: ["postfix*/policy-spf", "policy-spf"],
  service: "antispam",
  patterns: policydSpfPerlPatterns,
});

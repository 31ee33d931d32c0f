/** The SPF milter in Python: what SPF said of a sender, and that it broke down over a message. */
import { defined } from "../../base/defined.ts";
import { normaliseIp } from "../../base/ip.ts";
import { trouble, withChatter } from "../chatter.ts";
import { type SinglePattern, singleFormat } from "../single.ts";

/** Real samples are of pyspf-milter 3.0.4 of Debian 12. */
export const pyspfMilterPatterns: readonly SinglePattern[] = withChatter(
  [
    {
      name: "result",
      programs: ["*"],
      queued: false,
      samples: [
        "prepend Authentication-Results: mx.example.test; spf=pass (sender SPF authorized) smtp.mailfrom=sender.example (client-ip=198.51.100.18; helo=out.sender.example; envelope-from=ann@sender.example; receiver=<UNKNOWN>)",
      ],
      line: /^prepend Authentication-Results: [^;\s]{1,300}; spf=(\w{1,20}) (.{0,2000}\(client-ip=([^;\s]{1,60});.{0,2000})$/s,
      events: ([, verdict = "", detail = "", address = ""], { emit }) => {
        const said = { by: "spf", verdict: verdict.toLowerCase(), detail: detail.slice(0, 500) };
        emit(defined({ kind: "decision", ...said, peer: normaliseIp(address) }));
      },
    },
    // Postfix then says "451 … try again later": a traceback is of many lines, its last has the reason.
    trouble(/^(Traceback \(most recent call last\):|[\w.]{1,80}(?:Error|Exception): .{0,500})/s, [
      "Traceback (most recent call last):",
      "ValueError: not enough values to unpack (expected 2, got 1)",
    ]),
  ],
  [
    "pyspf-milter started:364 user:pyspf-milter",
    "connect from out.sender.example at ('198.51.100.18', 43119) EXTERNAL",
    '  File "/usr/lib/python3/dist-packages/spf_engine/milter_spf.py", line 143, in eom',
  ],
);

export const pyspfMilter = singleFormat({
  id: "pyspf-milter",
  title: "pyspf-milter",
  docs: "https://launchpad.net/spf-engine, and what pyspf-milter 3.0.4 wrote",
  programs: ["pyspf-milter"],
  service: "antispam",
  patterns: pyspfMilterPatterns,
});

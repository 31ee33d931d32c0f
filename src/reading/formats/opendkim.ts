/** OpenDKIM: what it found of a message's signature, or that it signed it. */
import { type SinglePattern, singleFormat } from "../single.ts";

/** Verdicts by their words, in the terms of RFC 8601 §2.7.1; `signed` is a message of our own. */
const verdicts: readonly (readonly [said: RegExp, verdict: string])[] = [
  [/^DKIM-Signature field added/, "signed"],
  [/^DKIM verification successful/, "pass"],
  [/^no signature data/, "none"],
  [/^key retrieval failed/, "permerror"],
  [/^syntax error/, "permerror"],
];

/** Real samples are of OpenDKIM 2.11 of Debian 12, without a name server; others are written after its strings. */
export const opendkimPatterns: readonly SinglePattern[] = [
  {
    name: "verdict",
    programs: ["*"],
    queued: false,
    samples: [
      "5CBB7450571: DKIM-Signature field added (s=s1, d=example.test)",
      "81F224506C1: no signature data",
      "97EAA4506C1: key retrieval failed (s=s1, d=sender.example)",
      // After its strings.
      "97EAA4506C1: bad signature data",
      "97EAA4506C1: DKIM verification successful",
      "97EAA4506C1: s=s1 d=sender.example a=rsa-sha256 SSL error:04091068:rsa routines:int_rsa_verify:bad signature",
    ],
    line: /^(\w{5,20}): ((?:DKIM-Signature field added|DKIM verification successful|no signature data|bad signature data|key retrieval failed|syntax error|s=\S{1,200} d=\S{1,255} a=\S{1,40} SSL).{0,500})/s,
    events: ([, queueId = "", detail = ""], { emit }) => {
      const verdict = verdicts.find(([said]) => said.test(detail))?.[1] ?? "fail";
      emit({ kind: "decision", by: "dkim", verdict, queueId, detail });
    },
  },
  {
    name: "chatter",
    programs: ["*"],
    queued: false,
    samples: [
      "81F224506C1: [127.0.0.6] [127.0.0.6] not internal",
      "81F224506C1: no signing domain match for 'sender.example'",
      "81F224506C1: not authenticated",
    ],
    line: /^(?!\w{5,20}: (?:DKIM-Signature field added|DKIM verification successful|no signature data|bad signature data|key retrieval failed|syntax error|s=\S{1,200} d=\S{1,255} a=\S{1,40} SSL))/,
  },
];

export const opendkim = singleFormat({
  id: "opendkim",
  title: "OpenDKIM",
  docs: "http://www.opendkim.org/opendkim.conf.5.html, and what OpenDKIM 2.11 wrote",
  programs: ["opendkim"],
  service: "antispam",
  patterns: opendkimPatterns,
});

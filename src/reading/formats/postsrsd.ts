/** PostSRSd, which rewrites the senders of forwarded mail: a bounce that it could not lead back. Whose address a rewritten one is stands in it. */
import { type SinglePattern, singleFormat } from "../single.ts";

/** Real samples are of PostSRSd 1.10 of Debian 12. */
export const postsrsdPatterns: readonly SinglePattern[] = [
  {
    name: "not-reversed",
    programs: ["*"],
    queued: false,
    samples: [
      // After its texts, and those of libsrs2.
      "srs_reverse: <SRS0=gT40=JQ=sender.example=ann@example.test> not rewritten: Hash invalid in SRS address.",
      "srs_reverse: <SRS0=pT40=JA=sender.example=ann@example.test> not rewritten: Time stamp out of date.",
    ],
    line: /^(srs_reverse: <SRS\S{1,500}> not rewritten: .{1,200})$/i,
    events: ([, text = ""], { program, emit }) => emit({ kind: "program.warned", program, text }),
  },
  {
    name: "chatter",
    programs: ["*"],
    queued: false,
    samples: [
      "srs_forward: <ann@sender.example> rewritten as <SRS0=p7Gq=JQ=sender.example=ann@example.test>",
      "srs_forward: <SRS0=p7Gq=JQ=sender.example=ann@example.test> not rewritten: Valid SRS address for <ann@sender.example>",
      'srs_forward: <""> not rewritten: No at sign in sender address',
      "srs_reverse: <SRS0=pT40=JQ=sender.example=ann@example.test> rewritten as <ann@sender.example>",
      // After its texts.
      "srs_reverse: <bob@example.test> not rewritten: Not an SRS address.",
    ],
    line: /^(?!srs_reverse: <SRS\S{1,500}> not rewritten: )/i,
  },
];

export const postsrsd = singleFormat({
  id: "postsrsd",
  title: "PostSRSd",
  docs: "https://github.com/roehling/postsrsd, and what PostSRSd 1.10 wrote",
  programs: ["postsrsd"],
  service: "antispam",
  patterns: postsrsdPatterns,
});

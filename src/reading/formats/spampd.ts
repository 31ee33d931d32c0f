/** Spampd, SpamAssassin as a proxy between two queues: the score of a message. */
import { defined } from "../../base/defined.ts";
import { trouble } from "../chatter.ts";
import { type SinglePattern, singleFormat } from "../single.ts";

/** `<bob@example.test> ORCPT=rfc822;bob@example.test <carol@example.test>`, as they stood behind RCPT TO. */
const recipientsIn = (text: string): readonly string[] =>
  [...text.matchAll(/(?:^| )<([^<>\s]{1,400})>/g)].flatMap(([, address]) => address ?? []).slice(0, 100);

/** Real samples are of spampd 2.53 of Debian 12. */
export const spampdPatterns: readonly SinglePattern[] = [
  {
    name: "result",
    programs: ["*"],
    queued: false,
    samples: [
      "clean message <5062.1795765004@sender.example> (1.30/5.00) from <ann@sender.example> for <bob@example.test> ORCPT=rfc822;bob@example.test in 0.05s, 772 bytes.",
      "identified spam <5728.1795812415@other.example> (1002.30/5.00) from <eve@other.example> for <bob@example.test> ORCPT=rfc822;bob@example.test in 0.03s, 793 bytes.",
      // After its source.
      "clean message (unknown) (-0.00/5.00) from <> for <bob@example.test> <carol@example.test> in 0.13s, 342 bytes.",
    ],
    line: /^(clean message|identified spam) (<[^<>\s]{1,500}>|\(unknown\)) \((-?\d{1,6}\.\d\d)\/-?\d{1,6}\.\d\d\) from (?:<([^<>\s]{0,400})>|\(unknown\)) for (.{1,10000}) in \d{1,6}\.\d\ds, \d{1,12} bytes\.$/s,
    events: ([, verdict, id, score = "", sender = "", to = ""], { emit }) => {
      const messageId = id === "(unknown)" ? undefined : id;
      const recipients = recipientsIn(to);
      // It marks what it found, and hands it on; what is done about it others decide.
      const action = verdict === "clean message" ? "NONE" : "TAG";
      const word = { score: Number(score), parts: {}, letters: {}, action };
      if (messageId === undefined) return;
      for (const recipient of recipients)
        emit(defined({ kind: "message.scored", messageId, sender, recipient, count: recipients.length, ...word }));
    },
  },
  trouble(/^(WARNING!! .{1,500})/s, [
    // After its source.
    "WARNING!! SpamAssassin error on message <5062.1795765004@sender.example>: Timed out!",
    "WARNING!! Error in process_request eval block: Child server process timed out!",
  ]),
  {
    name: "chatter",
    programs: ["*"],
    queued: false,
    samples: [
      "processing message <5062.1795765004@sender.example> for <bob@example.test> ORCPT=rfc822;bob@example.test",
      "Process Backgrounded",
      "2026/11/27-15:00:44 Server closing!",
      // After its source.
      "skipped large message (2048KB)",
      "rules hit for <5062.1795765004@sender.example>: GTUBE,NO_RECEIVED",
    ],
    line: /^(?!clean message |identified spam |WARNING!! )/,
  },
];

export const spampd = singleFormat({
  id: "spampd",
  title: "spampd",
  docs: "https://github.com/mpaperno/spampd, and what spampd 2.53 wrote",
  programs: ["spampd"],
  service: "antispam",
  patterns: spampdPatterns,
});

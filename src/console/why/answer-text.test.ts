import { expect, test } from "vitest";
import type { Answer, Searched } from "../documents.ts";
import { language } from "../text/t.ts";
import { answerText } from "./answer-text.ts";

const answer: Answer = {
  ...{ recipient: "bob@example.test", askedAs: "bob@example.test", children: [], outcome: "refused", final: true },
  ...{
    next: null,
    stage: "rcpt",
    cause: "rcpt.user-unknown",
    title: "Mailbox does not exist",
    party: "sender",
    us: false,
  },
  ...{ confidence: 0.97, sentence: "It was refused \u202Efor good.", where: null, match: { score: 1, by: [] } },
  ...{ reply: null, replyDetails: null, decidedBy: null, attempts: [], sideways: [], alternatives: [], missing: [] },
  ...{ beside: [], wanted: [] },
  message: {
    ...{ messageId: null, sender: null, headerFrom: null, subject: null, sizeBytes: null, transid: null },
    ...{ queueIds: [], sessions: [] },
  },
  remedy: ["Check the spelling", "Ask the recipient"],
  steps: [
    { text: "Check the spelling", who: "anybody" },
    { text: "Ask the recipient", who: "anybody" },
  ],
  timeline: [{ at: "2026-11-24T10:00:00.000Z", text: "refused", evidence: [0] }],
  unreadLines: [],
  evidence: [
    { file: "s.log", line: 7, offset: 0, node: "1", role: "server", at: null, text: ">>> 550 5.1.1 unknown\x1b[2J" },
  ],
};
const searched: Searched = { files: [], from: null, to: null, lines: 1234, unread: 0, gaps: [] };
const told = { searched, side: "receiver", role: "admin" } as const;

test("tells all in plain lines, with nothing in them that hides", () => {
  language.value = "en";
  expect(answerText(answer, { ...told, zone: "Europe/Rome" })).toBe(`bob@example.test: Refused
It was refused \\u{202E}for good.

Cause: Mailbox does not exist (rcpt.user-unknown); practically certain, 97%
Must act: the sender

What to do:
1. Check the spelling
2. Ask the recipient

The way of the message (Europe/Rome):
24 Nov 2026, 11:00:00  refused

The lines that prove it:
s.log:7
  >>> 550 5.1.1 unknown\\x1B[2J

Searched 1,234 lines`);
});

test("leaves out what there is not, and speaks the reader's language", () => {
  language.value = "it";
  const text = answerText({ ...answer, us: true, steps: [], timeline: [], evidence: [] }, told);
  expect(text).toContain("Deve intervenire: il mittente (cioè tu)");
  expect(text).not.toContain("Che cosa fare");
  language.value = "en";
});

/** MailScanner: it takes what Postfix holds for it, and puts it back under another id, or does with spam as it is told. */
import { type SinglePattern, singleFormat } from "../single.ts";

/** Behind the queue id stands a number of MailScanner's own. */
const id = String.raw`(\w{5,20})(?:\.\w{1,12})?`;

/** Samples are written after the source (PFDiskStore.pm, Message.pm of 5.x) and after logs in public. */
export const mailscannerPatterns: readonly SinglePattern[] = [
  {
    name: "requeued",
    programs: ["*"],
    queued: false,
    samples: ["Requeue: DB0D9100065.AF084 to 9307C1002EE"],
    line: new RegExp(`^Requeue: ${id} to (\\w{5,20})$`),
    events: ([, from = "", to = ""], { emit }) =>
      emit({ kind: "message.linked", from, to, why: "requeued", queueId: from }),
  },
  {
    name: "spam-actions",
    programs: ["*"],
    queued: false,
    samples: [
      "Spam Actions: message DB0D9100065.AF084 actions are store",
      "Spam Actions: message DB0D9100065.AF084 actions are deliver,header",
    ],
    line: new RegExp(`^Spam Actions: message ${id} actions are ([\\w,-]{1,200})$`),
    events: ([, queueId = "", verdict = ""], { emit }) =>
      emit({ kind: "decision", by: "mailscanner", verdict, queueId }),
  },
  {
    name: "chatter",
    programs: ["*"],
    queued: false,
    samples: ["New Batch: Scanning 1 messages, 42848 bytes", "Uninfected: Delivered 1 messages"],
    line: /^(?!Requeue: |Spam Actions: )/,
  },
];

export const mailscanner = singleFormat({
  id: "mailscanner",
  title: "MailScanner",
  docs: "https://www.mailscanner.info/, and its source",
  programs: ["MailScanner"],
  service: "antispam",
  patterns: mailscannerPatterns,
});

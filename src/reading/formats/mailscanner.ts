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
    name: "virus",
    programs: ["*"],
    queued: false,
    // What is taken for a virus by the name of a spam list is told in the second way.
    samples: [
      "Clamd::INFECTED::Eicar-Test-Signature :: ./DB0D9100065.AF084/",
      "ClamAVModule::INFECTED:: Eicar-Test-Signature :: ./DB0D9100065.AF084/eicar.zip",
      "Found spam based virus Sanesecurity.Junk.56772.UNOFFICIAL in DB0D9100065.AF084",
    ],
    line: new RegExp(
      `^(?:Clam\\w{1,20}::INFECTED:: ?(\\S{1,200}) :: \\./${id}/.{0,300}|Found spam based virus (\\S{1,200}) in ${id})$`,
      "s",
    ),
    events: ([, scanned, file, listed, message], { emit }) => {
      const found = { parts: {}, letters: { INFECTED: scanned ?? listed ?? "" }, action: "QUARANTINE" };
      emit({
        kind: "message.scored",
        sender: "",
        recipient: "",
        count: 0,
        score: 0,
        ...found,
        queueId: file ?? message ?? "",
      });
    },
  },
  {
    name: "chatter",
    programs: ["*"],
    queued: false,
    samples: ["New Batch: Scanning 1 messages, 42848 bytes", "Uninfected: Delivered 1 messages"],
    line: /^(?!Requeue: |Spam Actions: |Clam\w{1,20}::INFECTED::|Found spam based virus )/,
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

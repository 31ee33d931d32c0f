/** Mail from one company to the other, asked about with the logs of both servers. */
import { sendAnd } from "./client.ts";
import type { ReceivingSite } from "./receiving-site.ts";
import { type Label, label, type Scenario } from "./scenario.ts";
import type { SendingSite } from "./sending-site.ts";

export interface BothSites {
  readonly receiving: ReceivingSite;
  readonly sending: SendingSite;
  /** Those of the receiving side; the other is named in the question. */
  readonly logs: readonly string[];
}

/** One letter from rob@acme.example, of which the sending log says `logged` behind its queue id. */
const letter = (
  [id, story]: readonly [id: string, story: string],
  to: string,
  right: Label,
  decisive: string,
  logged: string,
): Scenario<BothSites> => ({
  id,
  story,
  question: `--to ${to} --from rob@acme.example --about {at} --sender-log {senderlog}`,
  label: right,
  decisive,
  act: async ({ sending }) => {
    const host = { ip: "127.0.80.2", helo: "desk2.acme.example" };
    const sent = await sendAnd("taken", sending.port, { from: "rob@acme.example", to, ...host });
    await sending.postfix.logged(new RegExp(`${sent.queueId}: ${logged}`));
    return { id: sent.messageId, qid: sent.queueId, senderlog: sending.postfix.log };
  },
});

export const both: readonly Scenario<BothSites>[] = [
  letter(
    ["inbox", "Sent, taken, and in the mailbox: the line of the mail store proves it."],
    "carla@example.test",
    label("store.delivered", "nobody", "delivered"),
    "msgid={id}: saved mail to INBOX|to=<carla@example\\.test>, relay=.*dovecot-lmtp.*status=sent",
    "to=<carla.*status=sent",
  ),
  letter(
    ["unknown", "Refused by the other side; the sender has not read the bounce."],
    "kurt.unknown@example.test",
    label("rcpt.user-unknown", "sender", "refused"),
    "reject: RCPT from .*<kurt\\.unknown@example\\.test>: Recipient address rejected|{qid}: to=<kurt\\.unknown@.*status=bounced",
    "to=<kurt.*status=bounced",
  ),
  letter(
    ["greylisted", "Put off by the other side, and still in the sender's queue."],
    "paola@example.test",
    label("rcpt.greylist", "our-policy", "deferred"),
    "reject: RCPT from .*<paola@example\\.test>: Recipient address rejected: Greylisted.*from=<rob@acme|{qid}: to=<paola@.*status=deferred.*Greylisted",
    "to=<paola.*status=deferred",
  ),
  {
    id: "held",
    story: "It never left: the sender's postmaster holds it.",
    question: "--to dario@example.test --from rob@acme.example --about {at} --sender-log {senderlog}",
    label: label("queue.held", "sender-server", "held"),
    decisive: "{qid}: placed on hold|{qid}: hold: header",
    act: async ({ sending }) => {
      const host = { ip: "127.0.80.2", helo: "desk2.acme.example", subject: "hold it" };
      const sent = await sendAnd("taken", sending.port, {
        from: "rob@acme.example",
        to: "dario@example.test",
        ...host,
      });
      return { qid: sent.queueId, senderlog: sending.postfix.log };
    },
  },
];

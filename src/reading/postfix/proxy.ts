/** What smtpd writes where a filter before the queue (smtpd_proxy_filter) answers in its place. */
import { defined } from "../../base/defined.ts";
import { remoteIdOf } from "../remote-id.ts";
import { thrownAway } from "./queue.ts";
import { envelopeOf, replyOf, stageOf } from "./said.ts";
import type { PostfixPattern, Scene } from "./scene.ts";

/** What smtpd says where the filter before the queue left without a word (smtpd_proxy.c). */
const unanswered = replyOf("451", "4.3.0", "Error: queue file write error");
/** What it says where the message was larger than the limit, which the filter was not asked about. */
const tooLarge = replyOf("552", "5.3.4", "queue file size limit exceeded");

const proxyLine = /^proxy-(accept|reject): (\S+?): (?:(\d{3}) (?:(\d\.\d+\.\d+) )?(.*?))?; (from=<[^>]{0,500}>.*)$/;

/** What a filter before the queue replied. */
function proxied(groups: RegExpExecArray, scene: Scene): void {
  const [, verdict, word = "", code, enhanced, text = "", envelope] = groups;
  const connection = scene.connection();
  const { session, isTooLarge = false } = connection;
  connection.isTooLarge = false;
  const reply = code ? replyOf(code, enhanced, text) : isTooLarge ? tooLarge : unanswered;
  const who = envelopeOf(envelope);
  if (verdict === "reject") {
    const stage = stageOf(word) ?? "eod";
    scene.emit(defined({ kind: "rcpt.refused", stage, ...who, reply, decidedBy: "proxy" }), session);
    return;
  }
  const { sender, recipient = "" } = who;
  if (thrownAway.test(`${code} ${enhanced} ${text}`)) {
    const how = { status: "discarded", stage: "eod", reply, decidedBy: "content.delete" } as const;
    scene.emit(defined({ kind: "attempt.ended", sender, recipient, ...how }), session);
    return;
  }
  // The filter gave it to this machine (or another) at once: the id there is the only one that it has.
  const id = remoteIdOf(text);
  const handed = { queueId: id, remoteId: id, reply, status: "queued" } as const;
  scene.emit(defined({ kind: "attempt.ended", sender, recipient, ...handed }), session);
}

/** Real samples are of Postfix 3.7.11; the others say where they come from. */
export const proxyPatterns: readonly PostfixPattern[] = [
  {
    name: "proxy",
    programs: ["smtpd"],
    queued: false,
    samples: [
      "proxy-accept: END-OF-MESSAGE: 250 2.0.0 from MTA(smtp:[127.0.0.1]:39539): 250 2.0.0 Ok: queued as D596544A84E; from=<s22@sender.example> to=<alice@example.test> proto=ESMTP helo=<client.example>",
      // The filter broke off without a reply; after a log in public.
      "proxy-reject: END-OF-MESSAGE: ; from=<eve@sender.example> to=<alice@example.test> proto=ESMTP helo=<client.example>",
      "proxy-reject: END-OF-MESSAGE: 554 5.7.0 Reject, id=12280-11 - spam; from=<s23@sender.example> to=<bob@example.test> proto=ESMTP helo=<client.example>",
    ],
    line: proxyLine,
    events: proxied,
  },
  {
    name: "proxy-noqueue",
    programs: ["smtpd"],
    queued: true,
    // After a log in public.
    samples: [
      "NOQUEUE: proxy-reject: END-OF-MESSAGE: 451 4.3.0 Error: queue file write error; from=<eve@sender.example> to=<alice@example.test> proto=ESMTP helo=<client.example>",
    ],
    line: proxyLine,
    events: proxied,
  },
];

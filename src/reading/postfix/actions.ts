/** What cleanup and smtpd did with a message by a rule, where it is not a plain refusal of smtpd. */
import { defined } from "../../base/defined.ts";
import { headerAddress } from "../../mail/address.ts";
import { envelopeOf, replyOf } from "./said.ts";
import type { Scene } from "./scene.ts";

/** cleanup logs an enhanced code only; smtpd then says 550 or 451 before it. */
export const cleanupCode = (enhanced: string | undefined): string => (enhanced?.startsWith("4") ? "451" : "550");

/** smtpd logs no refusal for what cleanup cannot expand or look up; it answers 451 4.3.0 after the final dot. */
export function unexpanded(scene: Scene, queueId: string, text: string, recipient?: string): void {
  const decidedBy = recipient === undefined ? /^\w*/.exec(text)?.[0] : "virtual_alias_maps";
  const refusal = { stage: "eod", reply: replyOf("451", "4.3.0", text), decidedBy } as const;
  scene.emit(defined({ kind: "rcpt.refused", recipient, ...refusal, queueId }), scene.entry(queueId).session);
}

/** What header_checks and body_checks of cleanup did, or those for what a milter added (`by`). */
export function checked(
  scene: Scene,
  action: string,
  what: string,
  envelope: string | undefined,
  text: string,
  by = "header_checks",
): void {
  const { session } = scene.entry();
  const who = envelopeOf(envelope);
  const subject = /^header subject: {0,9}(.*)$/i.exec(what)?.[1];
  const headerFrom = headerAddress(/^header from:(.*)$/i.exec(what)?.[1] ?? "");
  if (subject !== undefined || headerFrom !== undefined)
    scene.emit(defined({ kind: "message.identified", subject, headerFrom }), session);
  if (action === "reject") {
    const found = /^(?:(\d{3}) )?(?:([245]\.\d+\.\d+) )?(.*)$/.exec(text);
    const reply = replyOf(found?.[1] ?? cleanupCode(found?.[2]), found?.[2] ?? "5.7.1", found?.[3] ?? text);
    scene.emit({ kind: "rcpt.refused", stage: "eod", ...who, reply, decidedBy: `${by} ${what}` }, session);
    return;
  }
  acted(scene, by, action, text === "" ? what : `${what}: ${text}`, envelope, text);
}

/** What is not refused but dealt with otherwise; `said` is the text of a rule. */
export function acted(
  scene: Scene,
  by: string,
  verdict: string,
  detail: string,
  envelope: string | undefined,
  said = detail,
) {
  const { session } = scene.program === "smtpd" ? scene.connection() : scene.entry();
  const who = envelopeOf(envelope);
  const { recipient = "" } = who;
  scene.emit({ kind: "decision", by, verdict, recipient, detail }, session);
  if (verdict === "discard") {
    const reply = replyOf("0", "2.0.0", said);
    scene.emit({ kind: "attempt.ended", ...who, recipient, status: "discarded", reply, decidedBy: by }, session);
  }
  if (verdict === "hold") {
    scene.emit(defined({ kind: "message.ended", how: "held", sender: who.sender || undefined }), session);
    scene.emit({ kind: "attempt.ended", ...who, recipient, status: "held", decidedBy: by }, session);
  }
}

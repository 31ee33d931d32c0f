/** An explanation on a terminal: what happened in one sentence, who must act, what to do, then the details. */
import type { ExplainedRecipient, Explanation } from "../app/explain.ts";
import { inert } from "../base/inert.ts";
import { say, type Text, told } from "../base/saying.ts";
import { formatReply } from "../mail/reply.ts";
import { label, partyName, type Shown, steps } from "./print.ts";

export function explanationAsText(explanation: Explanation, shown: Shown): string {
  const { paint } = shown;
  const { kind, sentence, recipients, about, madeBy, originalMessageId } = explanation;
  const alone = recipients.length === 1 && (kind === "reply" || kind === "feedback");
  const blocks = [
    ...(alone ? [] : [paint("bold", sentence)]),
    ...recipients.map((recipient) => recipientText(recipient, shown, alone || recipient.sentence !== sentence)),
    ...(about?.sentence ? [inert(about.sentence)] : []),
    ...(madeBy ? [inert(madeBy.sentence)] : []),
    ...(explanation.headers ? [wayText(explanation.headers, shown)] : []),
    ...messageText(about?.subject ?? null, about?.sender ?? null, originalMessageId, shown),
  ];
  return blocks.filter((block) => block !== "").join("\n\n");
}

function recipientText(
  { sentence, cause, party, confidence, reply, command, remoteHost, retryUntil, remedy }: ExplainedRecipient,
  shown: Shown,
  isNews: boolean,
): string {
  const tell = (text: Text) => told(text, shown.catalogue);
  const said = reply ? `"${formatReply(reply)}"${command ? tell(say` (to ${command})`) : ""}` : undefined;
  return [
    ...(isNews ? [shown.paint("bold", sentence), ""] : []),
    ...(party ? [`${label(say`Must act`, shown)}${tell(partyName(party))}`] : []),
    ...steps(remedy, shown),
    ...(cause
      ? [`${label(say`Cause`, shown)}${cause} (${tell(say`${`${Math.round(confidence * 100)} %`} sure`)})`]
      : []),
    ...(retryUntil ? [inert(`${label(say`Tried till`, shown)}${retryUntil}`)] : []),
    ...(said ? [inert(`${label(say`Said`, shown)}${remoteHost ? `${remoteHost}: ` : ""}${said}`)] : []),
  ].join("\n");
}

function wayText(
  { hops, authentication, spam }: NonNullable<Explanation["headers"]>,
  { zone, paint, catalogue }: Shown,
): string {
  const tell = (text: Text) => told(text, catalogue);
  const rows = hops.map(({ at, delaySeconds, from, fromIp, by, with: protocol, id }) => {
    const when = at === null ? tell(say`(no time)`).padEnd(29) : zone.iso(at);
    const delay = delaySeconds === null ? "" : `${delaySeconds < 0 ? "" : "+"}${delaySeconds} s`;
    const address = fromIp && fromIp !== from ? ` [${fromIp}]` : "";
    const way = `${from ?? tell(say`(itself)`)}${address} → ${by ?? "?"}${protocol ? tell(say` with ${protocol}`) : ""}`;
    return `  ${when}  ${delay.padStart(9)}  ${inert(way)}${id ? paint("dim", ` ${id}`) : ""}`;
  });
  const results = authentication.map(({ method, result, of, by }) =>
    inert(`  ${method} ${result}${of ? tell(say` for ${of}`) : ""}${by ? ` (${by})` : ""}`),
  );
  return [
    ...(rows.length > 0 ? [tell(say`Its way, oldest first:`), ...rows] : []),
    ...(results.length > 0 ? ["", tell(say`What was found of its origin:`), ...results] : []),
    ...(spam.length > 0 ? ["", tell(say`What filters wrote:`), ...spam.map((verdict) => inert(`  ${verdict}`))] : []),
  ].join("\n");
}

function messageText(
  subject: string | null,
  sender: string | null,
  id: string | null,
  { catalogue }: Shown,
): readonly string[] {
  const tell = (text: Text) => told(text, catalogue);
  const parts = [subject && `"${subject}"`, sender && tell(say`of ${sender}`), id].filter((part) => part);
  return parts.length > 0 ? [inert(tell(say`The message: ${parts.join(", ")}`))] : [];
}

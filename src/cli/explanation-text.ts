/** An explanation on a terminal: what happened in one sentence, who must act, what to do, then the details. */
import type { ExplainedRecipient, Explanation } from "../app/explain.ts";
import type { Zone } from "../base/zone.ts";
import { formatReply } from "../mail/reply.ts";
import { inert, type Paint, partyName } from "./print.ts";

export function explanationAsText(explanation: Explanation, zone: Zone, paint: Paint): string {
  const { kind, sentence, recipients, about, madeBy, originalMessageId } = explanation;
  const alone = recipients.length === 1 && (kind === "reply" || kind === "feedback");
  const blocks = [
    ...(alone ? [] : [paint("bold", sentence)]),
    ...recipients.map((recipient) => recipientText(recipient, paint)),
    ...(about?.sentence ? [about.sentence] : []),
    ...(madeBy ? [madeBy.sentence] : []),
    ...(explanation.headers ? [wayText(explanation.headers, zone, paint)] : []),
    ...messageText(about?.subject ?? null, about?.sender ?? null, originalMessageId),
  ];
  return inert(blocks.filter((block) => block !== "").join("\n\n"));
}

function recipientText(
  { sentence, cause, party, confidence, reply, command, remoteHost, retryUntil, remedy }: ExplainedRecipient,
  paint: Paint,
): string {
  const steps = remedy.map((step, index) => `${index === 0 ? "What to do " : "           "}${step}`);
  const said = reply ? `"${formatReply(reply)}"${command ? ` (to ${command})` : ""}` : undefined;
  return [
    paint("bold", sentence),
    "",
    ...(party ? [`Must act   ${partyName(party)}`] : []),
    ...steps,
    ...(cause ? [`Cause      ${cause} (${Math.round(confidence * 100)} % sure)`] : []),
    ...(retryUntil ? [`Tried till ${retryUntil}`] : []),
    ...(said ? [`Said       ${remoteHost ? `${remoteHost}: ` : ""}${said}`] : []),
  ].join("\n");
}

function wayText(
  { hops, authentication, spam }: NonNullable<Explanation["headers"]>,
  zone: Zone,
  paint: Paint,
): string {
  const rows = hops.map(({ at, delaySeconds, from, fromIp, by, with: protocol, id }) => {
    const when = at === null ? "(no time)".padEnd(29) : zone.iso(at);
    const delay = delaySeconds === null ? "" : `${delaySeconds < 0 ? "" : "+"}${delaySeconds} s`;
    const address = fromIp && fromIp !== from ? ` [${fromIp}]` : "";
    return `  ${when}  ${delay.padStart(9)}  ${from ?? "(itself)"}${address} → ${by ?? "?"}${protocol ? ` with ${protocol}` : ""}${id ? paint("dim", ` ${id}`) : ""}`;
  });
  const results = authentication.map(
    ({ method, result, of, by }) => `  ${method} ${result}${of ? ` for ${of}` : ""}${by ? ` (${by})` : ""}`,
  );
  return [
    ...(rows.length > 0 ? ["Its way, oldest first:", ...rows] : []),
    ...(results.length > 0 ? ["", "What was found of its origin:", ...results] : []),
    ...(spam.length > 0 ? ["", "What filters wrote:", ...spam.map((verdict) => `  ${verdict}`)] : []),
  ].join("\n");
}

function messageText(subject: string | null, sender: string | null, id: string | null): readonly string[] {
  const parts = [subject && `"${subject}"`, sender && `of ${sender}`, id].filter((part) => part);
  return parts.length > 0 ? [`The message: ${parts.join(", ")}`] : [];
}

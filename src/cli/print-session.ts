/** Sessions on a terminal and as JSON. */
import { eventLines } from "../app/event-lines.ts";
import { placesOf } from "../app/evidence-lines.ts";
import type { JudgedSession, Reader } from "../app/reader.ts";
import type { Zone } from "../base/zone.ts";
import type { Source } from "../events/event.ts";
import { formatReply } from "../mail/reply.ts";
import type { Session } from "../sessions/session.ts";
import { paintLine } from "./paint-line.ts";
import { inert, type Paint } from "./print.ts";

/** One line a session, and one a transaction or a change of a mailbox. */
export function sessionLine(session: Session, verdict: JudgedSession["verdict"], zone: Zone, paint: Paint): string {
  const { id, service, role, peer, peerHost, from, to, ended, helo, user, transactions, facts } = session;
  const seconds = ((to - from) / 1000).toFixed(1);
  const who = `${peerHost ? `${peerHost} ` : ""}[${peer ?? "-"}]${helo ? ` (${helo})` : ""}${user ? ` as ${user}` : ""}`;
  const what = service === "smtp" ? role : service;
  const judged = verdict.cause
    ? `${verdict.cause}${verdict.benign && verdict.cause.startsWith("session.") ? ", harmless" : ""}`
    : "";
  const head = `${zone.iso(from)}  ${id}  ${what.padEnd(6)} ${who}  ${seconds} s  ${ended}  ${judged}`;
  const rows = transactions.map(({ number, sender, recipients, sizeBytes, status }) => {
    const whom = recipients
      .map(({ address, reply }) => (reply && reply.code >= 400 ? `${address} (${formatReply(reply)})` : address))
      .join(", ");
    return `    ${number}. <${sender ?? "?"}> → ${whom || "?"}  ${sizeBytes ?? 0} bytes  ${status}`;
  });
  const changes = facts.flatMap((fact) =>
    fact.kind === "mailbox.changed"
      ? [`    ${fact.messageId ?? "?"}  ${fact.where.folder ?? ""}${fact.to ? ` → ${fact.to}` : ""}  ${fact.how}`]
      : [],
  );
  return [paint(verdict.benign ? "dim" : "bold", inert(head)), ...[...rows, ...changes].map(inert)].join("\n");
}

/** Every line of a session as it stands in the log, or would at a higher level; pauses of a second or more are marked. */
export async function transcript(
  session: Session,
  reader: Pick<Reader, "rawLines">,
  zone: Zone,
  paint: Paint,
): Promise<string> {
  const rows: string[] = [];
  let before = session.from;
  let last: Source | undefined;
  for (const [index, event] of session.events.entries()) {
    if (session.omitted?.behind === index)
      rows.push(`      … ${session.omitted.events} more are not in the records; the log has what its level shows …`);
    const pause = (event.at - before) / 1000;
    if (pause >= 1) rows.push(`      … ${pause.toFixed(1)} s …`);
    before = event.at;
    // One line may tell of several events.
    const { source } = event;
    if (source && last && source.file === last.file && source.offset === last.offset) continue;
    last = source;
    const texts = event.source ? await reader.rawLines(placesOf(event.source)) : eventLines(event, zone);
    for (const text of texts)
      rows.push(`      ${paintLine(inert(text ?? `${zone.iso(event.at)} ${event.kind}`), paint)}`);
  }
  return rows.join("\n");
}

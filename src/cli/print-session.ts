/** Sessions on a terminal and as JSON. */

import type { JudgedSession } from "../app/lists.ts";
import type { Reader } from "../app/reader.ts";
import { transcriptLines } from "../app/transcript-lines.ts";
import { inert } from "../base/inert.ts";
import type { Zone } from "../base/zone.ts";
import { formatReply } from "../mail/reply.ts";
import type { Session } from "../sessions/session.ts";
import { paintLine } from "./paint-line.ts";
import type { Paint } from "./print.ts";

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
  // A server that says who connects before anything else opens a transaction that comes to nothing.
  const told = transactions.filter(
    ({ sender, recipients, sizeBytes, status }) =>
      sender !== undefined || recipients.length > 0 || sizeBytes !== undefined || status !== "unknown",
  );
  const rows = told.map(({ number, sender, recipients, sizeBytes, status }) => {
    const whom = recipients
      .map(({ address, reply }) => (reply && reply.code >= 400 ? `${address} (${formatReply(reply)})` : address))
      .join(", ");
    return `    ${number}. <${sender ?? "?"}> → ${whom || "?"}${sizeBytes === undefined ? "" : `  ${sizeBytes} bytes`}  ${status}`;
  });
  const changes = facts.flatMap((fact) =>
    fact.kind === "mailbox.changed"
      ? [`    ${fact.messageId ?? "?"}  ${fact.where.folder ?? ""}${fact.to ? ` → ${fact.to}` : ""}  ${fact.how}`]
      : [],
  );
  return [paint(verdict.benign ? "dim" : "bold", inert(head)), ...[...rows, ...changes].map(inert)].join("\n");
}

/** Every line of a session; pauses of a second or more are marked. */
export async function transcript(
  session: Session,
  reader: Pick<Reader, "rawLines">,
  zone: Zone,
  paint: Paint,
): Promise<string> {
  const rows = (await transcriptLines(session, reader, zone)).flatMap(({ pauseSeconds, text }) => [
    ...(pauseSeconds >= 1 ? [`… ${pauseSeconds.toFixed(1)} s …`] : []),
    paintLine(inert(text), paint),
  ]);
  return rows.map((row) => `      ${row}`).join("\n");
}

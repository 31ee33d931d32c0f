/** Sessions as JSON: the stable objects of `sessions --json`, and what of them a list shows. */
import { toldStatus } from "../journeys/attempt.ts";
import { evidenceAt, iso, placesOf } from "./evidence-lines.ts";
import type { JudgedSession } from "./lists.ts";
import type { Reader } from "./reader.ts";

/** What a list shows of a session. */
export function sessionRow({ session, verdict, status }: JudgedSession) {
  const { id, partial, service, role, node, peer, peerHost, local, from, to, ended, helo, tls, user } = session;
  return {
    ...{ id, partial: partial ?? null, service, role, node },
    ...{ peer: peer ?? null, peerHost: peerHost ?? null, local: local ?? null },
    ...{ from: iso(from), to: iso(to), ended, helo: helo ?? null, tls: tls ?? null, user: user ?? null, status },
    transactions: session.transactions.map((transaction) => ({
      sender: transaction.sender ?? null,
      recipients: transaction.recipients.map(({ address, reply }) => ({ address, reply: reply ?? null })),
      queueId: transaction.queueId ?? null,
      messageId: transaction.messageId ?? null,
      sizeBytes: transaction.sizeBytes ?? null,
      status: toldStatus(transaction.status),
    })),
    verdict: { benign: verdict.benign, cause: verdict.cause },
  };
}

/** The stable objects of `sessions --json`: with the first and the last of its lines, or with all. */
export const sessionsAsJson = (
  sessions: readonly JudgedSession[],
  reader: Pick<Reader, "rawLines">,
  withLines: boolean,
): Promise<readonly object[]> =>
  Promise.all(
    sessions.map(async (one) => {
      const places = one.session.events.flatMap(({ source }) => placesOf(source));
      const evidence = await evidenceAt(withLines ? places : [...places.slice(0, 1), ...places.slice(-1)], reader);
      return { ...sessionRow(one), evidence: evidence() };
    }),
  );

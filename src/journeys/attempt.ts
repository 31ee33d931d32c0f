/** One try to bring one message to one recipient: what `trace` prints and what diagnosis asks about. */
import type { EventOf, Fact, Outcome, Place, Relay, Role, Source, Stage } from "../events/event.ts";
import { isTransient, type Reply } from "../mail/reply.ts";

/** Key: session, transaction, recipient as given. */
export interface Attempt {
  readonly at: number;
  readonly atPrecisionSeconds: number;
  readonly node: string;
  readonly session: string;
  readonly role: Role;
  readonly transaction?: number;
  readonly peer?: string;
  readonly helo?: string;
  /** Absent where the refusal came before MAIL, or the log does not say. */
  readonly sender?: string;
  /** Absent where the refusal came before RCPT. */
  readonly recipient?: string;
  readonly originalRecipient?: string;
  readonly queueId?: string;
  readonly messageId?: string;
  readonly transid?: string;
  readonly direction: "inbound" | "outbound" | "internal";
  readonly status: Outcome;
  readonly stage: Stage;
  readonly reply?: Reply;
  readonly relay?: Relay;
  readonly remoteId?: string;
  readonly sizeBytes?: number;
  readonly delaySeconds?: number;
  readonly where?: Place;
  readonly decidedBy?: string;
  readonly source?: Source;
  /** The fact that tells of it. */
  readonly fact?: Fact;
}

/** A final word: no further attempt of this message follows it. */
export const isFinal = (status: Outcome): boolean =>
  !["deferred", "aborted", "queued", "nothing-offered", "unknown"].includes(status);

/** Does `trace` list it: did it leave the system, reach a mailbox, or was it refused? */
export const isTraced = (status: Outcome): boolean =>
  !["aborted", "nothing-offered", "queued", "unknown", "expanded"].includes(status);

/** The attempt that a fact tells of; undefined for facts that tell of none. */
export function attemptOf(fact: Fact, role: Role): Attempt | undefined {
  if (fact.kind !== "rcpt.refused" && fact.kind !== "attempt.ended") return undefined;
  const {
    at,
    atPrecisionSeconds,
    node,
    session,
    transaction,
    peer,
    sender,
    recipient,
    queueId,
    messageId,
    sizeBytes,
    reply,
    decidedBy,
    source,
  } = fact;
  const refused = fact.kind === "rcpt.refused" ? refusal(fact) : undefined;
  const ended = fact.kind === "attempt.ended" ? ending(fact, role) : undefined;
  const rest = refused ?? ended;
  if (!rest) return undefined;
  return {
    at,
    atPrecisionSeconds,
    node,
    session: session ?? "",
    role,
    ...(transaction !== undefined && { transaction }),
    ...(peer && { peer }),
    ...(sender !== undefined && { sender }),
    ...(recipient !== undefined && { recipient }),
    ...(queueId && { queueId }),
    ...(messageId && { messageId }),
    ...(sizeBytes !== undefined && { sizeBytes }),
    ...(reply && { reply }),
    ...(decidedBy && { decidedBy }),
    ...(source && { source }),
    fact,
    ...rest,
  };
}

type Rest = Pick<Attempt, "status" | "stage" | "direction"> & Partial<Attempt>;

const refusal = ({ stage, reply, helo }: EventOf<"rcpt.refused">): Rest => ({
  status: isTransient(reply) ? "deferred" : "refused",
  stage,
  direction: "inbound",
  ...(helo !== undefined && { helo }),
});

function ending(fact: EventOf<"attempt.ended">, role: Role): Rest {
  const { status, originalRecipient, relay, remoteId, delaySeconds, where } = fact;
  const leaves = role === "client" || (role === "queue" && !where && (relay !== undefined || status === "relayed"));
  return {
    status,
    stage: fact.stage ?? (where ? "store" : "queue"),
    direction: leaves ? "outbound" : "inbound",
    ...(originalRecipient !== undefined && { originalRecipient }),
    ...(relay && { relay }),
    ...(remoteId && { remoteId }),
    ...(delaySeconds !== undefined && { delaySeconds }),
    ...(where && { where }),
  };
}

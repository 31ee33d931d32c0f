/** One try to bring one message to one recipient: what `trace` prints and what diagnosis asks about. */
import { defined } from "../base/defined.ts";
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

/** As it is told: what was taken out of the queue is thrown away, while "removed" is what was delivered and left its mailbox. */
export const toldStatus = (status: Outcome): Outcome => (status === "removed" ? "discarded" : status);

/** A final word: no further attempt of this message follows it. */
export const isFinal = (status: Outcome): boolean =>
  !["deferred", "aborted", "queued", "nothing-offered", "unknown"].includes(status);

/** Does `trace` list it: did it leave the system, reach a mailbox, or was it refused, or taken out of the queue? */
export const isTraced = (status: Outcome): boolean =>
  !["aborted", "nothing-offered", "queued", "held", "unknown", "expanded"].includes(status);

/** What every fact about a message says of an attempt. */
export const traceOf = ({ at, atPrecisionSeconds, node, session = "", queueId, source }: Fact) =>
  defined({ at, atPrecisionSeconds, node, session, queueId, source });

/** The attempt that a fact tells of; undefined for facts that tell of none. */
export function attemptOf(fact: Fact, role: Role): Attempt | undefined {
  if (fact.kind !== "rcpt.refused" && fact.kind !== "attempt.ended") return undefined;
  const { transaction, peer, sender, recipient, messageId, sizeBytes, reply, decidedBy } = fact;
  const said = { transaction, peer, sender, recipient, messageId, sizeBytes, reply, decidedBy };
  return defined({
    ...traceOf(fact),
    ...said,
    role,
    fact,
    ...(fact.kind === "rcpt.refused" ? refusal(fact, role) : ending(fact, role)),
  });
}

const refusal = ({ stage, reply, helo }: EventOf<"rcpt.refused">, role: Role) =>
  ({
    status: isTransient(reply) ? "deferred" : "refused",
    stage,
    direction: role === "client" ? "outbound" : "inbound",
    helo,
  }) as const;

/** A content filter or mail store of the same machine: its loopback, or a socket in its file system. */
const isNear = ({ ip, host }: Relay = {}): boolean =>
  ip === "127.0.0.1" || ip === "::1" || (host?.includes("/") ?? false);

/** A delivery agent of the same server, by its bare name: "virtual", "local", "dovecot". */
const isOwnAgent = ({ ip, host = "" }: Relay): boolean => ip === undefined && /^[\w-]+$/.test(host);

function ending(fact: EventOf<"attempt.ended">, role: Role) {
  const { status, originalRecipient, relay, remoteId, delaySeconds, where } = fact;
  const stage = fact.stage ?? (where ? "store" : "queue");
  const leaves =
    role === "client" ||
    (role === "queue" &&
      !where &&
      (status === "relayed" || (relay !== undefined && !(isOwnAgent(relay) && status !== "forwarded"))));
  const direction = leaves ? (isNear(relay) ? "internal" : "outbound") : "inbound";
  return { status, stage, direction, originalRecipient, relay, remoteId, delaySeconds, where } as const;
}

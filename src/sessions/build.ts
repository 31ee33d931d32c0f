/** Puts events in order as sessions: those of one id belong together, from the first sight to the close. */
import { defined } from "../base/defined.ts";
import { foreignId } from "../base/id.ts";
import { catalogue } from "../events/catalogue.ts";
import type { Ended, EventOf, Fact, MailEvent, Outcome } from "../events/event.ts";
import { isTransient } from "../mail/reply.ts";
import { DialogueReader } from "./derive.ts";
import type { Recipient, Session, Transaction } from "./session.ts";
import { Transcript } from "./transcript.ts";

interface Open {
  readonly id: string;
  readonly first: MailEvent;
  opened?: EventOf<"session.opened">;
  closed?: EventOf<"session.closed">;
  last: MailEvent;
  peer?: string;
  readonly transcript: Transcript;
  readonly facts: Fact[];
  readonly dialogue: DialogueReader;
  spoken: boolean;
}

export interface SessionBuilder {
  /** Events in order of time within a session; those of no session are passed over. */
  take(event: MailEvent): void;
  /** Hands on what is still open, as sessions whose end was not seen. */
  close(): void;
  /** Hands on those of which nothing was heard since an instant, epoch milliseconds. */
  closeIdle(since: number): void;
  /** How many sessions are open now. */
  readonly open: number;
  /** The events of each that is open, so far. */
  openEvents(): Iterable<readonly MailEvent[]>;
}

/** Hands on each session once, when it is closed. */
export function createSessionBuilder(onSession: (session: Session) => void): SessionBuilder {
  const sessions = new Map<string, Open>();
  const finish = (open: Open) => {
    sessions.delete(open.id);
    onSession(finished(open));
  };
  return {
    take(event) {
      // A block bears the id of the session that caused it, and is no part of it.
      if (catalogue[event.kind].part === "system") return;
      const id = event.session ?? (event.queueId && foreignId(event.node, event.service, event.queueId, 0));
      if (!id) return;
      let open = sessions.get(id);
      if (!open) {
        const parts = { transcript: new Transcript(), facts: [], dialogue: new DialogueReader() };
        open = { id, first: event, last: event, ...parts, spoken: false };
        sessions.set(id, open);
      }
      take(open, event);
      if (event.kind === "session.closed") finish(open);
    },
    close() {
      for (const open of [...sessions.values()]) finish(open);
    },
    closeIdle(since) {
      for (const open of [...sessions.values()]) if (open.last.at < since) finish(open);
    },
    get open() {
      return sessions.size;
    },
    openEvents: function* () {
      for (const { transcript } of sessions.values()) yield transcript.events();
    },
  };
}

/** Dialogue that logs of facts have, too: its transactions are told by the facts all the same. */
const framing: ReadonlySet<string> = new Set(["session.opened", "session.closed", "session.noted", "tls.started"]);

function take(open: Open, event: MailEvent): void {
  open.last = event;
  open.transcript.add(event);
  if (event.peer !== undefined) open.peer ??= event.peer;
  // postscreen opens a connection, and smtpd, who goes on with it, knows the name of the peer.
  if (event.kind === "session.opened")
    open.opened = open.opened ? { ...event, ...open.opened, role: event.role } : event;
  if (event.kind === "session.closed") open.closed = event;
  const { part } = catalogue[event.kind];
  if (part === "fact") open.facts.push(event as Fact);
  else if (!framing.has(event.kind)) open.spoken = true;
  open.dialogue.take(event);
}

function finished(open: Open): Session {
  const { first, opened, closed, last } = open;
  const derived = open.dialogue.finish(closed ?? last);
  const facts = [...open.facts, ...derived.facts].sort((a, b) => a.at - b.at);
  const isVisit = first.service === "imap" || first.service === "pop3";
  const transactions = open.spoken || isVisit ? derived.transactions : transactionsOf(facts);
  const helo =
    derived.helo ?? facts.map((fact) => ("helo" in fact ? fact.helo : undefined)).find((name) => name !== undefined);
  const role = opened?.role ?? (first.queueId && !open.spoken ? "queue" : "server");
  return defined({
    id: open.id,
    partial: opened ? (closed ? undefined : "end") : "start",
    service: first.service,
    role,
    node: first.node,
    peer: opened?.peer ?? open.peer,
    peerHost: opened?.peerHost ?? namedLater(facts),
    local: opened?.local,
    from: first.at,
    to: last.at,
    ended: endedOf(closed, facts, derived.quit),
    helo,
    tls: derived.tls,
    user: derived.user ?? userOf(facts),
    transactions,
    facts,
    events: open.transcript.events(),
    omitted: open.transcript.omitted,
  });
}

/** The peer's name, where it was looked up while he was there. */
function namedLater(facts: readonly Fact[]): string | undefined {
  for (const fact of facts)
    if ((fact.kind === "rcpt.refused" || fact.kind === "session.broken") && fact.peerHost) return fact.peerHost;
  return undefined;
}

/** Who logged in, where the log has no dialogue. */
const userOf = (facts: readonly Fact[]): string | undefined =>
  facts.filter((fact) => fact.kind === "decision").find(({ by }) => by === "login.accepted")?.detail;

/** The log's own word for the end, made exact by what went before: after QUIT whoever closes is only polite. */
function endedOf(closed: EventOf<"session.closed"> | undefined, facts: readonly Fact[], quit: boolean): Ended {
  if (quit) return "quit";
  if (!closed) return "open";
  const broken = facts.findLast((fact) => fact.kind === "session.broken");
  if (broken?.kind === "session.broken" && closed.ended === "unknown")
    return broken.how === "too-many-errors" ? "local-closed" : broken.how;
  const refused = facts.some((fact) => fact.kind === "rcpt.refused" && fact.stage === "connect");
  return refused && closed.ended !== "blocked" ? "refused" : closed.ended;
}

/** Transactions where the log tells facts only: by queue id, or (before there is one) by sender. */
function transactionsOf(facts: readonly Fact[]): readonly Transaction[] {
  const groups = Map.groupBy(
    facts.filter(
      ({ kind }) =>
        kind !== "session.counted" && kind !== "session.broken" && kind !== "decision" && kind !== "command.refused",
    ),
    (fact) => fact.queueId ?? `from:${"sender" in fact ? fact.sender : ""}`,
  );
  return [...groups.values()].map((group, index) => transactionOf(group, index + 1));
}

function transactionOf(facts: readonly Fact[], number: number): Transaction {
  const recipients = new Map<string, Recipient>();
  let sender: string | undefined;
  let status: Outcome | undefined;
  let sizeBytes: number | undefined;
  let where: Transaction["where"];
  for (const fact of facts) {
    if ("sender" in fact && fact.sender !== undefined) sender ??= fact.sender;
    if ("sizeBytes" in fact && fact.sizeBytes !== undefined) sizeBytes ??= fact.sizeBytes;
    if (fact.kind === "rcpt.refused") {
      if (fact.recipient !== undefined) recipients.set(fact.recipient, { address: fact.recipient, reply: fact.reply });
      status ??= isTransient(fact.reply) ? "deferred" : "refused";
    } else if (fact.kind === "attempt.ended") {
      recipients.set(fact.recipient, defined({ address: fact.recipient, reply: fact.reply }));
      status = fact.status;
      where = fact.where;
    } else if (fact.kind === "message.accepted") status = "queued";
    else if (fact.kind === "message.ended" && fact.how === "expired") status = "expired";
  }
  const queueId = facts.find((fact) => fact.queueId)?.queueId;
  const messageId = facts.find((fact) => fact.messageId)?.messageId;
  const known = { number, sender, recipients: [...recipients.values()], queueId, messageId, sizeBytes };
  return defined({ ...known, status: status ?? "unknown", where });
}

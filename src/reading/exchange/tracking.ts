/** The events of Exchange's message tracking (2007 to Subscription Edition, and the extended trace of Exchange Online). */
import { defined } from "../../base/defined.ts";
import { normaliseIp } from "../../base/ip.ts";
import type { Outcome, Relay, Stage } from "../../events/event.ts";
import type { Draft } from "../pattern.ts";
import { type Said, saidIn, statuses } from "./status.ts";
import type { Row } from "./table.ts";

/** What is remembered of a message between its rows. */
export interface Tracked {
  readonly queueId: string;
  readonly messageId: string | undefined;
  accepted: boolean;
  /** Who has it in his mailbox. */
  readonly delivered: Set<string>;
  /** Who must still get it. */
  readonly waiting: Set<string>;
  /** What its sender may be told of it: that it failed for somebody, or else that it is late. */
  trouble?: "bounce" | "delay-notice";
}

/** `undefined`: an event that nobody knows. */
type Told = readonly Draft[] | undefined;
type Teller = (row: Row, message: Tracked) => readonly Draft[];

const nothing: Teller = () => [];
const recipientsOf = (row: Row): readonly string[] =>
  row("recipient-address")
    .split(";")
    .map((address) => address.trim())
    .filter((address) => address.includes("@"));

const sizeOf = (row: Row): number | undefined => Number(row("total-bytes")) || undefined;

/** Where the message stood, by the part of Exchange that speaks, or by what it says of the way to the other server. */
const stages: Readonly<Record<string, Stage>> = { SMTP: "rcpt", STOREDRIVER: "store", MAILBOXRULE: "store" };
const ofConnecting = /\bto connect\b|cannot connect|connection refused|\bsocket ?error\b|winsock/i;
const stageOf = (row: Row, { reply }: Said): Stage =>
  ofConnecting.test(reply?.text ?? "") ? "connect" : (stages[row("source").toUpperCase()] ?? "queue");

function accepted(row: Row, message: Tracked): readonly Draft[] {
  const recipients = recipientsOf(row);
  if (message.accepted) return [];
  const identified = defined({ kind: "message.identified", subject: row("message-subject") || undefined } as const);
  // A mailbox server of 2010 and before tells of a submission without saying to whom.
  if (recipients.length === 0) return [identified];
  message.accepted = true;
  for (const recipient of recipients) message.waiting.add(recipient);
  return [
    identified,
    defined({ kind: "message.accepted", sender: senderOf(row), recipients, sizeBytes: sizeOf(row) } as const),
  ];
}

/** The null sender stands as "<>" in the return path, and behind the name of the server's own mailbox. */
function senderOf(row: Row): string {
  const path = row("return-path");
  return path === "<>" ? "" : row("sender-address") || path;
}

const isFailure: ReadonlySet<Outcome> = new Set(["bounced", "expired", "removed"]);

/** One attempt for each recipient of the row, or for all who still wait where it names none. */
function attempts(
  row: Row,
  message: Tracked,
  status: Outcome,
  more: { readonly decidedBy?: string; readonly words?: string; readonly relay?: Relay } = {},
): readonly Draft[] {
  const named = recipientsOf(row);
  const recipients = named.length > 0 ? named : [...message.waiting];
  const words = statuses(more.words ?? row("recipient-status"), recipients.length);
  return recipients.map((recipient, n) => {
    const said: Said = saidIn(words[n] ?? "");
    if (isFailure.has(status)) message.trouble = "bounce";
    else if (status === "deferred") message.trouble ??= "delay-notice";
    if (status !== "deferred") message.waiting.delete(recipient);
    const related = row("related-recipient-address");
    return defined({
      kind: "attempt.ended",
      sender: senderOf(row),
      recipient,
      originalRecipient: related.includes("@") && !related.includes(";") ? related : undefined,
      status,
      stage: stageOf(row, said),
      sizeBytes: sizeOf(row),
      decidedBy: more.decidedBy,
      where: status === "delivered" ? { mailbox: recipient } : undefined,
      ...said,
      ...(more.relay && { relay: more.relay }),
    });
  });
}

const delivered: Teller = (row, message) => {
  const said = attempts(row, message, "delivered", { words: "" });
  for (const recipient of recipientsOf(row)) message.delivered.add(recipient);
  return said;
};

/** Also from one service or server of an organisation to the next: the mailbox server's own word comes after it. */
const sent: Teller = (row, message) => {
  const isOver = recipientsOf(row).every((recipient) => message.delivered.has(recipient));
  if (isOver) return [];
  const relay = defined({ host: row("server-hostname") || undefined, ip: normaliseIp(row("server-ip")) });
  return attempts(row, message, "relayed", { relay });
};

/** Where it says no more of itself than whose server it is, the connector's word stands in the context. */
const wordsOf = (row: Row): string =>
  row("recipient-status") || (/^\d{3} /.test(row("source-context")) ? row("source-context") : "");

/** A transport rule or another agent did it; the context names which. */
const agentOf = (row: Row): string | undefined =>
  row("source").toUpperCase() === "AGENT" ? `exchange.agent ${row("source-context")}`.trim() : undefined;

const failed: Teller = (row, message) => {
  const words = wordsOf(row);
  if (/QUEUE\.Expired/.test(words))
    return [...attempts(row, message, "expired", { words }), { kind: "message.ended", how: "expired" }];
  if (/QUEUE\.(?:DD|Poison)?Admin/.test(words))
    return [...attempts(row, message, "removed", { words }), { kind: "message.ended", how: "deleted" }];
  if (/QUEUE\.TransportAgent/.test(words))
    return attempts(row, message, "discarded", { words, decidedBy: "exchange.agent" });
  // A rule that deletes tells nobody.
  const status = /deleted by the transport rules agent/i.test(words) ? "discarded" : "bounced";
  return attempts(row, message, status, defined({ words, decidedBy: agentOf(row) }));
};

const deferred: Teller = (row, message) => attempts(row, message, "deferred", { words: wordsOf(row) });

/** Group or list: it is done with once its members have it; nobody in it is nobody who gets it. */
const expanded: Teller = (row, message) => {
  const list = row("related-recipient-address");
  const members = recipientsOf(row);
  if (!list.includes("@")) return [];
  message.waiting.delete(list);
  for (const member of members) if (!message.delivered.has(member)) message.waiting.add(member);
  const ended = { kind: "attempt.ended", sender: senderOf(row), recipient: list, stage: "queue" } as const;
  if (members.length > 0) return [{ ...ended, status: "expanded" }];
  const decidedBy = "exchange.expand";
  return [
    { kind: "decision", by: decidedBy, verdict: "nobody", cause: "local.alias-wrong", recipient: list },
    { ...ended, status: "discarded", decidedBy },
  ];
};

/** Sent on to somebody else, with no copy for the one whom it was for; the row of a copy is another. */
const redirected: Teller = (row, message) => {
  const from = row("related-recipient-address");
  const to = recipientsOf(row);
  if (!from.includes("@") || to.length === 0) return [];
  message.waiting.delete(from);
  for (const recipient of to) message.waiting.add(recipient);
  return [
    {
      kind: "attempt.ended",
      sender: senderOf(row),
      recipient: from,
      status: "forwarded",
      stage: "queue",
      relay: { host: to[0] ?? "" },
    },
  ];
};

/** A proxy address is the mailbox's own by another name. */
const resolved: Teller = (row, message) => {
  const [to, from] = [recipientsOf(row)[0], row("related-recipient-address")];
  if (to && message.waiting.delete(from)) message.waiting.add(to);
  return [];
};

/** Groups are dropped once they are expanded, and so is who is forwarded: their own rows say so. */
const dropped: Teller = (row, message) => {
  const words = row("recipient-status");
  if (
    /RESOLVER\.(?:GRP\.Expanded|FWD\.Forwarded|CON\.Chained|ADR\.AlreadyExpanded)|CAT\.DuplicateRecipient/i.test(words)
  )
    return [];
  if (/Resolver\.MT\.StartModeration/i.test(words)) return held(row, message);
  return attempts(row, message, "discarded", defined({ decidedBy: agentOf(row) ?? "exchange.drop", words: "" }));
};

const decides =
  (by: string, cause: string, status: Outcome): Teller =>
  (row, message) => [
    { kind: "decision", by, verdict: row("event-id").toLowerCase(), cause },
    ...attempts(row, message, status, { decidedBy: by, words: "" }),
  ];

const held: Teller = decides("exchange.moderation", "local.list-dropped", "held");
const rejected: Teller = decides("exchange.moderation", "local.list-dropped", "discarded");

/** A message on which the transport service broke down waits until somebody looks at it. */
const poisoned: Teller = (row, message) => [
  ...attempts(row, message, "held", { decidedBy: "exchange.poison", words: "" }),
  { kind: "message.ended", how: "held", by: "exchange.poison" },
];

/** The store has it already: by another list, or once more of the same. */
const duplicate: Teller = (row, message) => {
  const again = recipientsOf(row).filter((recipient) => !message.delivered.has(recipient));
  if (again.length === 0) return [];
  return decides("exchange.duplicate", "local.duplicate", "discarded")(row, message);
};

/** By event-id. What repeats another event for the second copy of a message, or counts something, tells nothing of its own. */
const tellers: Readonly<Record<string, Teller>> = {
  RECEIVE: accepted,
  SUBMIT: accepted,
  DELIVER: delivered,
  SEND: sent,
  SENDEXTERNAL: sent,
  FAIL: failed,
  SUBMITFAIL: failed,
  BADMAIL: failed,
  DEFER: deferred,
  SUBMITDEFER: deferred,
  EXPAND: expanded,
  REDIRECT: redirected,
  RESOLVE: resolved,
  DROP: dropped,
  MODERATORREJECT: rejected,
  MODERATIONEXPIRE: rejected,
  MODERATORSALLNDR: rejected,
  POISONMESSAGE: poisoned,
  DUPLICATEDELIVER: duplicate,
  DUPLICATEEXPAND: nothing,
  DUPLICATEREDIRECT: nothing,
  DSN: accepted,
  AGENTINFO: nothing,
  TRANSFER: nothing,
  PROCESS: nothing,
  PROCESSMEETINGMESSAGE: nothing,
  MEETINGMESSAGE: nothing,
  NOTIFYMAPI: nothing,
  MAPISUBMIT: nothing,
  INITMESSAGECREATED: nothing,
  MODERATORAPPROVE: nothing,
  RESUBMIT: nothing,
  RESUBMITDEFER: nothing,
  RESUBMITFAIL: nothing,
  THROTTLE: nothing,
  SUPPRESSED: nothing,
  LOAD: nothing,
  HARECEIVE: nothing,
  HAREDIRECT: nothing,
  HAREDIRECTFAIL: nothing,
  HADISCARD: nothing,
  HADELIVER: nothing,
};

/** Events whose row says something, also where nothing new comes of it. */
export const isOfInterest = (event: string): boolean => tellers[event] !== nothing;

/** Of a notice to a sender, the Message-ID of what it is about. */
export const subjectOf = (row: Row): string | undefined =>
  row("event-id").toUpperCase() === "DSN" ? /<[^<>]+>/.exec(row("reference"))?.[0] : undefined;

export const tracked = (row: Row, message: Tracked): Told => tellers[row("event-id").toUpperCase()]?.(row, message);

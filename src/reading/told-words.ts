/** By which words a session may be asked for, of what its events say. */
import { normaliseIp } from "../base/ip.ts";
import type { MailEvent } from "../events/event.ts";
import type { OpenPlaces } from "./open-places.ts";
import { wordOf, wordsOfAddress } from "./words.ts";

/** The fields by which a session is asked for (`sessions/keys.ts`). */
interface Named {
  readonly sender?: string;
  readonly recipient?: string;
  readonly originalRecipient?: string;
  readonly recipients?: readonly string[];
  readonly helo?: string;
  readonly peerHost?: string;
  readonly remoteId?: string;
  readonly transid?: string;
  readonly headerFrom?: string;
}

/** Notes by which words an event may be asked for. */
export function noteEvent(placed: OpenPlaces, event: MailEvent): void {
  const named = event as Named;
  noteAddress(placed, named.sender);
  noteAddress(placed, named.recipient);
  noteAddress(placed, named.originalRecipient);
  noteAddress(placed, named.headerFrom);
  if (named.recipients) for (const recipient of named.recipients) noteAddress(placed, recipient);
  noteId(placed, named.helo);
  noteId(placed, named.peerHost);
  noteId(placed, named.remoteId);
  noteId(placed, named.transid);
  const { peer, queueId, messageId } = event;
  noteId(placed, queueId);
  noteId(placed, messageId?.replace(/^<|>$/g, ""));
  if (peer) noteId(placed, normaliseIp(peer) ?? peer);
  if (event.kind === "message.linked") for (const id of [event.from, event.to]) noteId(placed, id);
  for (const account of accountsOf(event)) noteAddress(placed, account);
  if (event.kind === "transaction.opened") placed.transaction();
  if (event.kind === "session.broken") placed.breaks();
  if (event.kind === "rcpt.refused" && !event.recipient && event.stage !== "helo" && event.stage !== "auth")
    placed.nameless = true;
  if (event.kind === "decision" && event.by === "login.unavailable") placed.nameless = true;
}

function noteAddress(placed: OpenPlaces, address: string | undefined): void {
  if (address) for (const word of wordsOfAddress(address)) placed.word(word);
}

function noteId(placed: OpenPlaces, id: string | undefined): void {
  if (id !== undefined) placed.word(wordOf(id));
}

/** Who logged in, or could not, and whose mailbox was changed. */
function accountsOf(event: MailEvent): readonly string[] {
  if (event.kind === "mailbox.changed") return [event.where.mailbox];
  if (event.kind !== "decision" || !event.by.startsWith("login.") || !event.detail) return [];
  const { detail } = event;
  return [detail, ...(detail.includes("; ") ? detail.split("; ", 1) : [])];
}

/** By which words a session may be asked for, of what its events say. */
import { normaliseIp } from "../base/ip.ts";
import type { MailEvent } from "../events/event.ts";
import type { OpenPlaces } from "./places.ts";
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
  readonly from?: string;
  readonly to?: string;
}

/** Notes by which words an event may be asked for. */
export function noteEvent(placed: OpenPlaces, event: MailEvent): void {
  const { sender, recipient, originalRecipient, recipients = [], ...named } = event as Named;
  for (const address of [sender, recipient, originalRecipient, ...recipients])
    if (address) for (const word of wordsOfAddress(address)) placed.word(word);
  const { peer, queueId, messageId: id } = event;
  const ids = [named.helo, named.peerHost, named.remoteId, named.transid, queueId, id?.replace(/^<|>$/g, "")];
  const links = event.kind === "message.linked" ? [event.from, event.to] : [];
  for (const word of [...ids, ...links]) if (word !== undefined) placed.word(wordOf(word));
  if (peer) placed.word(wordOf(normaliseIp(peer) ?? peer));
  for (const account of accountsOf(event)) for (const word of wordsOfAddress(account)) placed.word(word);
  const isNobodys =
    event.kind === "rcpt.refused" && !event.recipient && event.stage !== "helo" && event.stage !== "auth";
  if (event.kind === "session.broken" || isNobodys) placed.nameless = true;
}

/** Who logged in, or could not, and whose mailbox was changed. */
function accountsOf(event: MailEvent): readonly string[] {
  if (event.kind === "mailbox.changed") return [event.where.mailbox];
  if (event.kind !== "decision" || !event.by.startsWith("login.") || !event.detail) return [];
  const { detail } = event;
  return [detail, ...(detail.includes("; ") ? detail.split("; ", 1) : [])];
}

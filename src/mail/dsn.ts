/** Delivery status notifications (RFC 3464): what a bounce says of each recipient. */
import { bareAddress } from "./address.ts";
import { parseReply, type Reply } from "./reply.ts";

export interface DsnRecipient {
  readonly address: string;
  /** As the sender had written it, where the report says (ORCPT, before aliases). */
  readonly originalAddress?: string;
  readonly action: "failed" | "delayed" | "delivered" | "relayed" | "expanded";
  /** "5.1.1"; undefined where the field is missing or malformed. */
  readonly status?: string;
  /** What the last server answered, or with code 0 what the reporting program says itself (Diagnostic-Code). */
  readonly reply?: Reply;
  readonly remoteHost?: string;
}

export interface Dsn {
  /** The host that made the report. */
  readonly reportingHost?: string;
  /** Message-ID of the message that it is about, from the part that returns it. */
  readonly originalMessageId?: string;
  readonly recipients: readonly DsnRecipient[];
}

type Fields = ReadonlyMap<string, string>;

/** Reads header fields (RFC 5322 §2.2), folded lines joined; names in lower case, the first of equal ones wins. */
export function parseFields(text: string): Fields {
  const fields = new Map<string, string>();
  for (const line of text.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/)) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).trim().toLowerCase();
    if (colon > 0 && /^[!-9;-~]+$/.test(name) && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim());
  }
  return fields;
}

/** The report in a message, from its first line or from its delivery-status part alone; undefined if it holds none. */
export function parseDsn(text: string): Dsn | undefined {
  const blocks = statusBlocks(text);
  const recipients = blocks.flatMap((block) => recipientOf(block) ?? []);
  if (recipients.length === 0) return undefined;
  const reportingHost = blocks.map((block) => typed(block.get("reporting-mta"))).find((host) => host !== undefined);
  const originalMessageId = returnedMessageId(text);
  return {
    ...(reportingHost !== undefined && { reportingHost }),
    ...(originalMessageId !== undefined && { originalMessageId }),
    recipients,
  };
}

/** The field blocks of the delivery-status part; of the whole text where that part was cut out by itself. */
function statusBlocks(text: string): readonly Fields[] {
  const start = /^content-type:\s*message\/(?:global-)?delivery-status\b/im.exec(text);
  const body = start ? text.slice(start.index) : text;
  const end = start ? /\r?\n--[^\r\n]+/.exec(body) : null;
  const part = end ? body.slice(0, end.index) : body;
  return part.split(/\r?\n[ \t]*\r?\n/).map(parseFields);
}

function recipientOf(block: Fields): DsnRecipient | undefined {
  const address = typed(block.get("final-recipient"));
  const action = block.get("action")?.toLowerCase();
  if (address === undefined || !isAction(action)) return undefined;
  const status = /^\d\.\d{1,3}\.\d{1,3}/.exec(block.get("status") ?? "")?.[0];
  const original = typed(block.get("original-recipient"));
  const said = typed(block.get("diagnostic-code"));
  const reply = said ? (parseReply(said) ?? { code: 0, ...(status && { enhanced: status }), text: said }) : undefined;
  const remoteHost = typed(block.get("remote-mta"));
  return {
    address: bareAddress(address),
    action,
    ...(original !== undefined && { originalAddress: bareAddress(original) }),
    ...(status && { status }),
    ...(reply && { reply }),
    ...(remoteHost !== undefined && { remoteHost }),
  };
}

const isAction = (action: string | undefined): action is DsnRecipient["action"] =>
  action !== undefined && ["failed", "delayed", "delivered", "relayed", "expanded"].includes(action);

/** `rfc822; bob@example.com` and `dns; mx.example.com` without their type. */
const typed = (value: string | undefined): string | undefined => value?.replace(/^[\w-]+\s*;\s*/, "").trim();

/** The Message-ID inside the returned message: the last one, since the report's own stands first. */
function returnedMessageId(text: string): string | undefined {
  const start = text.search(/^content-type:\s*(?:message\/(?:rfc822|global)|text\/rfc822-headers)\b/im);
  return start < 0 ? undefined : /^message-id:\s*(<[^>]+>)/im.exec(text.slice(start))?.[1];
}

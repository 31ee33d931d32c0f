/** Delivery status notifications (RFC 3464): what a bounce says of each recipient. */
import { bareAddress } from "./address.ts";
import { parseMailDate } from "./mail-date.ts";
import { parseReply, type Reply } from "./reply.ts";

const actions = ["failed", "delayed", "delivered", "relayed", "expanded", "deliverable", "undeliverable"] as const;
/** The last two are Postfix's, of addresses that were tried without a message (sendmail -bv). */
export type Action = (typeof actions)[number];

export interface DsnRecipient {
  readonly address: string;
  /** As the sender had written it, where the report says (ORCPT, before aliases). */
  readonly originalAddress?: string;
  readonly action: Action;
  /** "5.1.1"; undefined where the field is missing or malformed. */
  readonly status?: string;
  /** What the last server answered, or with code 0 what the reporting program says itself (Diagnostic-Code). */
  readonly reply?: Reply;
  readonly remoteHost?: string;
  /** Epoch milliseconds until when it is tried again. */
  readonly retryUntil?: number;
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

/** Some thousands of recipients. */
const maxStatusLength = 1024 * 1024;

/** The field blocks of the delivery-status part; of the whole text where that part was cut out by itself. */
function statusBlocks(text: string): readonly Fields[] {
  const start = /^content-type:[ \t]{0,20}message\/(?:global-)?delivery-status\b/im.exec(text);
  const body = text.slice(start?.index ?? 0).slice(0, maxStatusLength);
  const end = start ? /\r?\n--[^\r\n]+/.exec(body) : null;
  const part = end ? body.slice(0, end.index) : body;
  return part.split(/\r?\n[ \t]*\r?\n/).map(parseFields);
}

/** Programs leave out Action, or write more into it; the class of the status says it, too. */
const actionWord = /^[a-z]{1,20}\b/i;
const actionOfClass: Readonly<Record<string, Action>> = {
  "2": "delivered",
  "4": "delayed",
  "5": "failed",
};

function recipientOf(block: Fields): DsnRecipient | undefined {
  const named = addressesOf(block);
  const status = /^\d\.\d{1,3}\.\d{1,3}/.exec(block.get("status") ?? "")?.[0];
  const said = block.get("action");
  const action = said === undefined ? actionOfClass[status?.[0] ?? ""] : actionWord.exec(said)?.[0].toLowerCase();
  if (!named || !isAction(action)) return undefined;
  const reply = replyOf(block.get("diagnostic-code") ?? remarkOf(block.get("status")), status);
  const remoteHost = typed(block.get("remote-mta"));
  const retryUntil = parseMailDate(block.get("will-retry-until") ?? "");
  return {
    ...named,
    action,
    ...(status && { status }),
    ...(reply && { reply }),
    ...(remoteHost && { remoteHost }),
    ...(retryUntil !== undefined && { retryUntil }),
  };
}

/** Where an alias led somewhere else, Sendmail names that in a field of its own, and the alias as the final recipient. */
function addressesOf(block: Fields): Pick<DsnRecipient, "address" | "originalAddress"> | undefined {
  const [final, original, actual] = ["final-recipient", "original-recipient", "x-actual-recipient"].map((name) => {
    const value = typed(block.get(name));
    return value ? bareAddress(closed(decodedAddress(value))) : undefined;
  });
  const further = actual && /^[^\s|"@]{1,64}@[^\s@]{1,255}$/.test(actual) && actual !== final ? actual : undefined;
  const address = further ?? final ?? original ?? actual;
  const before = original ?? (further && final);
  return address === undefined ? undefined : { address, ...(before !== undefined && { originalAddress: before }) };
}

/** Some programs leave out the first of two brackets, or the second. */
const closed = (address: string): string =>
  /^<[^<>]{1,320}$|^[^<>\s]{1,320}>$/.test(address) ? address.replace(/[<>]/, "") : address;

/** What a program remarks on a status in brackets (RFC 5322 §3.2.2), where it gives no reply. */
const remarkOf = (status: string | undefined): string | undefined =>
  /^[\d.]{5,12}\s{1,9}\((.{1,1000})\)$/.exec(status ?? "")?.[1];

function replyOf(field: string | undefined, status: string | undefined): Reply | undefined {
  const said = typed(field);
  if (!said) return undefined;
  return (
    parseReply(said.replace(/^(?:#|\()?(?=[245]\d\d[ -])/, "")) ?? {
      code: 0,
      ...(status && { enhanced: status }),
      text: said,
    }
  );
}

const isAction = (action: string | undefined): action is Action => actions.some((known) => known === action);

/** `rfc822; bob@example.com` and `dns; mx.example.com` without their type, whatever brackets and comments stand around. */
const typed = (value: string | undefined): string | undefined =>
  value?.replace(/^(?:[\w-]{1,40}\s*;\s*){1,2}/, "").trim();

/** xtext (RFC 3461 §4) and the characters of internationalised addresses (RFC 6533 §3). */
function decodedAddress(text: string): string {
  const characters = text.replace(/\\x\{([0-9A-F]{1,6})\}/gi, (whole, hex: string) => {
    const code = Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
  return characters.includes("@")
    ? characters
    : characters.replace(/\+([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** The Message-ID inside the returned message: the last one, since the report's own stands first. */
function returnedMessageId(text: string): string | undefined {
  const start = text.search(/^content-type:[ \t]{0,20}(?:message\/(?:rfc822|global)|text\/rfc822-headers)\b/im);
  return start < 0 ? undefined : /^message-id:[ \t]{0,20}(<[^>\n]{1,1000}>)/im.exec(text.slice(start))?.[1];
}

/** The only maker of the keys under which sessions are found; writers and questions share it. */
import { normaliseIp } from "../base/ip.ts";
import type { Fact } from "../events/event.ts";
import { domainOf, isUsual, localPartOf, normaliseAddress, withoutTag } from "../mail/address.ts";
import { senderBehind } from "../mail/return-path.ts";
import type { Session } from "./session.ts";

export const keys = {
  address: (address: string) => `address:${normaliseAddress(address)}`,
  domain: (domain: string) => `domain:${domain.toLowerCase()}`,
  ip: (ip: string) => `ip:${normaliseIp(ip) ?? ip}`,
  host: (host: string) => `host:${host.toLowerCase()}`,
  /** Of the visits of mail programs: apart from mail to that address, of which there is far less. */
  mailbox: (name: string) => `mailbox:${normaliseAddress(name)}`,
  messageId: (id: string) => `message-id:${id.replace(/^<|>$/g, "")}`,
  queueId: (id: string) => `queue-id:${id}`,
  transid: (id: string) => `transid:${id}`,
  /** Of sessions where the log may not say for whom they were: time and peer are all that is left to find them by. */
  nameless: "nameless:",
} as const;

/** The key for what somebody asks: an address, or "@example.com" for anybody there. */
export const askedKey = (asked: string): string =>
  asked.startsWith("@") ? keys.domain(asked.slice(1)) : keys.address(asked);

/** The keys of an address: itself, without its plus-tag, its domain, and those of the sender who stands behind it. The null sender has none. */
export function addressKeys(address: string): readonly string[] {
  if (isUsual(address)) {
    const lower = address.toLowerCase();
    return [`address:${lower}`, `domain:${lower.slice(lower.indexOf("@") + 1)}`];
  }
  const bare = normaliseAddress(address);
  if (bare === "") return [];
  const domain = domainOf(bare);
  const behind = senderBehind(bare);
  const own = [keys.address(bare), keys.address(withoutTag(bare)), ...(domain ? [keys.domain(domain)] : [])];
  return [...new Set(behind === undefined ? own : [...own, ...addressKeys(behind)])];
}

interface Named {
  readonly sender?: string;
  readonly recipient?: string;
  readonly originalRecipient?: string;
  readonly recipients?: readonly string[];
  readonly headerFrom?: string;
}

const isLogin = (fact: Fact): boolean => fact.kind === "decision" && fact.by.startsWith("login.");
/** Does a mail program speak to its mailbox, and no server to another? */
const isVisit = ({ service }: Fact): boolean => service === "imap" || service === "pop3";

/** The mailbox that a fact of a visit speaks of. */
function mailboxOf(fact: Fact): string | undefined {
  if (fact.kind === "mailbox.changed") return fact.where.mailbox;
  return fact.kind === "decision" && isLogin(fact) && isVisit(fact) ? fact.detail : undefined;
}

/** The addresses of a fact; a decision mostly repeats one, but for those of a policy server, which says who sends. */
function addressesOf(fact: Fact): readonly (string | undefined)[] {
  // A login that failed is looked for by its account, which nothing else of its session names.
  if (fact.kind === "decision" && isLogin(fact)) return isVisit(fact) ? [] : [fact.detail?.split("; ", 1)[0]];
  if (fact.kind === "decision" && fact.sender === undefined) return [];
  if (fact.kind === "mailbox.changed") return [];
  const { sender, recipient, originalRecipient, headerFrom, recipients = [] } = fact as Named;
  return [sender, recipient, originalRecipient, headerFrom, ...recipients];
}

type LoggedIn = Pick<Session, "facts" | "user">;

const loginsOf = ({ facts, user }: LoggedIn): readonly (string | undefined)[] => [
  user,
  ...facts.filter(isLogin).flatMap(addressesOf),
];

/** Under which addresses somebody logged in in a session with a server, or tried to. */
export const accountsOf = (session: LoggedIn): readonly string[] => [
  ...new Set(loginsOf(session).flatMap((account) => (account?.includes("@") ? normaliseAddress(account) : []))),
];

/** Did somebody log in by that address, or try to, or by its local part alone, by which many servers know their users? */
export const logsInAs = (session: LoggedIn, address: string): boolean => {
  const names = [normaliseAddress(address), localPartOf(address).toLowerCase()];
  return loginsOf(session).some((login) => login !== undefined && names.includes(normaliseAddress(login)));
};

/** The key of a login by the local part of an address. */
export const bareLoginKey = (address: string): string => keys.address(localPartOf(address));

/**
 * Broken off before its recipients were logged, or refused before there were any. Logins fail by the thousand where somebody guesses
 * passwords: they are found by their account, or by their address, but where nobody could log in at all.
 */
const isNameless = (facts: readonly Fact[]): boolean =>
  facts.some(
    (fact) =>
      (fact.kind === "decision" && fact.by === "login.unavailable") ||
      (fact.kind === "transaction.opened" && facts.some(({ kind }) => kind === "session.broken")) ||
      (fact.kind === "rcpt.refused" && fact.recipient === undefined && fact.stage !== "helo" && fact.stage !== "auth"),
  );

/** Is it the key of an id, under which the sessions of one message stand? */
export const isIdKey = (key: string): boolean => /^(?:queue-id|message-id|transid):/.test(key);

/** Every key of a session, each once. */
export function keysOf(session: Session): readonly string[] {
  const found = new Set<string>();
  const known = new Set<string | undefined>(["", undefined]);
  /** Most are named again and again. */
  const addAddress = (address: string | undefined) => {
    if (known.has(address)) return;
    known.add(address);
    for (const key of addressKeys(address ?? "")) found.add(key);
  };
  if (isNameless(session.facts)) found.add(keys.nameless);
  // Who logged in may send under another address.
  if (session.service === "smtp" && session.user?.includes("@")) addAddress(session.user);
  if (session.peer) found.add(keys.ip(session.peer));
  for (const host of [session.peerHost, session.helo]) if (host) found.add(keys.host(host));
  for (const { sender, recipients } of session.transactions) {
    addAddress(sender);
    for (const { address } of recipients) addAddress(address);
  }
  for (const fact of session.facts) {
    for (const address of addressesOf(fact)) addAddress(address);
    const mailbox = mailboxOf(fact);
    if (mailbox) found.add(keys.mailbox(mailbox));
  }
  addIds(session, found);
  return [...found];
}

/** Those of its ids alone, each once: lists of a long log follow them from session to session. */
export function idKeysOf(session: Pick<Session, "transactions" | "facts">): readonly string[] {
  const found = new Set<string>();
  addIds(session, found);
  return [...found];
}

function addIds({ transactions, facts }: Pick<Session, "transactions" | "facts">, found: Set<string>): void {
  for (const { transid, queueId, messageId } of transactions) {
    if (transid) found.add(keys.transid(transid));
    if (queueId) found.add(keys.queueId(queueId));
    if (messageId) found.add(keys.messageId(messageId));
  }
  for (const fact of facts) {
    if (fact.queueId) found.add(keys.queueId(fact.queueId));
    if (fact.messageId) found.add(keys.messageId(fact.messageId));
    if (fact.kind === "message.linked") found.add(keys.queueId(fact.from)).add(keys.queueId(fact.to));
    if (fact.kind === "attempt.ended" && fact.remoteId) found.add(keys.queueId(fact.remoteId));
  }
}

/** How Postfix words what hosts said, and what it found out itself. */

import { defined } from "../../base/defined.ts";
import { normaliseIp } from "../../base/ip.ts";
import type { Relay, Said, Stage } from "../../events/event.ts";
import { parseReply, type Reply } from "../../mail/reply.ts";
import { numberOf } from "../pattern.ts";

/*
 * In all expressions of this folder what ends with a mark that a stranger can leave out has a length (an address at most
 * 500 characters, about twice RFC 5321 §4.5.3.1.3): so a hostile line costs time in proportion to its length.
 */

/** `name[address]`, with a port where it is logged: three groups. One word in their place is what somebody put there who shows his log. */
export const peerPart = String.raw`(?:([^\s[]*) ?\[([^\]\s]*)\](?::(\d+))?|<?[\w.*-]{1,255}>?)`;
/** What stands behind the text of a refusal. */
export const envelopePart = String.raw`(?:from|to|proto|helo|sasl_\w+)=.*`;

/** An expression from text in which `PEER` and `ENVELOPE` stand for their parts. */
export const lineOf = (text: string): RegExp =>
  new RegExp(text.replaceAll("PEER", peerPart).replaceAll("ENVELOPE", envelopePart));

const envelopeField = /(?:^|[ ,])(from|to|helo)=(?:<([^>]{0,500})>|([^\s<>,;]{1,250}@[^\s<>,;]{1,250}))/g;
const envelopeNames: Readonly<Record<string, "sender" | "recipient" | "helo">> = {
  from: "sender",
  to: "recipient",
  helo: "helo",
};

/** `from=<…> to=<…> proto=… helo=<…>`: what there is of it. */
export function envelopeOf(text = ""): { sender?: string; recipient?: string; helo?: string } {
  const found: { sender?: string; recipient?: string; helo?: string } = {};
  for (const [, name = "", value, bare = ""] of text.matchAll(envelopeField)) {
    const field = envelopeNames[name];
    if (field) found[field] ??= value ?? bare;
  }
  return found;
}

const aboutWhom = /^<(.{1,320}?)>: (Sender|Recipient) address rejected/;

/** Whom a refusal is about by its own words, where the envelope behind them was cut off. */
export function namedIn(text: string): { sender?: string; recipient?: string } {
  const [, address, whose] = aboutWhom.exec(text) ?? [];
  if (address === undefined) return {};
  return whose === "Sender" ? { sender: address } : { recipient: address };
}

const stages: Readonly<Record<string, Stage>> = {
  CONNECT: "connect",
  HELO: "helo",
  EHLO: "helo",
  STARTTLS: "tls",
  AUTH: "auth",
  MAIL: "mail",
  RCPT: "rcpt",
  DATA: "data",
  BDAT: "data",
  "END-OF-MESSAGE": "eod",
  "end of DATA": "eod",
  "end of BDAT": "eod",
};

/** The stage of a word of Postfix (`RCPT`, `END-OF-MESSAGE`, `end of DATA`); undefined for other commands. */
export const stageOf = (word: string): Stage | undefined => stages[word] ?? stages[word.split(" ")[0] ?? ""];

/** A reply from its parts. */
export const replyOf = (code: string, enhanced: string | undefined, text: string): Reply =>
  defined({ code: Number(code), enhanced, text });

/** Logs before 2.3 have no `dsn=`: the status tells the class. */
const classes: Readonly<Record<string, string>> = { sent: "2.0.0", deferred: "4.0.0", SOFTBOUNCE: "4.0.0" };

const host = String.raw`(?:host )?([^\s[]+)\[([^\]\s]+)\](?::(\d+))?`;
const whileStages: readonly (readonly [RegExp, Stage])[] = [
  [/initial server greeting/, "connect"],
  [/HELO|EHLO/, "helo"],
  [/STARTTLS|TLS/, "tls"],
  [/MAIL FROM/, "mail"],
  [/RCPT TO/, "rcpt"],
  [/end of data/i, "eod"],
  [/DATA|message body|sending message/, "data"],
];

/** What Postfix says of a host: three groups of it, then the host's words (`quotes`) or what it did; last the command. */
const sayings: readonly {
  readonly line: RegExp;
  readonly quotes: boolean;
  readonly stageIn: (words: string, command: string) => Stage | undefined;
}[] = [
  {
    line: new RegExp(String.raw`^${host} said: (.*?)(?: \(in reply to (.{1,60}?)(?: command)?\))?$`),
    quotes: true,
    stageIn: (_, command) => stageOf(command.replace(/ (?:FROM|TO)$/, "")),
  },
  { line: new RegExp(`^${host} refused to talk to me: (.*)$`), quotes: true, stageIn: () => "connect" },
  // Until 2.3.
  {
    line: new RegExp(String.raw`^connect to ${host}: server refused to talk to me: (.*?)(?: +\(port \d+\))? *$`),
    quotes: true,
    stageIn: () => "connect",
  },
  { line: new RegExp(`^connect to ${host}: (.*)$`), quotes: false, stageIn: () => "connect" },
  {
    line: new RegExp(`^(?:conversation with|lost connection with|timeout with) ${host}(?: timed out)? while (.*)$`),
    quotes: false,
    stageIn: (words) => whileStages.find(([doing]) => doing.test(words))?.[1],
  },
];

const relayAt = (name: string | undefined, address: string | undefined, port: string | undefined): Relay => {
  // A socket in the file system: the name before it is our own.
  if (address?.includes("/")) return { host: address };
  const ip = normaliseIp(address ?? "");
  return defined({ host: name && name !== address ? name : undefined, ip, port: numberOf(port) });
};

/** The relay field: `mx.example.net[192.0.2.1]:25`, a socket, `virtual`, `none`. */
export function relayOf(field: string): Relay | undefined {
  const found = /^([^[]*)\[([^\]]*)\](?::(\d+))?$/.exec(field);
  if (found) return relayAt(found[1], found[2], found[3]);
  return field === "none" ? undefined : { host: field };
}

/**
 * What stands in brackets behind a status: a reply (whose host and stage it names), or a reason of Postfix itself, at
 * stage `queue` and without a code, as no server spoke.
 */
export function saidOf(text: string, status: string, enhanced?: string): Said {
  const own = (reason: string) => replyOf("0", enhanced ?? classes[status] ?? "5.0.0", reason);
  for (const { line, quotes, stageIn } of sayings) {
    const found = line.exec(text);
    if (!found) continue;
    const [, name, address, port, words = "", command = ""] = found;
    const reply = quotes ? (parseReply(words) ?? own(words)) : own(text);
    return defined({ reply, relay: relayAt(name, address, port), stage: stageIn(words, command) });
  }
  const reply = parseReply(text);
  if (reply) return { reply };
  return { reply: own(text), ...(status !== "sent" && { stage: "queue" as const }) };
}

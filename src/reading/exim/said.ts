/** How Exim words what hosts said, and what it found out itself. */
import { defined } from "../../base/defined.ts";
import type { Relay, Said, Stage } from "../../events/event.ts";
import { ownWord, parseReply, type Reply } from "../../mail/reply.ts";
import { type Peer, peerOf } from "./fields.ts";

const stages: readonly (readonly [RegExp, Stage])[] = [
  [/^initial connection/, "connect"],
  [/^(?:EHLO|HELO|LHLO)/i, "helo"],
  [/^STARTTLS/i, "tls"],
  [/^AUTH/i, "auth"],
  [/^MAIL/i, "mail"],
  [/^RCPT/i, "rcpt"],
  [/^(?:end of data|sending data block|PRDR|\.)/i, "eod"],
  [/^(?:DATA|BDAT)/i, "data"],
];

/** The stage that a command names ("RCPT TO:<…>", "end of data"). */
export const stageAfter = (command: string): Stage | undefined =>
  stages.find(([words]) => words.test(command.replace(/^pipelined /, "")))?.[1];

/** A word of Exim itself. `transient` as the log's own mark says. */
export const eximsWord = (text: string, transient: boolean): Reply =>
  ownWord(unprinted(text), transient ? "4.0.0" : "5.0.0");

/** Line breaks are logged as `\n`. */
export const unprinted = (text: string): string => text.replaceAll("\\n", "\n");

/** The text of a refusal: with the code that an ACL gave it, or without any. */
export const refusalOf = (text: string, transient: boolean): Reply =>
  parseReply(unprinted(calledOut.exec(text)?.[1] ?? text)) ??
  eximsWord(text === "" && transient ? troubled : text, transient);

/** What Exim replies where no rule has a text of its own for "later": one could not be followed (smtp_in.c). */
const troubled = "Temporary local problem - please try later";

/** Another host was asked whether it takes the recipient: its words are the reason. */
const calledOut =
  /^\S{1,300} \[[^\]]{1,60}\](?::\d+)? ?: SMTP error from remote mail server after .{1,1000}?: ([2-5]\d\d[ -].*)$/s;

/** Old versions say "remote mailer", and to a mail store beside it none is named. */
const remote =
  /^(?:SMTP|LMTP|PRDR) error (?:from remote (?:mail server|mailer) )?after (.{1,1000}?): (?:host (\S{1,300} \[[^\]]{1,60}\](?::\d+)?): )?([2-5]\d\d[ -].*)$/s;
/** `127.0.0.2 [127.0.0.2]:25`. */
const host = String.raw`\S{1,300} \[[^\]]{1,60}\](?::\d+)?`;
/** Exim 4.82 names the host in the midst of it. */
const silent = new RegExp(
  `^(?:SMTP timeout (?:while connected to (${host}) )?after|Remote host (?:(${host}) )?closed connection in response to|` +
    String.raw`Malformed SMTP reply (?:from (${host}) )?(?:\(an empty line\) )?in response to) (.*)$`,
  "s",
);
/** Where no command is named: the connection itself failed. */
const unconnected =
  /^(?:Connection (?:refused|timed out|reset)|No route to host|Network is unreachable|Host is unreachable|Connection reset by peer)/;

/** Of a try, which always got somewhere. */
export interface SaidAtTry extends Said {
  readonly stage: Stage;
}

export const relayOf = ({ host, ip, port }: Peer): Relay => defined({ host, ip, port });

/** What stands behind the fields of `==` and `**`: a host's reply, what it did not say, or a reason of Exim's own. */
export function saidOf(text: string, transient: boolean): SaidAtTry {
  const found = remote.exec(text);
  if (found) {
    const [, command = "", host, words = ""] = found;
    const relay = host === undefined ? undefined : relayOf(peerOf(host));
    return defined({ reply: refusalOf(words, transient), stage: stageAfter(command) ?? "queue", relay });
  }
  const reply = eximsWord(text, transient);
  const [, ...parts] = silent.exec(text) ?? [];
  const command = parts.pop();
  if (command === undefined) return { reply, stage: unconnected.test(text) ? "connect" : "queue" };
  const named = parts.find((part) => part !== undefined);
  const relay = named === undefined ? undefined : relayOf(peerOf(named));
  return defined({ reply, stage: stageAfter(command) ?? "queue", relay });
}

/** Before the next host is tried, or the same one later. */
const inPassing = new RegExp(`^(?:H=(${host})(?: .{1,100})?: )?((?:SMTP|LMTP) error .*)$`, "s");

/** What a host answered, where a remark of the queue quotes it; undefined for any other remark. */
export function saidInPassing(text: string): Said | undefined {
  const [, named, error = ""] = inPassing.exec(text) ?? [];
  if (!remote.test(error)) return undefined;
  const said = saidOf(error, true);
  return named === undefined ? said : { relay: relayOf(peerOf(named)), ...said };
}

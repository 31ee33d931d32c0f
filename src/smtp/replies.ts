/** What the engine itself says, beside the answers of the verbs. */
import type { Refusal } from "../mail/envelope.ts";
import type { Reply } from "../mail/reply.ts";
import type { Excess } from "../net/connection-count.ts";
import type { Overrun } from "../net/deadlines.ts";
import type { Flaw } from "../net/line-stream.ts";
import { type OpenTransaction, type Phase, refuse, type SmtpAnswer } from "./command.ts";
import type { ListenerKind } from "./hooks.ts";

/** The cause of every refusal for form or order. */
export const protocolError = "session.protocol-error";

/** A refusal of the engine: who decided, the cause, and the reply. */
const refusal = (by: string, cause: string | undefined, code: number, enhanced: string, text: string): Refusal => ({
  reply: { code, enhanced, text },
  by,
  ...(cause && { cause }),
});

export const greeting = (hostname: string, listener: ListenerKind): Reply => ({
  code: 220,
  text: `${hostname} ${listener === "lmtp" ? "LMTP" : "ESMTP"} Postino`,
});

/** `sizeBytes` without the final dot; the wording is fixed, tools read it. */
export function accepted(sizeBytes: number, seconds: number, id: string): Reply {
  const two = (n: number) => String(Math.floor(n)).padStart(2, "0");
  const time = `${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
  const text = `${sizeBytes} bytes received in ${time}; Message id ${id} accepted for delivery`;
  return { code: 250, enhanced: "2.6.0", text };
}

const nextStep: Readonly<Record<Phase, string>> = {
  start: "Greet first, by EHLO",
  greeted: "Name the sender first, by MAIL FROM",
  mail: "A message is already begun, go on with RCPT TO or give it up by RSET",
  rcpt: "A message is already begun, go on with DATA or give it up by RSET",
  chunks: "A message is coming in chunks, go on with BDAT or give it up by RSET",
};

/** A verb in the wrong phase. */
export const outOfOrder = (phase: Phase) => refuse("sequence", protocolError, 503, "5.5.1", nextStep[phase]);

/** DATA or BDAT without a recipient. RFC 5321 §3.3: 554 where RCPT was tried in vain; without any RCPT the order is wrong. */
export const withoutRecipients = (transaction: OpenTransaction | undefined): SmtpAnswer =>
  (transaction?.refused.length ?? 0) > 0
    ? refuse("recipients.none", undefined, 554, "5.5.1", "There is no valid recipient")
    : refuse("sequence", protocolError, 503, "5.5.1", "Name a recipient first, by RCPT TO");

export const unknownVerb = refuse("syntax.verb", protocolError, 500, "5.5.2", "This is no command known here");
export const notOffered = refuse("syntax.not-offered", protocolError, 502, "5.5.1", "This command is not offered here");
export const flawedLine = (flaw: Flaw) => {
  const text = flaw === "8-bit" ? "A command is UTF-8" : `A command ends with CR LF, this one has ${flaw}`;
  return refuse("syntax.line", protocolError, 500, "5.5.2", text);
};
export const lineTooLong = (maxBytes: number) =>
  refuse("syntax.line-length", protocolError, 500, "5.5.2", `A command is no longer than ${maxBytes} bytes`);
export const endlessLine = refusal("syntax.line-length", protocolError, 421, "4.5.2", "This line does not end");

export const tooLarge = (maxBytes: number) =>
  refusal("size.exceeded", "data.size-exceeded", 552, "5.3.4", `The message is larger than ${maxBytes} bytes`);
export const contentLineTooLong = (maxBytes: number) =>
  refusal(
    "content.line-length",
    "data.line-format",
    554,
    "5.6.0",
    `A line of the message is longer than ${maxBytes} bytes`,
  );
export const headerTooLarge = (maxBytes: number) =>
  refusal("content.header-size", "eod.malformed", 554, "5.6.0", `The header is larger than ${maxBytes} bytes`);
export const noHeaderRoom = refusal(
  "content.header-room",
  "eod.tempfail",
  451,
  "4.3.0",
  "The server cannot keep so large a header now, try again later",
);
export const tooManyHops = (hops: number) =>
  refusal("content.hops", "queue.loop", 554, "5.4.6", `The message has come through ${hops} servers, it is in a loop`);
export const deliveredBefore = (address: string) =>
  refusal(
    "content.delivered-before",
    "queue.loop",
    554,
    "5.4.6",
    `The message was delivered to <${address}> before, it is in a loop`,
  );
export const tooManyErrors = refusal(
  "errors.limit",
  "session.too-many-errors",
  421,
  "4.7.0",
  "Too many errors in this session, the connection is closed",
);
export const webClient = refusal("protocol.http", "session.bot-noise", 421, "4.7.0", "This is a mail server");
const connectRefusals: Readonly<Record<Excess | "proxy", Refusal>> = {
  connections: refusal(
    "connections.limit",
    "connect.too-many",
    421,
    "4.3.2",
    "No connection is free now, try again later",
  ),
  "connections-per-peer": refusal(
    "connections.peer-limit",
    "connect.too-many",
    421,
    "4.7.0",
    "Your address has its share of connections already",
  ),
  "connections-per-network": refusal(
    "connections.network-limit",
    "connect.too-many",
    421,
    "4.7.0",
    "Your network has its share of connections already",
  ),
  proxy: refusal(
    "proxy.header",
    "session.protocol-error",
    421,
    "4.7.0",
    "Only a proxy may connect here, with its header",
  ),
};
export const notLetIn = (over: Excess | "proxy"): Refusal => connectRefusals[over];
export const earlyTalker = refusal(
  "greeting.early-talker",
  "greeting.early-talker",
  554,
  "5.7.1",
  "A mail server waits for the greeting before it talks",
);
export const localError = refusal("error", undefined, 451, "4.3.0", "An error on our side, try again later");

export const shuttingDown: Reply = { code: 421, enhanced: "4.3.2", text: "The server stops, try again soon" };
export const tooSlow: Readonly<Record<Exclude<Overrun, "idle">, Reply>> = {
  session: { code: 421, enhanced: "4.4.2", text: "The session lasted too long" },
  transaction: { code: 421, enhanced: "4.4.2", text: "The message took too long" },
  rate: { code: 421, enhanced: "4.4.2", text: "The message came too slowly" },
};
export const idleTooLong = (seconds: number): Reply => ({
  code: 421,
  enhanced: "4.4.2",
  text: `Nothing came for ${seconds} s, the connection is closed`,
});
export const tooManyLogins = refusal(
  "auth.limit",
  "submission.auth-failed",
  421,
  "4.7.0",
  "Too many failed logins in this session, the connection is closed",
);

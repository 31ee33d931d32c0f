/** What the engine itself says, beside the answers of the verbs. */
import type { Refusal } from "../mail/envelope.ts";
import type { Reply } from "../mail/reply.ts";
import { type Phase, refuse } from "./command.ts";

/** The cause of every refusal for form or order. */
export const protocolError = "session.protocol-error";

/** A refusal of the engine: who decided, the cause, and the reply. */
const refusal = (by: string, cause: string | undefined, code: number, enhanced: string, text: string): Refusal => ({
  reply: { code, enhanced, text },
  by,
  ...(cause && { cause }),
});

export const greeting = (hostname: string): Reply => ({ code: 220, text: `${hostname} ESMTP Postino` });

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
};

/** A verb in the wrong phase. */
export const outOfOrder = (phase: Phase) => refuse("sequence", protocolError, 503, "5.5.1", nextStep[phase]);

export const unknownVerb = refuse("syntax.verb", protocolError, 500, "5.5.2", "This is no command known here");
export const notOffered = refuse("syntax.not-offered", protocolError, 502, "5.5.1", "This command is not offered here");
export const flawedLine = (flaw: string) =>
  refuse("syntax.line", protocolError, 500, "5.5.2", `A command ends with CR LF, this one has ${flaw}`);
export const lineTooLong = (maxBytes: number) =>
  refuse("syntax.line-length", protocolError, 500, "5.5.2", `A command is no longer than ${maxBytes} bytes`);
export const endlessLine = refusal("syntax.line-length", protocolError, 421, "4.5.2", "This line does not end");

export const tooLarge = (maxBytes: number) =>
  refusal("size.exceeded", "data.size-exceeded", 552, "5.3.4", `The message is larger than ${maxBytes} bytes`);
export const tooManyErrors = refusal(
  "errors.limit",
  "session.too-many-errors",
  421,
  "4.7.0",
  "Too many errors in this session, the connection is closed",
);
export const webClient = refusal("protocol.http", "session.bot-noise", 421, "4.7.0", "This is a mail server");
export const tooManyConnections = (over: "connections" | "connections-per-peer") =>
  over === "connections"
    ? refusal("connections.limit", "connect.too-many", 421, "4.3.2", "No connection is free now, try again later")
    : refusal(
        "connections.peer-limit",
        "connect.too-many",
        421,
        "4.7.0",
        "Your address has its share of connections already",
      );
export const localError = refusal("error", undefined, 451, "4.3.0", "An error on our side, try again later");

export const shuttingDown: Reply = { code: 421, enhanced: "4.3.2", text: "The server stops, try again soon" };
export const idleTooLong = (seconds: number): Reply => ({
  code: 421,
  enhanced: "4.4.2",
  text: `Nothing came for ${seconds} s, the connection is closed`,
});
export const sessionTooLong: Reply = { code: 421, enhanced: "4.4.2", text: "The session lasted too long" };

/** What Postfix counts of its clients, and what it answers when there is too much. */
import type { Stage } from "../../events/event.ts";

type Limit = readonly [stage: Stage, code: string, enhanced: string, text: string];

/** What anvil counts: at which stage a client has too much of it, and what smtpd then answers, which it does not log. */
const limits: Readonly<Record<string, Limit>> = {
  "Connection concurrency": ["connect", "421", "4.7.0", "Error: too many connections from"],
  "Connection rate": ["connect", "421", "4.7.0", "Error: too many connections from"],
  "New TLS session rate": ["tls", "421", "4.7.0", "Error: too many new TLS sessions from"],
  "AUTH command rate": ["auth", "450", "4.7.1", "Error: too many AUTH commands from"],
  "Message delivery request rate": ["mail", "450", "4.7.1", "Error: too much mail from"],
  "Recipient address rate": ["rcpt", "450", "4.7.1", "Error: too many recipients from"],
};
/** What else it counts new TLS sessions for: a client that had too many may begin none. */
const refusedTls: Limit = ["tls", "454", "4.7.0", "Error: too many new TLS sessions from"];
/** The words of its warnings, before the client and the service: an expression. */
export const limited = `${Object.keys(limits).join(" limit exceeded: \\d+|")} limit exceeded: \\d+|Refusing STARTTLS request`;

/** By the words of its warning. */
export const limitOf = (warning: string): Limit => limits[warning.split(" limit", 1)[0] ?? ""] ?? refusedTls;

/** What a row of Exchange says became of a recipient: a reply, and who gave it. */
import { defined } from "../../base/defined.ts";
import { normaliseIp } from "../../base/ip.ts";
import type { Relay } from "../../events/event.ts";
import { parseReply, type Reply } from "../../mail/reply.ts";

export interface Said {
  readonly reply?: Reply;
  readonly relay?: Relay;
}

/** `[{LED=…};{MSG=…};{FQDN=…};{IP=…};{LRT=…}]` of 2013 and later: last error, and the server that gave it. */
const framed = /\{(LED|FQDN|IP)=((?:[^{}]|\{[^{}]*\})*)\}/g;

/** What the other server said, where Exchange tells of it in words of its own. */
const inner = /target IP address responded with: "([2-5]\d\d[ -].*?)"/s;

/** The words of one recipient. */
export function saidIn(status: string): Said {
  const fields = new Map([...status.matchAll(framed)].map(([, name = "", value = ""]) => [name, value.trim()]));
  const words = (fields.get("LED") ?? status).replace(/^\[|\]$/g, "").trim();
  const reply = parseReply(inner.exec(words)?.[1] ?? words);
  const ip = normaliseIp(fields.get("IP")?.replace(/:\d+$/, "") ?? "");
  const host = fields.get("FQDN") || undefined;
  return defined({ reply, relay: ip || host ? defined({ ip, host }) : undefined });
}

/** One for each recipient where there are as many of them, else the same for all. */
export function statuses(text: string, count: number): readonly string[] {
  const parts = text.includes("[{") ? text.split(/(?<=\]);(?=\[\{)/) : text.split(";");
  const each = count > 1 && parts.length === count ? parts : undefined;
  return Array.from({ length: count }, (_, n) => each?.[n] ?? text);
}

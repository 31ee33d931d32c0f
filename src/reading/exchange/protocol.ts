/** Exchange's protocol logs: the dialogue of its receive and send connectors, a row a line of it. */
import { defined } from "../../base/defined.ts";
import { normaliseIp } from "../../base/ip.ts";
import type { Ended } from "../../events/event.ts";
import { parseReply } from "../../mail/reply.ts";
import type { Draft } from "../pattern.ts";
import type { Row } from "./table.ts";

export interface Spoken {
  /** We received: `<` is what the peer said. */
  readonly isServer: boolean;
  /** Lines of a reply that goes on. */
  pending: string[];
  /** 354 was said, or a chunk announced: what comes next is the answer to the content, which no row shows. */
  content: "asked" | "chunk" | undefined;
  declaredBytes: number;
  quit: boolean;
}

const endings: readonly (readonly [RegExp, Ended])[] = [
  [/remote.*reset|socketerror/i, "peer-reset"],
  [/remote/i, "peer-closed"],
  [/time-?out/i, "timeout"],
  [/local/i, "local-closed"],
];

/** `10.0.0.6:25`, `[2001:db8::7]:25`. */
export function endpointOf(text: string): { readonly ip?: string; readonly port?: number } {
  const [, address = "", port] = /^\[?([^\]]*?)\]?:(\d{1,5})$/.exec(text) ?? [];
  return defined({ ip: normaliseIp(address), port: port === undefined ? undefined : Number(port) });
}

/** What a row of a session tells. */
export function said(row: Row, session: Spoken): readonly Draft[] {
  const event = row("event");
  const data = row("data");
  const context = row("context");
  const drafts: Draft[] = [];
  const flush = () => {
    if (session.pending.length > 0) drafts.push(...replied(session));
  };
  if (event === ">" || event === "<") {
    const isReply = (event === ">") === session.isServer && /^[2-5]\d\d(?:[ -]|$)/.test(data);
    if (!isReply) {
      flush();
      drafts.push(...commanded(data, session));
    } else {
      if (session.pending.length > 0 && session.pending[0]?.slice(0, 3) !== data.slice(0, 3)) flush();
      session.pending.push(data);
      if (data[3] !== "-") flush();
    }
  } else if (event === "-") {
    flush();
    const how = `${data} ${context}`;
    drafts.push({
      kind: "session.closed",
      ended: session.quit ? "quit" : (endings.find(([words]) => words.test(how))?.[1] ?? "unknown"),
    });
  } else if (event === "*") {
    flush();
    drafts.push({ kind: "session.noted", text: [data, context].filter((text) => text !== "").join(" ") });
  }
  return drafts;
}

/** The reply that has come so far; before the one to the content stands that the content is over. */
function replied(session: Spoken): readonly Draft[] {
  const reply = parseReply(session.pending.join("\n"));
  session.pending = [];
  if (!reply) return [];
  const draft: Draft = { kind: "smtp.reply", ...reply };
  if (reply.code === 354) {
    session.content = "asked";
    return [draft];
  }
  const isAnswer = session.content !== undefined;
  session.content = undefined;
  // A goodbye after silence answers nothing.
  return isAnswer && reply.code !== 421
    ? [{ kind: "data.ended", receivedBytes: session.declaredBytes }, draft]
    : [draft];
}

function commanded(data: string, session: Spoken): readonly Draft[] {
  const [verb = "", ...rest] = data.split(" ");
  const argument = rest.join(" ");
  const command = verb.toUpperCase();
  if (command === "QUIT") session.quit = true;
  if (command === "MAIL") session.declaredBytes = Number(/\bSIZE=(\d+)/i.exec(argument)?.[1] ?? 0);
  if (command === "BDAT") {
    session.declaredBytes = Number(rest[0]) || session.declaredBytes;
    if (/\bLAST\b/i.test(argument)) session.content = "chunk";
  }
  if (!/^[A-Z-]{3,20}$/.test(command)) return [];
  const shown = command === "AUTH" || command === "X-EXPS" ? (rest[0] ?? "") : argument;
  return [defined({ kind: "smtp.command", verb: command, argument: shown })];
}

/** Puts the interleaved lines of an IceWarp log into sessions: who opened, what was said, how it ended. */
import { defined } from "../../base/defined.ts";
import { normaliseIp } from "../../base/ip.ts";
import type { Emit, Ended, MailEvent, Role, Service, Source } from "../../events/event.ts";
import { parseReply } from "../../mail/reply.ts";
import type { LogContext } from "../format.ts";
import type { Line } from "../line.ts";
import { type Draft, numberOf } from "../pattern.ts";
import { endingOf, judgedIn, summaryLine, timeoutLine } from "./lines.ts";
import type { IcewarpStamp } from "./stamp.ts";
import { disconnects, goesOn, type Key, OpenThreads, opening, type Threaded } from "./threads.ts";
import { IcewarpVisit, withoutSecret } from "./visit.ts";

/** When a thing was said, in which line (none for an end that is not logged), and who is to hear of it. */
export interface Spot {
  readonly stamp: IcewarpStamp;
  readonly source: Source | undefined;
  readonly emit: Emit;
}

/** Who says it. */
interface Speaker {
  readonly node: string;
  readonly service: Service;
  readonly id?: string;
  readonly peer?: string | undefined;
}

/** Emits what was said there. */
export function emitAt(spot: Spot, { node, service, id: session, peer }: Speaker, draft: Draft): void {
  const { at, precisionSeconds: atPrecisionSeconds } = spot.stamp;
  const base = { at, atPrecisionSeconds, node, service, source: spot.source, session, peer };
  spot.emit({ ...defined(base), ...draft } as MailEvent);
}

/** What is made of the lines that belong to sessions; `S` is what a session is there. */
export interface LinesToSessions<S> {
  /** Reads one line; gives the session it belongs to. */
  read(line: Line, spot: Spot, key: Key, text: string): S;
  /** A text without a beginning of its own goes on with the last line of a session. */
  note(session: S, source: Source, text: string, emit: Emit): void;
  /** Ends what is open where the log does not: another session took its place, or it was forgotten. */
  endUnseen(forgotten: boolean, emit: Emit): void;
  close(emit: Emit): void;
}

interface IcewarpSession extends Threaded {
  readonly id: string;
  readonly service: Service;
  readonly node: string;
  role: Role | undefined;
  peer: string | undefined;
  opened: boolean;
  /** Who closed, as far as the dialogue tells. */
  ended: Ended;
  /** The reply 334 was given: what comes next is a secret. */
  asksSecret: boolean;
  greeted: boolean;
  /** Something was said. */
  spoken: boolean;
  /** What a mail program does in its mailbox. */
  readonly visit: IcewarpVisit | undefined;
  /** A reply of several lines that may go on. */
  pending:
    | { readonly at: IcewarpStamp; readonly beginning: string; readonly lines: string[]; readonly sources: Source[] }
    | undefined;
  last: IcewarpStamp;
}

/** A reply has at most so many lines that we keep (RFC 5321 sets no limit; EHLO has about twenty). */
const maxReplyLines = 200;
const hidden = "(hidden)";

export class IcewarpSessions implements LinesToSessions<IcewarpSession> {
  readonly #context: LogContext;
  readonly #open = new OpenThreads<IcewarpSession>();

  constructor(context: LogContext) {
    this.#context = context;
  }

  read(line: Line, spot: Spot, key: Key, whole: string): IcewarpSession {
    const { text, client, connects } = opening(whole);
    const session = this.#sessionFor(line, spot, key, client, connects);
    session.peer ??= normaliseIp(key.address);
    const { pending } = session;
    if (pending && !continues(pending.beginning, text)) this.#flush(session, spot.emit);
    session.last = spot.stamp;
    if (connects) this.#connected(session, spot, text);
    else if (disconnects(text)) this.#end(session, spot, endingOf(text) ?? session.ended);
    else if (text.startsWith("<<< ") || text.startsWith(">>> ")) this.#said(session, spot, text);
    else {
      const draft = summaryLine(text) ?? timeoutLine(text) ?? ({ kind: "session.noted", text } as const);
      if (draft.kind === "session.timeout") session.ended = "timeout";
      emitAt(spot, session, draft);
      const judged = judgedIn(draft);
      if (judged) emitAt(spot, session, judged);
    }
    return session;
  }

  note(session: IcewarpSession, source: Source, text: string, emit: Emit): void {
    this.#flush(session, emit);
    const stamp = { at: session.last.at, precisionSeconds: 1 };
    emitAt({ stamp, source, emit }, session, { kind: "session.noted", text });
  }

  endUnseen(forgotten: boolean, emit: Emit): void {
    for (const session of [...this.#open.values()])
      this.#endUnseen(session, forgotten ? "unknown" : session.ended, emit);
  }

  /** Emits the replies that may have gone on. */
  close(emit: Emit): void {
    for (const session of this.#open.values()) this.#flush(session, emit);
  }

  #sessionFor(line: Line, spot: Spot, key: Key, client: boolean, connects: boolean): IcewarpSession {
    const named = this.#open.of(key, client);
    if (named && goesOn(named, key, client, connects)) return named;
    if (named) this.#endUnseen(named, named.ended, spot.emit);
    const session: IcewarpSession = {
      id: this.#context.newSession(key.service, line),
      name: key.name,
      thread: key.threadName,
      service: key.service,
      node: this.#context.nodeOf(line),
      role: client ? "client" : undefined,
      peer: undefined,
      opened: false,
      connected: false,
      ended: "unknown",
      asksSecret: false,
      greeted: false,
      spoken: false,
      visit: key.service === "pop3" || key.service === "imap" ? new IcewarpVisit(key.service) : undefined,
      pending: undefined,
      last: spot.stamp,
    };
    const oldest = this.#open.add(session);
    if (oldest) this.#endUnseen(oldest, "unknown", spot.emit);
    // What opens with its peer unknown is a client session; others open with "Connected".
    if (client && !connects) {
      session.opened = true;
      emitAt(spot, session, { kind: "session.opened", role: "client" });
    }
    return session;
  }

  #connected(session: IcewarpSession, spot: Spot, text: string): void {
    session.connected = true;
    session.role ??= "server";
    // A client session may have opened with its DNS lines already: then this is a remark.
    if (session.opened) return emitAt(spot, session, { kind: "session.noted", text });
    session.opened = true;
    const found = /local IP=\[?([^,\s\]]+?)\]?(?::(\d+))?(?:,|$)/.exec(text);
    const ip = normaliseIp(found?.[1] ?? "");
    const port = numberOf(/local port=(\d+)/.exec(text)?.[1] ?? found?.[2]);
    const peerPort = numberOf(/peer port=(\d+)/.exec(text)?.[1]);
    const local = ip || port !== undefined ? defined({ ip, port }) : undefined;
    emitAt(spot, session, defined({ kind: "session.opened", role: session.role, peerPort, local }));
  }

  /** An end that no line tells: another session begins in its place. */
  #endUnseen(session: IcewarpSession, ended: Ended, emit: Emit): void {
    this.#end(session, { stamp: session.last, source: undefined, emit }, ended);
  }

  #end(session: IcewarpSession, spot: Spot, ended: Ended): void {
    this.#flush(session, spot.emit);
    emitAt(spot, session, { kind: "session.closed", ended });
    this.#open.end(session);
  }

  /** `>>>` is what the product wrote, `<<<` what it read, in both roles. */
  #said(session: IcewarpSession, spot: Spot, text: string): void {
    const ours = text.startsWith(">>>");
    const said = text.slice(4);
    const content = /^(\d+) bytes \(overall data transfer speed=(\d+)? ?B\/s\)/.exec(said);
    if (content) {
      const [receivedBytes, bytesPerSecond] = [Number(content[1]), numberOf(content[2])];
      return emitAt(spot, session, defined({ kind: "data.ended", receivedBytes, bytesPerSecond }));
    }
    if (session.visit) return this.#visited(session, session.visit, spot, ours, said);
    const code = session.service === "smtp" ? /^([2-5]\d\d)(?:[ -]|$)/.exec(said)?.[1] : undefined;
    // Who greets is the server: older versions do not say before each line that it is a session of our own.
    if (code && !ours && !session.spoken && session.role === "server") {
      session.role = "client";
      emitAt(spot, session, { kind: "session.opened", role: "client" });
    }
    session.spoken = true;
    if (code && session.role === undefined) session.role = ours ? "server" : "client";
    const reply = code !== undefined && (session.role === "server") === ours;
    if (reply) this.#replied(session, spot, text);
    else if (session.service === "smtp") this.#commanded(session, spot, said);
    else emitAt(spot, session, { kind: "session.noted", text });
  }

  /** A line of POP3 or IMAP, and what follows from it. */
  #visited(session: IcewarpSession, visit: IcewarpVisit, spot: Spot, ours: boolean, said: string): void {
    const text = `${ours ? ">>>" : "<<<"} ${ours ? said : withoutSecret(said)}`;
    emitAt(spot, session, { kind: "session.noted", text });
    if (!ours && /^(?:\S+ LOGOUT|QUIT)\s*$/i.test(said)) session.ended = "quit";
    for (const { draft, source } of visit.take(ours, said, spot.source))
      emitAt(source ? { ...spot, source } : spot, session, draft);
  }

  #replied(session: IcewarpSession, { stamp, source, emit }: Spot, text: string): void {
    session.pending ??= { at: stamp, beginning: text.slice(0, 7), lines: [], sources: [] };
    if (session.pending.lines.length < maxReplyLines) {
      session.pending.lines.push(text.slice(4));
      if (source) session.pending.sources.push(source);
    }
    if (text[7] !== "-") this.#flush(session, emit);
  }

  #commanded(session: IcewarpSession, spot: Spot, said: string): void {
    const space = said.indexOf(" ");
    const verb = (space < 0 ? said : said.slice(0, space)).toUpperCase();
    const argument = space < 0 ? "" : said.slice(space + 1);
    if (verb === "QUIT") session.ended = "quit";
    const secret = session.asksSecret
      ? ({ verb: "AUTH", argument: hidden } as const)
      : { verb, argument: verb === "AUTH" ? argument.replace(/ .*$/, ` ${hidden}`) : argument };
    session.asksSecret = false;
    emitAt(spot, session, { kind: "smtp.command", ...secret });
  }

  /** Emits the reply that has come so far as one event. */
  #flush(session: IcewarpSession, emit: Emit): void {
    const { pending } = session;
    if (!pending) return;
    session.pending = undefined;
    const reply = parseReply(pending.lines.join("\n"));
    const [first, ...also] = pending.sources;
    if (!reply || !first) return;
    session.asksSecret = reply.code === 334;
    if (!session.greeted && reply.code >= 400) session.ended = "refused";
    session.greeted = true;
    const source = also.length > 0 ? { ...first, also } : first;
    emitAt({ stamp: pending.at, source, emit }, session, { kind: "smtp.reply", ...reply });
  }
}

/** Is this a further line of a reply that begins so, with direction and code? */
const continues = (beginning: string, text: string): boolean =>
  text.startsWith(beginning) && /^[ -]|^$/.test(text.slice(7, 8));

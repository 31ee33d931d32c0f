/** Puts the interleaved lines of an IceWarp log into sessions: who opened, what was said, how it ended. */
import { normaliseIp } from "../../base/ip.ts";
import type { Emit, Ended, Role, Service, Source } from "../../events/event.ts";
import { parseReply } from "../../mail/reply.ts";
import type { LogContext } from "../format.ts";
import type { Line } from "../line.ts";
import type { Draft } from "../pattern.ts";
import { endingOf, summaryLine, timeoutLine } from "./lines.ts";
import type { IcewarpStamp } from "./stamp.ts";

/** By what a line's session is known. */
interface Key {
  readonly family: string;
  readonly address: string;
  readonly thread: string;
}

export interface IcewarpSession {
  readonly id: string;
  readonly key: string;
  readonly thread: string;
  readonly service: Service;
  readonly node: string;
  role: Role | undefined;
  peer: string | undefined;
  opened: boolean;
  connected: boolean;
  /** Who closed, as far as the dialogue tells. */
  ended: Ended;
  /** The reply 334 was given: what comes next is a secret. */
  asksSecret: boolean;
  greeted: boolean;
  /** A reply of several lines that may go on. */
  pending:
    | { readonly at: IcewarpStamp; readonly code: string; readonly lines: string[]; readonly sources: Source[] }
    | undefined;
  last: IcewarpStamp;
}

/** Sessions whose end is not logged stay open up to this number; then the oldest is let go. */
const maxOpenSessions = 100_000;
/** A reply has at most so many lines that we keep (RFC 5321 sets no limit; EHLO has about twenty). */
const maxReplyLines = 200;
/** Thread ids of this length are unique; shorter ones serve many sessions in turn. */
const uniqueThreadLength = 16;
const clientWords = "Client session ";
const hidden = "(hidden)";

export class IcewarpSessions {
  readonly #context: LogContext;
  readonly #open = new Map<string, IcewarpSession>();
  /** The last session of a thread: "SYSTEM" lines with its thread belong to it. */
  readonly #byThread = new Map<string, IcewarpSession>();

  constructor(context: LogContext) {
    this.#context = context;
  }

  /** Reads one line; gives the session it belongs to. */
  read(line: Line, stamp: IcewarpStamp, service: Service, key: Key, whole: string, emit: Emit): IcewarpSession {
    const client = whole.startsWith(clientWords);
    const text = client ? whole.slice(clientWords.length) : whole;
    const connects = /^Connected\b/.test(text);
    const session = this.#sessionFor(line, stamp, service, key, { client, connects }, emit);
    const peer = normaliseIp(key.address);
    session.peer ??= peer;
    const pending = session.pending;
    if (pending && !continues(pending.code, text)) this.#flush(session, emit);
    session.last = stamp;
    if (connects) this.#connected(session, line, stamp, text, emit);
    else if (/^Disconnected\b/.test(text)) this.#disconnected(session, line, stamp, text, emit);
    else if (text.startsWith("<<< ") || text.startsWith(">>> ")) this.#said(session, line, stamp, text, emit);
    else {
      const draft = summaryLine(text) ?? timeoutLine(text) ?? ({ kind: "session.noted", text } as const);
      if (draft.kind === "session.timeout") session.ended = "timeout";
      this.#emit(session, line.source(), stamp, draft, emit);
    }
    return session;
  }

  /** Keeps a text with a session. */
  note(session: IcewarpSession, line: Line, stamp: IcewarpStamp, text: string, emit: Emit): void {
    this.#flush(session, emit);
    this.#emit(session, line.source(), stamp, { kind: "session.noted", text }, emit);
  }

  /** Emits the replies that may have gone on. */
  close(emit: Emit): void {
    for (const session of this.#open.values()) this.#flush(session, emit);
  }

  #sessionFor(
    line: Line,
    stamp: IcewarpStamp,
    service: Service,
    key: Key,
    said: { readonly client: boolean; readonly connects: boolean },
    emit: Emit,
  ): IcewarpSession {
    const unique = key.thread.length === uniqueThreadLength;
    const threadKey = `${key.family} ${key.thread}`;
    const name = unique ? threadKey : `${threadKey} ${key.address}`;
    const named =
      this.#open.get(name) ?? (key.address === "SYSTEM" || said.client ? this.#byThread.get(threadKey) : undefined);
    // A client session looks up and connects under the same thread before it knows its peer.
    const goesOn = named && (unique || !said.connects || (said.client && !named.connected));
    if (goesOn) return named;
    if (named) this.#end(named, undefined, named.last, named.ended, emit);
    const session: IcewarpSession = {
      id: this.#context.newSession(service, line),
      key: name,
      thread: threadKey,
      service,
      node: this.#context.nodeOf(line),
      role: said.client ? "client" : undefined,
      peer: undefined,
      opened: false,
      connected: false,
      ended: "unknown",
      asksSecret: false,
      greeted: false,
      pending: undefined,
      last: stamp,
    };
    this.#open.set(name, session);
    this.#byThread.set(threadKey, session);
    if (this.#open.size > maxOpenSessions) this.#forgetOldest(emit);
    // What opens with its peer unknown is a client session; others open with "Connected".
    if (said.client && !said.connects)
      this.#emit(session, line.source(), stamp, { kind: "session.opened", role: "client" }, emit);
    return session;
  }

  #forgetOldest(emit: Emit): void {
    const oldest = this.#open.values().next().value;
    if (oldest) this.#end(oldest, undefined, oldest.last, "unknown", emit);
  }

  #connected(session: IcewarpSession, line: Line, stamp: IcewarpStamp, text: string, emit: Emit): void {
    session.connected = true;
    session.role ??= "server";
    const local = /local IP=\[?([^,\s\]]+?)\]?(?::(\d+))?(?:,|$)/.exec(text);
    const ip = normaliseIp(local?.[1] ?? "");
    const port = /local port=(\d+)/.exec(text)?.[1] ?? local?.[2];
    const peerPort = /peer port=(\d+)/.exec(text)?.[1];
    const where = { ...(ip && { ip }), ...(port && { port: Number(port) }) };
    const draft = {
      kind: "session.opened",
      role: session.role,
      ...(peerPort && { peerPort: Number(peerPort) }),
      ...((ip || port) && { local: where }),
    } as const;
    // A client session may have opened with its DNS lines already: then this is a remark.
    this.#emit(session, line.source(), stamp, session.opened ? { kind: "session.noted", text } : draft, emit);
  }

  #disconnected(session: IcewarpSession, line: Line, stamp: IcewarpStamp, text: string, emit: Emit): void {
    this.#end(session, line.source(), stamp, endingOf(text) ?? session.ended, emit);
  }

  #end(session: IcewarpSession, source: Source | undefined, stamp: IcewarpStamp, ended: Ended, emit: Emit): void {
    this.#flush(session, emit);
    this.#emit(session, source, stamp, { kind: "session.closed", ended }, emit);
    this.#open.delete(session.key);
    if (this.#byThread.get(session.thread) === session) this.#byThread.delete(session.thread);
  }

  /** `>>>` is what the product wrote, `<<<` what it read, in both roles. */
  #said(session: IcewarpSession, line: Line, stamp: IcewarpStamp, text: string, emit: Emit): void {
    const ours = text.startsWith(">>>");
    const said = text.slice(4);
    const content = /^(\d+) bytes \(overall data transfer speed=(\d+)? ?B\/s\)/.exec(said);
    if (content) {
      const speed = content[2] ? { bytesPerSecond: Number(content[2]) } : {};
      this.#emit(
        session,
        line.source(),
        stamp,
        { kind: "data.ended", receivedBytes: Number(content[1]), ...speed },
        emit,
      );
      return;
    }
    const code = session.service === "smtp" ? /^([2-5]\d\d)(?:[ -]|$)/.exec(said)?.[1] : undefined;
    if (code && session.role === undefined) session.role = ours ? "server" : "client";
    const reply = code !== undefined && (session.role === "server") === ours;
    if (reply) this.#replied(session, line, stamp, code, said, emit);
    else if (session.service === "smtp") this.#commanded(session, line, stamp, said, emit);
    else this.#emit(session, line.source(), stamp, { kind: "session.noted", text }, emit);
  }

  #replied(session: IcewarpSession, line: Line, stamp: IcewarpStamp, code: string, said: string, emit: Emit): void {
    session.pending ??= { at: stamp, code, lines: [], sources: [] };
    if (session.pending.lines.length < maxReplyLines) {
      session.pending.lines.push(said);
      session.pending.sources.push(line.source());
    }
    if (said[3] !== "-") this.#flush(session, emit);
  }

  #commanded(session: IcewarpSession, line: Line, stamp: IcewarpStamp, said: string, emit: Emit): void {
    const space = said.indexOf(" ");
    const verb = (space < 0 ? said : said.slice(0, space)).toUpperCase();
    const argument = space < 0 ? "" : said.slice(space + 1);
    if (verb === "QUIT") session.ended = "quit";
    const secret = session.asksSecret
      ? ({ verb: "AUTH", argument: hidden } as const)
      : { verb, argument: verb === "AUTH" ? argument.replace(/ .*$/, ` ${hidden}`) : argument };
    session.asksSecret = false;
    this.#emit(session, line.source(), stamp, { kind: "smtp.command", ...secret }, emit);
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
    this.#emit(session, source, pending.at, { kind: "smtp.reply", ...reply }, emit);
  }

  #emit(session: IcewarpSession, source: Source | undefined, stamp: IcewarpStamp, draft: Draft, emit: Emit): void {
    if (draft.kind === "session.opened") session.opened = true;
    emit({
      at: stamp.at,
      atPrecisionSeconds: stamp.precisionSeconds,
      node: session.node,
      service: session.service,
      ...(source && { source }),
      session: session.id,
      ...(session.peer && { peer: session.peer }),
      ...draft,
    } as Parameters<Emit>[0]);
  }
}

/** Is this a further line of a reply with that code? */
const continues = (code: string, text: string): boolean =>
  (text.startsWith(">>> ") || text.startsWith("<<< ")) && text.startsWith(code, 4) && /^[ -]|^$/.test(text.slice(7, 8));

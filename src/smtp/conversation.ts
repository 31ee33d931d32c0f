/** The dialogue of one session: what is said to it becomes events, state and replies. It has no socket. */
import { distrustIn } from "../base/tls-alert.ts";
import type { Ended } from "../events/event.ts";
import type { Refusal } from "../mail/envelope.ts";
import type { Reply } from "../mail/reply.ts";
import { type Overrun, rateSeconds } from "../net/deadlines.ts";
import type { LineStream, Piece } from "../net/line-stream.ts";
import type { Arrival } from "../net/listener.ts";
import { causeOfEnd } from "./cause-of-end.ts";
import {
  type CommandHooks,
  loggedOut,
  type Next,
  phaseOf,
  type SmtpAnswer,
  type SmtpState,
  withoutTransaction,
} from "./command.ts";
import { answerAt, answerTo, understand } from "./dispatch.ts";
import type { Barrier, SmtpHooks, SmtpLimits, Surroundings } from "./hooks.ts";
import { Mute } from "./mute.ts";
import * as say from "./replies.ts";
import { SessionLog, type TransactionStatus } from "./session-log.ts";
import { Tally } from "./tally.ts";
import { Transfer } from "./transfer.ts";

/** What the conversation asks of its connection. */
export interface Wire {
  /** False when the peer is gone and hears nothing. */
  isOpen(): boolean;
  say(reply: Reply): void;
  /** Sends what was said, and closes our side; `ended`: how it came to that. */
  close(ended: Ended): void;
  /** Encrypts after what was said is sent. */
  startTls(): void;
  /** A transaction begins (true) or is over. */
  transaction(open: boolean): void;
}

/** A piece of content of a told size; `answer` is said when it has come. */
interface Chunk {
  readonly last: boolean;
  readonly answer: SmtpAnswer;
  readonly discard: boolean;
}

/** RFC 4954 §4: a line of a login has no more. */
const secretLineBytes = 12_288;
/** RFC 5322 §2.1.1; more is taken, and noted. */
const usualLineBytes = 998;

export class Conversation {
  readonly #limits: SmtpLimits;
  readonly #hooks: SmtpHooks;
  readonly #commandHooks: CommandHooks;
  readonly #log: SessionLog;
  readonly #lines: LineStream;
  readonly #wire: Wire;
  /** Why this peer is kept out, and from which commands. */
  barrier: Barrier | undefined;
  #state: SmtpState;
  #transfer: Transfer | undefined;
  #chunk: Chunk | undefined;
  #secret: Extract<Next, { secret: unknown }>["secret"] | undefined;
  #over = false;
  readonly #mute = new Mute();
  readonly #tally: Tally;

  constructor(arrival: Arrival, surroundings: Surroundings, lines: LineStream, wire: Wire) {
    const { node, limits, hooks, commandHooks } = surroundings;
    const { peer } = arrival;
    this.#limits = limits;
    this.#hooks = hooks;
    this.#lines = lines;
    this.#tally = new Tally(limits);
    this.#wire = wire;
    this.#commandHooks = commandHooks;
    this.#log = new SessionLog(arrival, node, hooks, commandHooks.listener === "submissions");
    const trusted = hooks.isTrusted?.(peer) ?? false;
    this.#state = { session: this.#log.id, peer, trusted, extended: false, opened: 0 };
  }

  /** Is content of a message under way? */
  get inTransfer(): boolean {
    return this.#transfer !== undefined;
  }

  get over(): boolean {
    return this.#over;
  }

  /** Is a message being stored that nobody was told of? */
  get isStoring(): boolean {
    return this.#transfer?.intake.isDone ?? false;
  }

  /** Why whoever logged in may not stay. */
  get loggedOut(): Refusal | undefined {
    return loggedOut(this.#state, this.#commandHooks);
  }

  greet(): void {
    this.say(say.greeting(this.#commandHooks.hostname, this.#commandHooks.listener));
  }

  /** The handshake is done: the session begins anew, encrypted (RFC 3207 §4.2). */
  encrypted(facts: { version: string; cipher: string; serverName?: string; resumed?: true }): void {
    this.#log.encrypted(facts);
    const { session, peer, trusted, opened } = this.#state;
    this.#state = { session, peer, trusted, extended: false, opened, tls: `${facts.version} ${facts.cipher}` };
  }

  note(text: string): void {
    this.#log.noted(text);
  }

  handshakeFailed(why: string): void {
    const cause = distrustIn(why) === undefined ? "tls.handshake" : "tls.cert";
    this.#log.refused({ by: "tls.handshake", cause, reply: { code: 454, text: why } });
    this.#log.noted(`TLS failed: ${why}`);
    this.finish("tls-failed");
  }

  /** Takes what came; a promise asks to wait before more is given. */
  take(piece: Piece): Promise<void> | undefined {
    switch (piece.kind) {
      case "content":
        return this.#takeContent(piece.bytes, piece.last);
      case "line":
        return this.#takeLine(piece);
      case "too-long": {
        const { maxLineBytes } = this.#lines;
        // Whatever it was, it goes on to be no command.
        this.#secret = undefined;
        this.#lines.maxLineBytes = this.#limits.lineBytes;
        this.#mute.on = true;
        this.#log.noted(`a line of ${piece.sizeBytes} bytes, more than ${maxLineBytes}, was not read`);
        return void this.#answer(say.lineTooLong(maxLineBytes));
      }
      case "flood":
        return void this.refuse(say.endlessLine, "close");
    }
  }

  /** A hook threw: the peer is told to come again, and the log why. */
  failed(error: unknown): void {
    this.#hooks.failed?.(error);
    if (this.#over) return;
    this.#log.noted(`error: ${error instanceof Error ? error.message : String(error)}`);
    this.refuse(say.localError, "say");
  }

  say(reply: Reply): void {
    // A peer that is gone hears nothing, so the log must not say that it was told.
    if (this.#over || !this.#wire.isOpen()) return;
    this.#log.reply(reply);
    this.#wire.say(reply);
  }

  /** Refuses the message that is under way, or else what was said last; "close" ends the session with it. */
  refuse(refusal: Refusal, then: "say" | "close"): void {
    this.#transfer?.intake.abort();
    if (this.#transfer) return this.#messageRefused(refusal, then);
    this.#log.refused(refusal);
    if (then === "close") this.finish("local-closed", refusal.reply);
    else this.say(refusal.reply);
  }

  /** Not let in at all. */
  turnAway(refusal: Refusal): void {
    this.#log.refused(refusal);
    this.finish("refused", refusal.reply);
  }

  timedOut(which: Overrun, waitingForReplies: boolean): void {
    const receivedBytes = this.#transfer ? this.#lines.receivedBytes : 0;
    const next = this.#transfer ? "message data" : "a command";
    const waitingFor = waitingForReplies ? "the peer to read our replies" : next;
    const seconds = {
      idle: this.#transfer ? this.#limits.dataSeconds : this.#limits.commandSeconds,
      session: this.#limits.sessionSeconds,
      transaction: this.#limits.transactionSeconds,
      rate: rateSeconds,
    }[which];
    this.#log.timeout(seconds, which, waitingFor, receivedBytes);
    this.finish("timeout", which === "idle" ? say.idleTooLong(seconds) : say.tooSlow[which]);
  }

  /** The one end of a session: its summary, the last reply if there is one, and the closing of our side. */
  finish(ended: Ended, reply?: Reply): void {
    if (this.#over) return;
    this.#unmute();
    if (this.#state.transaction) this.#giveUp(ended);
    else if (this.#log.transactions === 0) {
      const stage = phaseOf(this.#state) === "start" ? "connect" : "helo";
      const cause = causeOfEnd(ended, stage, undefined, this.#log.lastCause);
      this.#summarise("INCOMPLETE-SESSION", 0, { cause, stage });
    }
    if (reply) this.say(reply);
    this.#over = true;
    this.#log.closed(ended);
    this.#wire.close(ended);
  }

  #takeLine(line: Piece & { kind: "line" }): Promise<void> | undefined {
    if (this.#secret) return this.#takeSecret(this.#secret, line.flaw ? "" : line.text);
    const said = understand(line.text, this.#mute.on, this.#commandHooks.listener);
    if (said.kind === "hidden") this.#mute.hide();
    else {
      if (said.kind === "command") this.#unmute();
      this.#log.command(said.verb, said.argument);
    }
    if (said.kind === "http") return void this.refuse(say.webClient, "close");
    if (said.kind === "secret") this.#mute.on = true;
    const unknown = said.kind === "hidden" || said.kind === "unknown";
    const barred = this.barrier && answerAt(this.barrier, said, this.#state);
    return this.#await(barred ?? answerTo(said, line.flaw, this.#state, this.#commandHooks), unknown, said.verb);
  }

  #takeSecret(secret: (line: string) => SmtpAnswer | Promise<SmtpAnswer>, line: string): Promise<void> | undefined {
    this.#secret = undefined;
    this.#lines.maxLineBytes = this.#limits.lineBytes;
    return this.#await(secret(line), false, "AUTH");
  }

  #await(answer: SmtpAnswer | Promise<SmtpAnswer>, unknown: boolean, verb: string): Promise<void> | undefined {
    if (answer instanceof Promise) return answer.then((came) => this.#answer(came, unknown, verb));
    return void this.#answer(answer, unknown, verb);
  }

  #unmute(): void {
    const hidden = this.#mute.off();
    if (hidden) this.#log.noted(hidden);
  }

  /** Writes down and says what a verb answered, and takes over its state. */
  #answer(answer: SmtpAnswer, unknown = false, verb = ""): void {
    if (this.#over) return;
    const { next } = answer;
    // A chunk is read before it is answered, also one that is refused.
    if (typeof next === "object" && "chunkBytes" in next) return this.#expectChunk(answer, next);
    const before = this.#state.transaction;
    const after = answer.state ?? this.#state;
    if (!before && after.transaction) this.#wire.transaction(true);
    if ((!before && after.transaction) || answer.refusedSender !== undefined) this.#log.begin();
    if (answer.by) this.#log.refused(answer);
    if (answer.refusedSender !== undefined) {
      this.#summarise("REJECT", 0, { cause: answer.cause, stage: "mail" }, answer.refusedSender);
    }
    if (before && !after.transaction) this.#giveUp(verb === "QUIT" ? "quit" : "reset");
    if (after.user !== undefined && after.user !== this.#state.user) this.#log.loggedIn(after.user);
    this.#state = after;
    if (next === "content") {
      if (!this.#openTransfer()) return;
      this.#lines.expectContent();
    }
    // What follows a refused DATA or BDAT may be content, and behind a login that is over, whatever became of it, a secret.
    if (verb === "AUTH" || (answer.by && ["DATA", "BDAT"].includes(verb))) this.#mute.on = true;
    if (next === "close") return this.finish(verb === "QUIT" ? "quit" : "local-closed", answer.reply);
    const limit = answer.by ? this.#tally.add(answer, unknown) : undefined;
    if (limit) return this.refuse(limit, "close");
    this.say(answer.reply);
    if (next === "tls") this.#wire.startTls();
    else if (typeof next === "object") {
      this.#secret = next.secret;
      this.#lines.maxLineBytes = secretLineBytes;
    }
  }

  /** Opens the place where the message will go; undefined when there is none and that was said. */
  #openTransfer(): Transfer | undefined {
    try {
      this.#transfer = new Transfer(this.#state, this.#commandHooks, this.#hooks, this.#log);
    } catch (error) {
      this.#mute.on = true;
      this.failed(error);
    }
    return this.#transfer;
  }

  #expectChunk(answer: SmtpAnswer, { chunkBytes, last, discard }: Extract<Next, { chunkBytes: number }>): void {
    if (discard && chunkBytes > this.#limits.messageBytes) {
      // So much is not even read to be thrown away.
      this.#log.refused(answer);
      return this.finish("local-closed", answer.reply);
    }
    const first = !this.#transfer;
    if (!discard) {
      this.#state = answer.state ?? this.#state;
      if (first && !this.#openTransfer()) return;
    }
    this.#chunk = { last, answer, discard };
    this.#lines.expectChunk(chunkBytes, first);
  }

  #takeContent(bytes: Buffer, last: boolean): Promise<void> | undefined {
    const chunk = this.#chunk;
    if (chunk?.discard) return last ? void this.#refusedChunkEnded(chunk.answer) : undefined;
    const transfer = this.#transfer;
    if (!transfer) return undefined;
    const { receivedBytes, longestLineBytes } = this.#lines;
    const wait = transfer.take(bytes, receivedBytes, longestLineBytes);
    if (last) return this.#pieceEnded(transfer, wait, chunk);
    if (transfer.hopeless(receivedBytes)) {
      this.#messageRefused(transfer.intake.refusal ?? say.localError, "close");
      return undefined;
    }
    return wait instanceof Promise ? wait : undefined;
  }

  #refusedChunkEnded(answer: SmtpAnswer): void {
    this.#chunk = undefined;
    const { next: _, ...said } = answer;
    this.#answer(said);
  }

  /** All of the content, or a chunk of it, has come. */
  async #pieceEnded(transfer: Transfer, wait: void | Promise<void>, chunk: Chunk | undefined): Promise<void> {
    if (wait) await wait;
    this.#chunk = undefined;
    if (this.#over) return;
    if (!chunk || chunk.last) return this.#contentEnded(transfer);
    const { refusal } = transfer.intake;
    if (refusal) this.#messageRefused(refusal, "say");
    else this.say(chunk.answer.reply);
  }

  async #contentEnded({ intake, seconds }: Transfer): Promise<void> {
    const { receivedBytes, contentFlaws, longestLineBytes } = this.#lines;
    this.#log.dataEnded(receivedBytes, seconds());
    if (contentFlaws.length > 0) this.#log.noted(`the content has ${contentFlaws.join(", ")}, kept as it came`);
    if (longestLineBytes > usualLineBytes) this.#log.noted(`the content has a line of ${longestLineBytes} bytes`);
    const refusal = await intake.commit();
    if (this.#over) return;
    if (refusal) return this.#messageRefused(refusal, "say");
    const recipients = this.#state.transaction?.recipients ?? [];
    const reply = say.accepted(this.#contentBytes(), seconds(), this.#log.messageId);
    this.#transfer?.recording?.drop();
    this.#endTransaction("OK");
    this.#sayForEach(recipients, reply);
  }

  /** LMTP has a reply for each recipient (RFC 2033 §4.2), SMTP one for all. */
  #sayForEach(recipients: readonly { readonly address: string }[], reply: Reply): void {
    if (this.#commandHooks.listener !== "lmtp") return this.say(reply);
    for (const { address } of recipients) this.say({ ...reply, text: `<${address}> ${reply.text}` });
  }

  #messageRefused(refusal: Refusal, then: "say" | "close"): void {
    const recipients = this.#state.transaction?.recipients ?? [];
    this.#log.refused(refusal);
    this.#transfer?.recording?.drop();
    this.#endTransaction(refusal.reply.code < 500 ? "DEFER" : "REJECT", refusal.cause);
    if (then === "close") this.finish("local-closed", refusal.reply);
    else this.#sayForEach(recipients, refusal.reply);
  }

  /** Content bytes of the current message without the final dot. */
  #contentBytes(): number {
    const { transaction } = this.#state;
    return this.#transfer ? this.#transfer.contentBytes(this.#lines.receivedBytes, transaction?.chunking ?? false) : 0;
  }

  /** An open transaction that will not be completed gets its summary. */
  #giveUp(ended: Ended | "reset"): void {
    const open = this.#state.transaction;
    if (!open) return;
    const stage = this.#transfer ? "data" : open.recipients.length + open.refused.length > 0 ? "rcpt" : "mail";
    const cause = causeOfEnd(ended, stage, open, this.#log.lastCause);
    this.#transfer?.intake.abort();
    this.#transfer?.broke(ended);
    this.#endTransaction("INCOMPLETE-SESSION", cause, stage);
  }

  #endTransaction(status: TransactionStatus, cause?: string, stage?: "mail" | "rcpt" | "data"): void {
    this.#summarise(status, stage === "data" ? this.#lines.receivedBytes : this.#contentBytes(), {
      cause,
      stage,
      messageId: this.#transfer?.intake.messageId,
      transid: status === "OK" ? this.#log.messageId : undefined,
      unheard: status === "OK" && !this.#wire.isOpen(),
    });
    this.#transfer = undefined;
    this.#chunk = undefined;
    this.#state = withoutTransaction(this.#state);
    this.#wire.transaction(false);
  }

  #summarise(
    status: TransactionStatus,
    sizeBytes: number,
    more: Omit<Parameters<SessionLog["end"]>[0], "status" | "sizeBytes">,
    refusedSender?: string,
  ): void {
    const { helo, user, tls, transaction } = this.#state;
    const refused = refusedSender === undefined ? undefined : { sender: refusedSender, recipients: [], refused: [] };
    const session = { helo, user, tls: tls?.split(" ", 1)[0] };
    this.#log.end({ status, sizeBytes, ...session, ...more }, refused ?? transaction);
  }
}

/** One SMTP connection: reads pieces, lets verbs answer, keeps the limits, and sees that the end is told. */
import type { Ended } from "../events/event.ts";
import type { MessageSink, Refusal } from "../mail/envelope.ts";
import { type Reply, wireReply } from "../mail/reply.ts";
import { Deadlines, type Overrun } from "../net/deadlines.ts";
import { LineStream, type Piece } from "../net/line-stream.ts";
import type { Arrival } from "../net/listener.ts";
import { Outbox } from "../net/turn.ts";
import { causeOfEnd } from "./cause-of-end.ts";
import { type CommandHooks, phaseOf, type SmtpAnswer, type SmtpState, withoutTransaction } from "./command.ts";
import { answerTo, understand } from "./dispatch.ts";
import type { SmtpHooks, SmtpLimits } from "./hooks.ts";
import { finalDotBytes, Intake } from "./intake.ts";
import * as say from "./replies.ts";
import { SessionLog, type TransactionStatus } from "./session-log.ts";

/** What a connection gets from its server. */
export interface Surroundings {
  readonly hostname: string;
  readonly node: string;
  readonly limits: SmtpLimits;
  readonly hooks: SmtpHooks;
}

/** After so many pipelined commands others get their turn. */
const commandsPerTurn = 100;
/** What may pile up unread while a command waits; then the peer is slowed down. */
const unreadBytes = 65_536;
/** Content beyond so many times the limit is not even read any more. */
const overrunFactor = 2;

export class Connection {
  readonly #socket: Arrival["socket"];
  readonly #arrival: Arrival;
  readonly #limits: SmtpLimits;
  readonly #hooks: SmtpHooks;
  readonly #commandHooks: CommandHooks;
  readonly #log: SessionLog;
  readonly #lines: LineStream;
  readonly #outbox: Outbox;
  readonly #deadlines: Deadlines;
  #state: SmtpState = { extended: false, opened: 0 };
  #intake: Intake | undefined;
  #busy = false;
  #closed = false;
  /** What happened while we were at work, or what waits for a good moment: then the session ends so. */
  #leaving: { readonly ended: Ended; readonly reply?: Reply } | undefined;
  /** A deadline passed while we were at work. */
  #overdue: Overrun | undefined;
  /** The socket cannot be written any more. */
  #gone = false;
  #peerEnded = false;
  /** Lines may be content or secrets: only what is surely a command is logged. */
  #muted = false;
  #mutedLines = 0;
  #errors = 0;
  #unknown = 0;
  #refusedRecipients = 0;
  #lastCause: string | undefined;

  constructor(arrival: Arrival, { hostname, node, limits, hooks }: Surroundings) {
    this.#arrival = arrival;
    this.#socket = arrival.socket;
    this.#limits = limits;
    this.#hooks = hooks;
    this.#commandHooks = { hostname, peer: arrival.peer, limits, resolve: hooks.resolve };
    this.#log = new SessionLog(arrival, node, hooks);
    this.#lines = new LineStream(limits.lineBytes);
    this.#outbox = new Outbox(arrival.socket, hooks.turn, () => this.#pump());
    this.#deadlines = new Deadlines(limits.idleSeconds, limits.sessionSeconds, (which) => this.#overrun(which));
  }

  /** Greets, or tells why not, and begins to read. */
  start(): void {
    const socket = this.#socket;
    socket.on("error", (error: NodeJS.ErrnoException) =>
      this.#lost(error.code === "ECONNRESET" || error.code === "EPIPE" ? "peer-reset" : "error"),
    );
    socket.on("close", () => this.#lost("peer-closed"));
    socket.on("end", () => {
      this.#peerEnded = true;
      this.#pump();
    });
    const refusal = this.#arrival.over
      ? say.tooManyConnections(this.#arrival.over)
      : this.#hooks.mayConnect?.(this.#arrival.peer);
    if (refusal) {
      this.#refuse(refusal);
      this.#finish("refused", refusal.reply);
      return;
    }
    this.#say(say.greeting(this.#commandHooks.hostname));
    socket.on("data", (chunk: Buffer) => {
      if (this.#closed) return;
      this.#lines.push(chunk);
      if (this.#intake && !this.#busy) this.#deadlines.peersTurn();
      this.#pump();
      if (this.#lines.bufferedBytes > unreadBytes && (this.#busy || this.#outbox.blocked)) socket.pause();
    });
  }

  /** Says 421 at the next good moment: at once, or after the message that is under way. */
  shutDown(): void {
    this.#leaving ??= { ended: "shutdown", reply: say.shuttingDown };
    this.#pump();
  }

  /** Ends now, whatever is under way. */
  cutOff(): void {
    this.#finish("shutdown");
    this.#socket.destroy();
  }

  #pump(): void {
    let count = 0;
    while (!this.#busy && !this.#closed && !this.#gone && !this.#outbox.blocked) {
      if (this.#overdue || (this.#leaving && !this.#intake)) break;
      const piece = this.#lines.read();
      if (!piece) break;
      count++;
      const wait = this.#take(piece);
      if (wait) this.#waitFor(wait);
      else if (count === commandsPerTurn) this.#waitFor(new Promise((next) => setImmediate(next)));
      else this.#deadlines.peersTurn();
    }
    if (this.#busy || this.#closed) return;
    if (this.#leaving && (this.#gone || !this.#intake)) this.#finish(this.#leaving.ended, this.#leaving.reply);
    else if (this.#overdue) this.#overrun(this.#overdue);
    else if (this.#peerEnded && !this.#outbox.blocked) this.#finish("peer-closed");
    else if (this.#socket.isPaused() && !this.#outbox.blocked) this.#socket.resume();
  }

  #waitFor(work: Promise<void>): void {
    this.#busy = true;
    this.#deadlines.ourTurn();
    work
      .catch((error: unknown) => this.#failed(error))
      .then(() => {
        this.#busy = false;
        if (!this.#closed) this.#deadlines.peersTurn();
        this.#pump();
      });
  }

  /** A hook threw: the peer is told to come again, and the log why. */
  #failed(error: unknown): void {
    if (this.#closed) return;
    this.#log.noted(`error: ${error instanceof Error ? error.message : String(error)}`);
    this.#refuse(say.localError);
    if (this.#intake) {
      this.#intake.abort();
      this.#endTransaction("DEFER", say.localError.cause);
    }
    this.#say(say.localError.reply);
  }

  #take(piece: Piece): Promise<void> | undefined {
    switch (piece.kind) {
      case "content":
        return this.#takeContent(piece.bytes, piece.last);
      case "line":
        return this.#takeLine(piece);
      case "too-long":
        // Whatever it was, it goes on to be no command.
        this.#muted = true;
        this.#log.noted(`a line of ${piece.sizeBytes} bytes, more than ${this.#limits.lineBytes}, was not read`);
        return void this.#answer(say.lineTooLong(this.#limits.lineBytes));
      case "flood":
        return void this.#refuseAndClose(say.endlessLine);
    }
  }

  #takeLine(line: Piece & { kind: "line" }): Promise<void> | undefined {
    const said = understand(line.text, this.#muted);
    if (said.kind === "hidden") this.#mutedLines++;
    else {
      if (said.kind === "command") this.#unmute();
      this.#log.command(said.verb, said.argument);
    }
    if (said.kind === "http") {
      this.#refuseAndClose(say.webClient);
      return undefined;
    }
    if (said.kind === "secret") this.#muted = true;
    const answer = answerTo(said, line.flaw, this.#state, this.#commandHooks);
    const use = (came: SmtpAnswer) => this.#answer(came, said.kind === "hidden" || said.kind === "unknown", said.verb);
    return answer instanceof Promise ? answer.then(use) : void use(answer);
  }

  #unmute(): void {
    if (this.#mutedLines > 0) this.#log.noted(`${this.#mutedLines} lines that were no commands are not shown`);
    this.#muted = false;
    this.#mutedLines = 0;
  }

  /** Writes down and says what a verb answered, and takes over its state. */
  #answer(answer: SmtpAnswer, unknown = false, verb = ""): void {
    if (this.#closed) return;
    const before = this.#state.transaction;
    const after = answer.state ?? this.#state;
    if ((!before && after.transaction) || answer.refusedSender !== undefined) {
      this.#log.begin();
      this.#lastCause = undefined;
    }
    if (answer.by) this.#refuse(answer);
    if (answer.refusedSender !== undefined) {
      const refused = { sender: answer.refusedSender, recipients: [], refused: [] };
      const { helo } = this.#state;
      this.#log.end({ status: "REJECT", sizeBytes: 0, helo, cause: answer.cause, stage: "mail" }, refused);
    }
    if (before && !after.transaction) this.#giveUp(verb === "QUIT" ? "quit" : "reset");
    this.#state = after;
    if (answer.next === "content" && !this.#expectContent()) return;
    if (verb === "DATA" && answer.by) this.#muted = true;
    if (answer.next === "close") this.#finish(verb === "QUIT" ? "quit" : "local-closed", answer.reply);
    else if (answer.by && this.#tooMany(answer, unknown)) {
      this.#refuseAndClose(say.tooManyErrors);
    } else this.#say(answer.reply);
  }

  /** Counts a refusal; true when it was one too many. */
  #tooMany({ recipient, reply }: SmtpAnswer, unknown: boolean): boolean {
    if (reply.code < 500) return false;
    if (unknown) return ++this.#unknown >= this.#limits.unknownCommands;
    if (recipient !== undefined) return ++this.#refusedRecipients >= this.#limits.refusedRecipients;
    return ++this.#errors >= this.#limits.errors;
  }

  /** Opens the place where the message will go; false when there is none and that was said. */
  #expectContent(): boolean {
    const { transaction, helo = "", extended } = this.#state;
    if (!transaction) return false;
    const at = this.#hooks.now();
    let sink: MessageSink;
    try {
      sink = this.#hooks.openMessage({
        id: this.#log.messageId,
        session: this.#log.id,
        sender: transaction.sender,
        recipients: transaction.recipients,
        helo,
        peer: this.#arrival.peer,
        protocol: extended ? "ESMTP" : "SMTP",
        utf8: false,
        notices: {},
        at,
      });
    } catch (error) {
      this.#muted = true;
      this.#failed(error);
      return false;
    }
    this.#intake = new Intake(sink, this.#limits.messageBytes, at);
    this.#lines.expectContent();
    return true;
  }

  #takeContent(bytes: Buffer, last: boolean): Promise<void> | undefined {
    const intake = this.#intake;
    if (!intake) return undefined;
    const received = this.#lines.receivedBytes;
    const wait = intake.take(bytes, received);
    if (last) return this.#contentEnded(intake, received, wait);
    if (intake.over && received > this.#limits.messageBytes * overrunFactor) {
      const refusal = say.tooLarge(this.#limits.messageBytes);
      this.#refuse(refusal);
      this.#endTransaction("REJECT", refusal.cause);
      this.#finish("local-closed", refusal.reply);
      return undefined;
    }
    return wait ?? undefined;
  }

  async #contentEnded(intake: Intake, receivedBytes: number, wait: void | Promise<void>): Promise<void> {
    await wait;
    this.#log.dataEnded(receivedBytes, (this.#hooks.now() - intake.startedAt) / 1000);
    const flaws = this.#lines.contentFlaws;
    if (flaws.length > 0) this.#log.noted(`the content has ${flaws.join(", ")}, kept as it came`);
    const refusal = intake.over ? say.tooLarge(this.#limits.messageBytes) : await intake.commit();
    if (this.#closed) return;
    if (refusal) {
      this.#refuse(refusal);
      this.#endTransaction(refusal.reply.code < 500 ? "DEFER" : "REJECT", refusal.cause);
      this.#say(refusal.reply);
      return;
    }
    const seconds = (this.#hooks.now() - intake.startedAt) / 1000;
    const reply = say.accepted(this.#contentBytes(), seconds, this.#log.messageId);
    this.#endTransaction("OK");
    this.#say(reply);
  }

  /** Content bytes of the current message without the final dot. */
  #contentBytes(): number {
    return this.#intake ? Math.max(0, this.#lines.receivedBytes - finalDotBytes) : 0;
  }

  /** An open transaction that will not be completed gets its summary. */
  #giveUp(ended: Ended | "reset"): void {
    const open = this.#state.transaction;
    if (!open) return;
    const stage = this.#intake ? "data" : open.recipients.length + open.refused.length > 0 ? "rcpt" : "mail";
    const cause = causeOfEnd(ended, stage, open, this.#lastCause);
    this.#endTransaction("INCOMPLETE-SESSION", cause, stage);
  }

  #endTransaction(status: TransactionStatus, cause?: string, stage?: "mail" | "rcpt" | "data"): void {
    const { helo, transaction } = this.#state;
    const sizeBytes = stage === "data" ? this.#lines.receivedBytes : this.#contentBytes();
    const messageId = this.#intake?.messageId;
    const transid = status === "OK" ? this.#log.messageId : undefined;
    this.#log.end({ status, sizeBytes, helo, cause, stage, messageId, transid }, transaction);
    this.#intake = undefined;
    this.#state = withoutTransaction(this.#state);
  }

  #refuse(answer: SmtpAnswer): void {
    // An error of form explains less than any other refusal, and often only follows from one.
    if (answer.cause !== say.protocolError || !this.#lastCause) this.#lastCause = answer.cause ?? this.#lastCause;
    this.#log.refused(answer);
  }

  #refuseAndClose(refusal: Refusal): void {
    this.#refuse(refusal);
    this.#finish("local-closed", refusal.reply);
  }

  #say(reply: Reply): void {
    // A peer that is gone hears nothing, so the log must not say that it was told.
    if (this.#closed || this.#gone) return;
    this.#log.reply(reply);
    this.#outbox.say(wireReply(reply));
  }

  #overrun(which: Overrun): void {
    if (this.#busy) {
      this.#overdue = which;
      return;
    }
    const waitingFor = this.#outbox.blocked
      ? "the peer to read our replies"
      : this.#intake
        ? "message data"
        : "a command";
    const [seconds, setting] =
      which === "idle"
        ? ([this.#limits.idleSeconds, "idle"] as const)
        : ([this.#limits.sessionSeconds, "session"] as const);
    this.#log.timeout(seconds, setting, waitingFor, this.#intake ? this.#lines.receivedBytes : 0);
    this.#finish("timeout", which === "idle" ? say.idleTooLong(seconds) : say.sessionTooLong);
  }

  /** The connection broke, or was closed under us. */
  #lost(ended: Ended): void {
    if (this.#closed || this.#gone) return;
    this.#gone = true;
    this.#leaving = { ended };
    this.#pump();
  }

  /** The one end of a session: its summary, the last reply if there is one, and the closing of our side. */
  #finish(ended: Ended, reply?: Reply): void {
    if (this.#closed) return;
    this.#deadlines.stop();
    this.#unmute();
    this.#intake?.abort();
    if (this.#state.transaction) this.#giveUp(ended);
    else if (this.#log.transactions === 0) {
      const stage = phaseOf(this.#state) === "start" ? "connect" : "helo";
      const cause = causeOfEnd(ended, stage, undefined, this.#lastCause);
      this.#log.end({ status: "INCOMPLETE-SESSION", sizeBytes: 0, helo: this.#state.helo, cause, stage });
    }
    if (reply) this.#say(reply);
    this.#closed = true;
    this.#log.closed(ended);
    if (this.#gone) this.#hooks.turn.schedule();
    else this.#outbox.end();
  }
}

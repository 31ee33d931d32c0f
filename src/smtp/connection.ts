/** One SMTP connection: brings what comes to the conversation, keeps the time, encrypts, and sees that the end is told. */
import type { Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import type { Ended } from "../events/event.ts";
import type { Refusal } from "../mail/envelope.ts";
import { type Reply, wireReply } from "../mail/reply.ts";
import { Deadlines, type Overrun, type Timed } from "../net/deadlines.ts";
import { LineStream, type Piece } from "../net/line-stream.ts";
import type { Arrival } from "../net/listener.ts";
import type { TlsIdentity } from "../net/tls-identity.ts";
import { Outbox, type Turn } from "../net/turn.ts";
import { Conversation, type Wire } from "./conversation.ts";
import type { Barrier, SmtpLimits, Surroundings } from "./hooks.ts";
import * as say from "./replies.ts";

/** After so many pipelined commands others get their turn. */
const commandsPerTurn = 100;
/** What may pile up unread while a command waits; then the peer is slowed down. */
const unreadBytes = 16_384;
/** A handshake is two packets each way; RFC 5321 gives five minutes for less hostile things. */
const handshakeSeconds = 60;

/** One set of listeners for all sockets, which know whose they are: thousands of idle sessions hold it. */
const owner = Symbol("connection");
type Owned = Socket & { [owner]?: Connection };

function onError(this: Owned, error: NodeJS.ErrnoException): void {
  this[owner]?.broke(this, isReset(error) ? "peer-reset" : "error");
}
function onClose(this: Owned): void {
  this[owner]?.broke(this, "peer-closed");
}
function onEnd(this: Owned): void {
  this[owner]?.ended(this);
}
function onData(this: Owned, chunk: Buffer): void {
  this[owner]?.came(this, chunk);
}

export class Connection implements Wire, Timed {
  #socket: Socket;
  readonly #arrival: Arrival;
  readonly #limits: SmtpLimits;
  readonly #identity: TlsIdentity | undefined;
  readonly #talk: Conversation;
  readonly #lines: LineStream;
  readonly #outbox: Outbox;
  readonly #deadlines: Deadlines;
  readonly #atOnceTls: boolean;
  readonly #turn: Turn;
  #busy = false;
  /** What happened while we were at work, or what waits for a good moment: then the session ends so. */
  #leaving: { readonly ended: Ended; readonly reply?: Reply } | undefined;
  /** Why the session ends at the next good moment, whatever is under way. */
  #expelled: Refusal | undefined;
  /** A deadline passed while we were at work. */
  #overdue: Overrun | undefined;
  /** What to do with a peer that talks before the greeting. */
  #early: (() => void) | undefined;
  /** The socket cannot be written any more. */
  #gone = false;
  /** The rate of a transfer is watched. */
  #rated = false;
  #peerEnded = false;
  #whenOver: (() => void) | undefined;

  constructor(arrival: Arrival, surroundings: Surroundings, identity: TlsIdentity | undefined) {
    const { limits, hooks, listener } = surroundings;
    this.#arrival = arrival;
    this.#socket = arrival.socket;
    this.#limits = limits;
    this.#identity = identity;
    this.#atOnceTls = listener === "submissions";
    this.#turn = hooks.turn;
    this.#lines = new LineStream(limits.lineBytes);
    this.#outbox = new Outbox(arrival.socket, hooks.turn, this);
    this.#deadlines = new Deadlines(limits.commandSeconds, limits, this);
    this.#talk = new Conversation(arrival, surroundings, this.#lines, this);
  }

  /** Greets, or tells why not, and begins to read. `barrier`: what is decided of this peer already. */
  start(barrier: Barrier | undefined): void {
    this.#talk.barrier = barrier;
    const refusal = barrier?.verbs ? undefined : barrier;
    this.#watch(this.#socket);
    if (!this.#atOnceTls || this.#arrival.over) return this.#begin(refusal);
    this.#busy = true;
    this.#deadlines.ourTurn();
    this.#encrypt(() => this.#begin(refusal));
  }

  /** Says 421 at the next good moment: at once, or after the message that is under way. */
  shutDown(): void {
    this.#leaving ??= { ended: "shutdown", reply: say.shuttingDown };
    this.#pump();
  }

  /** Ends, also amid a message, where whoever logged in may not stay. */
  review(): void {
    this.#expelled ??= this.#talk.over ? undefined : this.#talk.loggedOut;
    if (this.#expelled) this.#pump();
  }

  /** Ends now, whatever is under way; but a message that is being stored is stored or refused first, or nobody could tell which. */
  async cutOff(): Promise<void> {
    const { isStoring } = this.#talk;
    const over = new Promise<void>((resolve) => {
      this.#whenOver = resolve;
    });
    if (isStoring) this.#lost("shutdown");
    else this.#talk.finish("shutdown");
    this.#socket.destroy();
    if (isStoring) await over;
  }

  #begin(refusal: Refusal | undefined): void {
    if (refusal) return this.#talk.turnAway(refusal);
    const pause = this.#limits.greetingPauseSeconds;
    if (pause === 0) this.#talk.greet();
    else {
      const wait = setTimeout(() => {
        this.#early = undefined;
        this.#talk.greet();
      }, pause * 1000);
      this.#early = () => {
        clearTimeout(wait);
        this.#talk.turnAway(say.earlyTalker);
      };
    }
    this.#read(this.#socket);
  }

  #watch(socket: Owned): void {
    socket[owner] = this;
    socket.on("error", onError).on("close", onClose).on("end", onEnd);
  }

  #read(socket: Owned): void {
    socket.on("data", onData);
  }

  /** For its socket: it broke, or was closed. An encrypted one takes the place of the plain one, which is not listened to any more. */
  broke(socket: Socket, ended: Ended): void {
    if (socket === this.#socket) this.#lost(ended);
  }

  /** For its socket: the peer says no more. */
  ended(socket: Socket): void {
    if (socket !== this.#socket) return;
    this.#peerEnded = true;
    this.#pump();
  }

  /** For its socket. */
  came(socket: Socket, chunk: Buffer): void {
    if (this.#talk.over || socket !== this.#socket) return;
    if (this.#early) return this.#early();
    this.#lines.push(chunk);
    if (this.#talk.inTransfer && !this.#busy) this.#peersTurn();
    this.#pump();
    if (this.#lines.bufferedBytes > unreadBytes && (this.#busy || this.#outbox.blocked)) socket.pause();
  }

  #peersTurn(): void {
    this.#deadlines.peersTurn(this.#talk.inTransfer ? this.#limits.dataSeconds : this.#limits.commandSeconds);
  }

  #pump(): void {
    const talk = this.#talk;
    let count = 0;
    while (!this.#busy && !talk.over && !this.#gone && !this.#outbox.blocked) {
      if (this.#overdue || this.#expelled || (this.#leaving && !talk.inTransfer)) break;
      const piece = this.#lines.read();
      if (!piece) break;
      count++;
      const wait = this.#take(piece);
      this.#watchRate();
      if (wait) this.#waitFor(wait);
      else if (count === commandsPerTurn) this.#waitFor(new Promise((next) => setImmediate(next)));
      else this.#peersTurn();
    }
    if (this.#busy || talk.over) return;
    if (this.#leaving && (this.#gone || !talk.inTransfer)) talk.finish(this.#leaving.ended, this.#leaving.reply);
    else if (this.#expelled) talk.refuse(this.#expelled, "close");
    else if (this.#overdue) this.overrun(this.#overdue);
    else if (this.#peerEnded && !this.#outbox.blocked) talk.finish("peer-closed");
    else if (this.#socket.isPaused() && !this.#outbox.blocked) this.#socket.resume();
  }

  /** What a hook throws ends a command, never the program. */
  #take(piece: Piece): Promise<void> | undefined {
    try {
      return this.#talk.take(piece);
    } catch (error) {
      this.#talk.failed(error);
      return undefined;
    }
  }

  /** Once for a message: a pause of ours or a new chunk must not begin the measure anew. */
  #watchRate(): void {
    if (this.#rated === this.#talk.inTransfer) return;
    this.#rated = this.#talk.inTransfer;
    this.#deadlines.transfer(this.#rated);
  }

  #waitFor(work: Promise<void>): void {
    this.#busy = true;
    this.#deadlines.ourTurn();
    work
      .catch((error: unknown) => this.#talk.failed(error))
      .then(() => {
        this.#busy = false;
        if (!this.#talk.over) {
          this.#watchRate();
          this.#peersTurn();
        }
        this.#pump();
      });
  }

  isOpen(): boolean {
    return !this.#gone;
  }

  say(reply: Reply): void {
    this.#outbox.say(wireReply(reply));
  }

  transaction(open: boolean): void {
    this.#deadlines.transaction(open);
  }

  /** After the 220 is on its way: nothing more is read in the clear. */
  startTls(): void {
    this.#busy = true;
    this.#deadlines.ourTurn();
    this.#socket.pause();
    this.#outbox.say("", () => {
      // Commands that were sent behind STARTTLS in the clear may be somebody else's (CVE-2011-0411).
      const behind = this.#lines.forget();
      if (behind > 0) this.#talk.note(`${behind} bytes that came behind STARTTLS, unencrypted, were thrown away`);
      this.#encrypt(() => {
        this.#read(this.#socket);
        this.#pump();
      });
    });
  }

  /** Moves the connection onto TLS, while nothing else is done; `done` when the handshake is. */
  #encrypt(done: () => void): void {
    const identity = this.#identity;
    if (!identity) return this.#talk.handshakeFailed("there is no certificate");
    const plain = this.#socket;
    plain.removeAllListeners("data");
    const encrypted = identity.encrypt(plain);
    this.#socket = encrypted;
    const closed = "the peer closed the connection";
    let settled = false;
    const settle = (failure: string | undefined) => {
      if (settled) return;
      settled = true;
      clearTimeout(patience);
      encrypted.off("readable", look);
      if (this.#talk.over) return;
      if (failure !== undefined) {
        this.#talk.handshakeFailed(failure);
        encrypted.destroy();
        return;
      }
      this.#outbox.moveTo(encrypted);
      this.#watch(encrypted);
      this.#talk.encrypted(factsOf(encrypted));
      this.#busy = false;
      this.#peersTurn();
      done();
    };
    // Before the handshake is done nothing can be read but the end.
    const look = () => encrypted.readableLength === 0 && settle(closed);
    const patience = setTimeout(() => settle(`no handshake in ${handshakeSeconds} s`), handshakeSeconds * 1000);
    encrypted.once("secure", () => settle(undefined));
    encrypted.on("error", (error: NodeJS.ErrnoException) =>
      settle(isReset(error) ? "the peer broke off" : reasonOf(error)),
    );
    encrypted.once("close", () => settle(closed)).on("readable", look);
    plain.on("error", () => {});
  }

  /** For its outbox: the peer reads again. */
  drained(): void {
    this.#pump();
  }

  receivedBytes(): number {
    return this.#lines.receivedBytes;
  }

  overrun(which: Overrun): void {
    if (this.#busy) this.#overdue = which;
    else this.#talk.timedOut(which, this.#outbox.blocked);
  }

  /** The connection broke, or was closed under us. */
  #lost(ended: Ended): void {
    if (this.#talk.over || this.#gone) return;
    this.#gone = true;
    this.#leaving = { ended };
    this.#pump();
  }

  close(ended: Ended): void {
    this.#deadlines.stop();
    this.#whenOver?.();
    if (this.#gone) return this.#turn.schedule();
    // TLS takes its leave with an alert.
    const isPlain = this.#socket === this.#arrival.socket;
    const parted = ended === "quit" && isPlain && this.#lines.bufferedBytes === 0;
    this.#outbox.end(parted ? "parted" : "lingering");
  }
}

const isReset = ({ code }: NodeJS.ErrnoException): boolean => code === "ECONNRESET" || code === "EPIPE";

/** OpenSSL's own word for what went wrong: "wrong version number", "no shared cipher". */
function reasonOf(error: NodeJS.ErrnoException & { reason?: string }): string {
  return error.reason ?? error.message;
}

function factsOf(socket: TLSSocket) {
  // Typed as a string, and false where the client named nobody.
  const name = (socket as { servername?: string | false }).servername;
  return {
    version: socket.getProtocol() ?? "unknown",
    cipher: socket.getCipher()?.name ?? "unknown",
    ...(name && { serverName: name }),
    ...(socket.isSessionReused() && { resumed: true as const }),
  };
}

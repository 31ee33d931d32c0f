/** The turn: what one turn of the event loop answers is written down first, and then sent, once for each socket. */
import type { Socket } from "node:net";

/** After our last words the peer has so long to close its side; nobody needs longer to read a few lines. */
const lingerSeconds = 5;

/**
 * Gathers the replies of all connections. When the event-loop turn ends, `beforeReplies` runs once (log and records write there) and
 * says when it is done; then every socket that has something to say is written once. What is said meanwhile goes out with the next
 * turn. One turn serves all servers of a process; nothing else writes to a client's socket.
 */
export class Turn {
  readonly #beforeReplies: (done: () => void) => void;
  #dirty: Outbox[] = [];
  #scheduled = false;
  #writing = false;

  constructor(beforeReplies: (done: () => void) => void) {
    this.#beforeReplies = beforeReplies;
  }

  /** Runs `beforeReplies` at the end of this turn even if nobody is answered (a session that just ended). */
  schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    if (!this.#writing) setImmediate(this.#run);
  }

  /** For `Outbox` only: this one has something to send. */
  add(outbox: Outbox): void {
    this.#dirty.push(outbox);
    this.schedule();
  }

  readonly #run = (): void => {
    this.#scheduled = false;
    this.#writing = true;
    const dirty = this.#dirty;
    this.#dirty = [];
    for (const outbox of dirty) outbox.gather();
    this.#beforeReplies(() => {
      for (const outbox of dirty) outbox.flush();
      this.#writing = false;
      if (this.#scheduled) setImmediate(this.#run);
    });
  };
}

/** How our side is closed: `parted` where the peer took its leave and says no more, so that nothing can be lost. */
type Ending = "parted" | "lingering";

interface Said {
  readonly text: string;
  readonly sent: (() => void) | undefined;
  readonly ending: Ending | undefined;
}

const nothing: Said = { text: "", sent: undefined, ending: undefined };

/** The replies of one connection, until the turn sends them. */
export class Outbox {
  #socket: Socket;
  readonly #turn: Turn;
  readonly #owner: { drained(): void };
  #pending = "";
  #sent: (() => void) | undefined;
  #ending: Ending | undefined;
  #dirty = false;
  /** What of these is of the turn that is being written down. */
  #turns: Said = nothing;
  #blocked = false;

  /** `owner` is told when the peer has read what had piled up. */
  constructor(socket: Socket, turn: Turn, owner: { drained(): void }) {
    this.#turn = turn;
    this.#owner = owner;
    this.#socket = socket;
    this.#watch();
  }

  /** The peer does not read its replies: take no more commands until it has. */
  get blocked(): boolean {
    return this.#blocked;
  }

  /** Appends bytes of a reply, line ends included; `sent` is called once they were handed to the system. */
  say(text: string, sent?: () => void): void {
    this.#pending += text;
    if (sent) this.#sent = sent;
    this.#mark();
  }

  /** What is said from here on goes out over another socket: the same one, encrypted. */
  moveTo(socket: Socket): void {
    this.#socket = socket;
    this.#blocked = false;
    this.#watch();
  }

  /** Sends what is pending and closes our side; a peer that keeps its side open is cut off, 5 s later if it may still talk. */
  end(ending: Ending): void {
    this.#ending = ending;
    this.#mark();
  }

  /** For `Turn` only: what was said so far is written down now; what is said from here on is of the next turn. */
  gather(): void {
    this.#turns = { text: this.#pending, sent: this.#sent, ending: this.#ending };
    this.#pending = "";
    this.#sent = undefined;
    this.#dirty = false;
  }

  /** For `Turn` only: the one place where a client's socket is written. */
  flush(): void {
    const { text, sent, ending } = this.#turns;
    this.#turns = nothing;
    if (this.#socket.destroyed) return;
    if (!ending) {
      this.#blocked = !this.#socket.write(text);
      sent?.();
      return;
    }
    if (ending === "parted") return this.#part(text);
    this.#linger(text);
  }

  #part(text: string): void {
    this.#socket.write(text);
    // What the system has not taken at once needs time.
    if (this.#socket.writableLength > 0) this.#linger("");
    else this.#socket.destroy();
  }

  #linger(text: string): void {
    const linger = setTimeout(() => this.#socket.destroy(), lingerSeconds * 1000);
    this.#socket.once("close", () => clearTimeout(linger));
    // Unread input would turn our close into a reset, and the peer would lose our last words.
    if (!this.#socket.readableFlowing) this.#socket.resume();
    this.#socket.end(text);
  }

  #watch(): void {
    const socket = this.#socket;
    socket.on("drain", () => {
      if (socket !== this.#socket) return;
      this.#blocked = false;
      this.#owner.drained();
    });
  }

  #mark(): void {
    if (this.#dirty) return;
    this.#dirty = true;
    this.#turn.add(this);
  }
}

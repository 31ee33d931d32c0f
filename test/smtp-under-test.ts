/** An SMTP server on a free port whose events and messages a test can see: the smallest wiring of all parts. */
import { connect, type Socket } from "node:net";
import { type ConnectionOptions, type TLSSocket, connect as tlsConnect } from "node:tls";
import { createAccounts } from "../src/accounts/accounts.ts";
import { limitsBy } from "../src/app/listeners.ts";
import { idMaker } from "../src/base/id.ts";
import { schema } from "../src/config/schema.ts";
import type { EventOf, MailEvent } from "../src/events/event.ts";
import type { Envelope } from "../src/mail/envelope.ts";
import type { TlsIdentity } from "../src/net/tls-identity.ts";
import { Turn } from "../src/net/turn.ts";
import type { ListenerKind, SmtpHooks, SmtpLimits } from "../src/smtp/hooks.ts";
import { createSmtpServer, type SmtpListener } from "../src/smtp/server.ts";
import { sampleAccounts } from "./sample-accounts.ts";

const usualLimits = limitsBy(() => schema.parse({}));

interface ReceivedMessage {
  readonly envelope: Envelope;
  readonly content: string;
}

/** For `UnderTest.event`: is it of that kind? */
export const isKind =
  <K extends MailEvent["kind"]>(kind: K) =>
  (event: MailEvent): event is EventOf<K> =>
    event.kind === kind;

export interface UnderTest {
  readonly server: SmtpListener;
  readonly events: MailEvent[];
  readonly messages: ReceivedMessage[];
  /** Resolves with the first event, already there or still to come, that fits. */
  readonly event: <E extends MailEvent>(fits: (event: MailEvent) => event is E) => Promise<E>;
  /** Resolves when that many sessions have ended. */
  readonly closed: (sessions: number) => Promise<void>;
}

export interface UnderTestOptions {
  readonly kind?: ListenerKind;
  readonly proxies?: readonly string[];
  readonly identity?: TlsIdentity;
}

/** Accounts alice@ and bob@example.test; messages are kept in memory unless `hooks` say otherwise. */
export async function startUnderTest(
  limits: Partial<SmtpLimits> = {},
  hooks: Partial<SmtpHooks> = {},
  { kind = "mx", proxies = [], identity }: UnderTestOptions = {},
): Promise<UnderTest> {
  const events: MailEvent[] = [];
  const messages: ReceivedMessage[] = [];
  const waiting = new Set<(event: MailEvent) => void>();
  const policy = { separator: "+", quotaBytes: 0, fullIsPermanent: false, scram: false };
  const accounts = createAccounts({
    store: sampleAccounts(["alice", "bob"]),
    policy: () => policy,
    usedBytes: () => 0,
    now: Date.now,
  });
  const smtp = createSmtpServer(
    {
      node: "1",
      hostname: () => "mx.example.test",
      limits: () => ({ ...usualLimits(), ...limits }),
      ...(identity && { identity }),
    },
    {
      resolve: accounts.resolve,
      openMessage: (envelope) => {
        const chunks: Buffer[] = [];
        return {
          write: (chunk) => void chunks.push(Buffer.from(chunk)),
          commit: async () => {
            messages.push({ envelope, content: Buffer.concat(chunks).toString("latin1") });
            return undefined;
          },
          abort: () => {},
        };
      },
      nextId: idMaker(1, Date.now),
      now: Date.now,
      emit: (event) => {
        events.push(event);
        for (const look of [...waiting]) look(event);
      },
      turn: new Turn((done) => done()),
      ...hooks,
    },
  );
  const server = await smtp.open({ kind, place: { host: "127.0.0.1", port: 0 }, proxies });
  const until = (isDone: (event: MailEvent) => boolean) =>
    new Promise<void>((resolve) => {
      const look = (event: MailEvent) => {
        if (!isDone(event)) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
    });
  return {
    server,
    events,
    messages,
    event: async (fits) => {
      const there = events.find(fits);
      if (there) return there;
      await until(fits);
      // The waiter was called right after the event was pushed, and nothing else can fit before it.
      const came = events.find(fits);
      if (!came) throw new Error("an event came and is not there");
      return came;
    },
    closed: async (sessions) => {
      const left = () => sessions - events.filter(({ kind }) => kind === "session.closed").length;
      if (left() > 0) await until(({ kind }) => kind === "session.closed" && left() <= 0);
    },
  };
}

/** A client that reads line by line and sends exactly what it is told. */
export class RawClient {
  socket: Socket;
  /** The connection below, where it is encrypted. */
  readonly #plain: Socket;
  #text = "";
  #ended = false;
  #wake: (() => void) | undefined;

  /** A port on this machine, or the path of a Unix socket; `localAddress` is the address that it comes from. */
  constructor(place: number | string, localAddress = "127.0.0.1") {
    const port = { host: "127.0.0.1", noDelay: true, localAddress };
    const to = typeof place === "string" ? { path: place } : { port: place, ...port };
    this.#plain = connect({ ...to, allowHalfOpen: true });
    this.socket = this.#plain;
    this.#read(this.socket);
  }

  /** Breaks the connection off without a farewell. */
  reset(): void {
    this.#plain.resetAndDestroy();
  }

  /** Encrypts from here on; resolves after the handshake, rejects when it fails. */
  async encrypt(options: ConnectionOptions = {}): Promise<TLSSocket> {
    const plain = this.socket;
    plain.removeAllListeners();
    const encrypted = tlsConnect({ socket: plain, rejectUnauthorized: false, ...options });
    this.socket = encrypted;
    await new Promise((resolve, reject) => encrypted.once("secureConnect", resolve).once("error", reject));
    this.#read(encrypted);
    return encrypted;
  }

  #read(socket: Socket): void {
    const wake = () => this.#wake?.();
    socket.on("data", (chunk) => {
      this.#text += chunk.toString("utf8");
      wake();
    });
    const end = () => {
      this.#ended = true;
      wake();
    };
    socket.on("end", end).on("close", end).on("error", end);
  }

  /** The next line without CRLF; undefined when the server has closed its side. */
  async line(): Promise<string | undefined> {
    for (;;) {
      const end = this.#text.indexOf("\r\n");
      if (end >= 0) {
        const line = this.#text.slice(0, end);
        this.#text = this.#text.slice(end + 2);
        return line;
      }
      if (this.#ended) return undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** A whole reply, its lines parted by LF. */
  async reply(): Promise<string> {
    const lines: string[] = [];
    for (;;) {
      const line = await this.line();
      if (line === undefined) return [...lines, "(closed)"].join("\n");
      lines.push(line);
      if (line[3] !== "-") return lines.join("\n");
    }
  }

  send(bytes: string | Buffer): void {
    this.socket.write(typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes);
  }

  /** Sends each byte in a packet of its own, as far as the system does not join them. */
  async sendByteByByte(bytes: string): Promise<void> {
    for (const byte of Buffer.from(bytes, "latin1")) {
      this.socket.write(Buffer.from([byte]));
      await new Promise((next) => setImmediate(next));
    }
  }

  /** Says a command and gives the reply. */
  ask(command: string): Promise<string> {
    this.send(`${command}\r\n`);
    return this.reply();
  }
}

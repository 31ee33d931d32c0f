/** Writes one session down: every event that a connection emits is made here, with its ids, times and numbers. */
import type { Ended, EventBase, EventOf, MailEvent } from "../events/event.ts";
import { normaliseAddress } from "../mail/address.ts";
import type { EnvelopeRecipient } from "../mail/envelope.ts";
import type { Reply } from "../mail/reply.ts";
import type { Overrun } from "../net/deadlines.ts";
import type { Arrival } from "../net/listener.ts";
import type { OpenTransaction, SmtpAnswer } from "./command.ts";
import type { SmtpHooks } from "./hooks.ts";
import { protocolError } from "./replies.ts";

/** How a transaction came to its end: the words of the summary line. */
export type TransactionStatus = "OK" | "REJECT" | "DEFER" | "INCOMPLETE-SESSION";

/** What the summary of a transaction says beside its envelope. */
export interface Summary {
  readonly status: TransactionStatus;
  readonly sizeBytes: number;
  readonly helo?: string | undefined;
  /** The account that logged in, and the version of TLS. */
  readonly user?: string | undefined;
  readonly tls?: string | undefined;
  readonly cause?: string | undefined;
  /** Where an incomplete one stood. */
  readonly stage?: "connect" | "helo" | "mail" | "rcpt" | "data" | undefined;
  /** The Message-ID header without its brackets. */
  readonly messageId?: string | undefined;
  /** The journey that begins with the message. */
  readonly transid?: string | undefined;
  /** It was taken, and the client was gone before it could be told. */
  readonly unheard?: boolean;
}

/** The setting behind each deadline; the guide's product has a name for the first. */
const timerSettings: Readonly<Record<Overrun, string>> = {
  idle: "c_system_adv_protocols_sessiontimeout",
  session: "smtp.sessionSeconds",
  transaction: "smtp.transactionSeconds",
  rate: "smtp.leastBytesPerSecond",
};

type EventBody = MailEvent extends infer E ? (E extends MailEvent ? Omit<E, keyof EventBase> : never) : never;

type Parties = Pick<OpenTransaction, "sender" | "recipients" | "refused">;

const nobody: Parties = { sender: "", recipients: [], refused: [] };

export class SessionLog {
  /** Session id, 16 hex digits. */
  readonly id: string;
  readonly #hooks: Pick<SmtpHooks, "emit" | "now" | "nextId">;
  readonly #node: string;
  readonly #peer: string;
  readonly #openedAt: number;
  #number = 0;
  #messageId = "";
  #transactionAt = 0;
  #inTransaction = false;
  #lastCause: string | undefined;
  /** The account of ours that could not log in. */
  #failedLogin: string | undefined;

  /** `tls`: the session is encrypted from its first byte. */
  constructor(arrival: Arrival, node: string, hooks: Pick<SmtpHooks, "emit" | "now" | "nextId">, tls: boolean) {
    this.id = hooks.nextId();
    this.#hooks = hooks;
    this.#node = node;
    this.#peer = arrival.peer;
    this.#openedAt = hooks.now();
    const local = { ip: arrival.localIp, port: arrival.localPort };
    const { peerPort, proxy } = arrival;
    this.#emit({
      kind: "session.opened",
      role: "server",
      peerPort,
      local,
      ...(proxy && { proxy }),
      ...(tls && { tls }),
    });
  }

  /** Transactions so far, refused ones included. */
  get transactions(): number {
    return this.#number;
  }

  /** Our id of the message of this transaction. */
  get messageId(): string {
    return this.#messageId;
  }

  /** The cause of our last refusal in this transaction, or before the first. */
  get lastCause(): string | undefined {
    return this.#lastCause;
  }

  /** A transaction begins; it is given its number and its message an id. */
  begin(): void {
    this.#number++;
    this.#messageId = this.#hooks.nextId();
    this.#transactionAt = this.#hooks.now();
    this.#inTransaction = true;
    this.#lastCause = undefined;
  }

  command(verb: string, argument: string): void {
    this.#emit({ kind: "smtp.command", verb, argument });
  }

  /** What is said in a login is said without its text (334): it may hold secrets. */
  reply(reply: Reply): void {
    this.#emit({ kind: "smtp.reply", ...reply, ...(reply.code === 334 && { text: "" }) });
  }

  encrypted(facts: Omit<EventOf<"tls.started">, keyof EventBase | "kind">): void {
    this.#emit({ kind: "tls.started", ...facts });
  }

  loggedIn(account: string): void {
    this.#failedLogin = undefined;
    this.#emit({ kind: "decision", by: "auth.login", verdict: "accept", detail: account });
  }

  noted(text: string): void {
    this.#emit({ kind: "session.noted", text });
  }

  /** A refusal of ours, before it is said. */
  refused({ reply, by, cause, recipient, failedLogin, detail = failedLogin }: SmtpAnswer): void {
    // An error of form explains less than any other refusal, and often only follows from one.
    if (cause !== protocolError || !this.#lastCause) this.#lastCause = cause ?? this.#lastCause;
    if (failedLogin) this.#failedLogin = failedLogin;
    this.#emit({
      kind: "decision",
      by: by ?? "error",
      verdict: reply.code < 500 ? "defer" : "reject",
      ...(cause && { cause }),
      ...(recipient && { recipient }),
      ...(detail && { detail }),
      ...(this.#inTransaction && { transaction: this.#number }),
    });
  }

  /** `seconds` since the content was asked for. */
  dataEnded(receivedBytes: number, seconds: number): void {
    const bytesPerSecond = Math.round(receivedBytes / Math.max(seconds, 0.001));
    this.#emit({ kind: "data.ended", receivedBytes, bytesPerSecond });
  }

  timeout(afterSeconds: number, timer: Overrun, waitingFor: string, receivedBytes: number): void {
    const setting = timerSettings[timer];
    this.#emit({ kind: "session.timeout", afterSeconds, setting, waitingFor, receivedBytes });
  }

  /** The summary of the transaction, or of a session that had none. */
  end(summary: Summary, transaction?: Parties): void {
    const { sender, recipients, refused } = transaction ?? nobody;
    const { status, sizeBytes, helo, user, tls, cause, stage, messageId, transid, unheard } = summary;
    const taken = status === "OK";
    const texts = {
      transid,
      helo,
      user,
      login: this.#failedLogin,
      tls,
      refused: refused.map(refusalText).join(","),
      mailbox: taken ? recipients.map(storedAs).filter(isThere).join(",") : "",
      missed: taken ? recipients.flatMap(missedBy).join(",") : "",
      caught: taken ? recipients.map(caughtAs).filter(isThere).join(",") : "",
      unheard: unheard ? "yes" : undefined,
      cause,
      stage,
      "message-id": messageId,
    };
    this.#emit({
      kind: "transaction.ended",
      sender,
      recipients: [...recipients, ...refused].map(({ address }) => address),
      count: recipients.length + refused.length,
      sizeBytes,
      durationSeconds: Math.floor((this.#hooks.now() - (transaction ? this.#transactionAt : this.#openedAt)) / 1000),
      status,
      ...(transaction && { id: this.#messageId }),
      keys: withoutEmpty(texts),
    });
    this.#inTransaction = false;
  }

  /** After QUIT it is we who close; `sessions/build` sees the QUIT. */
  closed(ended: Ended): void {
    this.#emit({ kind: "session.closed", ended: ended === "quit" ? "local-closed" : ended });
  }

  /** Completes the body in place: it was made for this event alone, and a copy of each would cost as much as the rest of the log. */
  #emit(body: EventBody): void {
    const event = body as unknown as { -readonly [Name in keyof EventBase]: EventBase[Name] };
    event.at = this.#hooks.now();
    event.atPrecisionSeconds = 0.001;
    event.node = this.#node;
    event.service = "smtp";
    event.session = this.id;
    event.peer = this.#peer;
    this.#hooks.emit(event as MailEvent);
  }
}

const isThere = (text: string): boolean => text !== "";

function withoutEmpty(texts: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  const kept: Record<string, string> = {};
  for (const name in texts) {
    const text = texts[name];
    if (text) kept[name] = text;
  }
  return kept;
}

/** `<a>:550/5.1.1`. */
const refusalText = ({ address, reply }: OpenTransaction["refused"][number]): string =>
  `<${address}>:${reply.code}${reply.enhanced ? `/${reply.enhanced}` : ""}`;

/** `<a>:<b>:452/4.2.2` for each member of a group who does not get what the others get. */
const missedBy = ({ address, missed = [] }: EnvelopeRecipient): readonly string[] =>
  missed.map(({ address: member, refusal: { reply } }) => `<${address}>:<${member}>:${reply.code}/${reply.enhanced}`);

/** `<a>` for a recipient whom the domain's catch-all takes. */
const caughtAs = ({ address, caught }: EnvelopeRecipient): string => (caught ? `<${address}>` : "");

/** `<a>:<b>+<c>` for a recipient whose message lies in other mailboxes than its name says (alias, group, tag). */
function storedAs({ address, mailboxes }: EnvelopeRecipient): string {
  if (mailboxes.length === 1 && mailboxes[0] === normaliseAddress(address)) return "";
  return `<${address}>:${mailboxes.map((mailbox) => `<${mailbox}>`).join("+")}`;
}

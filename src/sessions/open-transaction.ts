/** One transaction while its session is read: what it becomes once accepted, refused or abandoned. */
import { defined, type Loose } from "../base/defined.ts";
import type { EventOf, Fact, MailEvent, Outcome, Source, Stage } from "../events/event.ts";
import { isTransient, type Reply } from "../mail/reply.ts";
import { factFrom, joinSources, sourceOf } from "./fact.ts";
import type { Recipient, Transaction } from "./session.ts";

type Summary = EventOf<"transaction.ended">;

/** Words of a summary line for a message that was answered 250, and what became of it. */
const acceptedAs: Readonly<Record<string, Outcome>> = {
  OK: "delivered",
  SPAM: "delivered",
  DELETE: "discarded",
  QUARANTINE: "quarantined",
};

const bytesReceived = /^(\d{1,12}) bytes received\b/;
const acceptedId = /\bMessage id (\S+) accepted/i;
const willForward = /will forward/i;
/** Exchange: only its message tracking says what became of it, under the Message-ID. */
const queuedAs = /^(<[^<>\s]{1,500}>) \[InternalId=.* queued mail for delivery/is;

/** `mailbox=<a>:<b>+<c>,…` of a summary line: the mailboxes of each recipient that names others than its own. */
function mailboxesIn(text = ""): ReadonlyMap<string, readonly string[]> {
  const found = text.matchAll(/<([^>]*)>:((?:\+?<[^>]*>)+)/g);
  return new Map([...found].map(([, address = "", list = ""]) => [address, list.slice(1, -1).split(">+<")]));
}

/** Who decided where a recipient stands in `caught=<a>,<b>` of a summary line: his domain has no such name. */
export const byCatchAll = "domain.catch-all";

/** Who decided where a server's summary of a message says why. */
const summarised = "session.ended";

/** `missed=<a>:<b>:452/4.2.2,…` of a summary line: members of a group who did not get what the others got, and why. */
const missedKey = /<([^>]*)>:<([^>]*)>:(\d{3})\/(\d\.\d+\.\d+)/g;
/** What our server says to those elsewhere, and to them alone by this code. */
const notSent = "sending is not set up here";

export class OpenTransaction {
  readonly number: number;
  sender: string | undefined;
  declaredBytes: number | undefined;
  receivedBytes: number | undefined;
  recipients: Recipient[] = [];
  /** The lines of MAIL and of the accepted RCPTs: they tell a reader of the evidence whose message it is. */
  readonly commands: Source[] = [];
  /** How far it came: the content was asked for, or has come whole. */
  reached: "envelope" | "data" | "whole" = "envelope";
  summary: Summary | undefined;
  /** We are the client: accepted means relayed. */
  readonly #client: boolean;
  #status: Outcome | undefined;
  #queueId: string | undefined;

  constructor(number: number, client: boolean, sender?: string) {
    this.number = number;
    this.#client = client;
    this.sender = sender;
  }

  /** At level summary QUIT is not in the log; the cause that the server wrote down is. */
  get #probed(): boolean {
    return this.summary?.keys.cause === "session.rcpt-probe";
  }

  get #messageId(): string | undefined {
    const id = this.summary?.keys["message-id"];
    return id ? `<${id}>` : undefined;
  }

  get #transid(): string | undefined {
    return this.summary?.keys.transid || undefined;
  }

  /** What proves a fact about the whole message. */
  #proof(event: MailEvent): ReturnType<typeof joinSources> {
    return joinSources(sourceOf(event), sourceOf(this.summary), ...this.commands);
  }

  /** Keeps the line of a command as evidence. */
  note(command: MailEvent): void {
    const line = sourceOf(command);
    if (line) this.commands.push(line);
  }

  /** Its summary line, which may tell what the dialogue does not. */
  sumUp(event: Summary): void {
    this.summary = event;
    this.receivedBytes ??= event.sizeBytes;
    this.sender ??= event.sender;
    // Of content that broke off nothing was kept.
    const isHalf = event.status === "INCOMPLETE-SESSION" && event.sizeBytes === 0 && this.receivedBytes > 0;
    if (isHalf && this.reached === "whole") this.reached = "data";
  }

  /** Recipients that were not refused. */
  get taken(): readonly Recipient[] {
    return this.recipients.filter(({ reply }) => !reply || reply.code < 400);
  }

  /** Does its summary say that the message was answered 250? */
  get summarisedAsAccepted(): boolean {
    return this.summary !== undefined && this.summary.status in acceptedAs;
  }

  /** The facts of a message that was taken in charge; without a reply the summary line alone proves it. */
  accepted(event: MailEvent, reply: Reply | undefined, helo: string | undefined): readonly Fact[] {
    const { summary } = this;
    const queueId = (reply && acceptedId.exec(reply.text)?.[1]) ?? summary?.id;
    const told = reply && bytesReceived.exec(reply.text)?.[1];
    const sizeBytes = summary?.sizeBytes ?? (told === undefined ? this.declaredBytes : Number(told));
    const sender = this.sender ?? summary?.sender ?? "";
    const known = { sender, transaction: this.number, queueId, messageId: this.#messageId, sizeBytes, reply };
    // Its summary names sender and recipients, and says how it ended.
    const proof = joinSources(sourceOf(summary), sourceOf(event), ...this.commands);
    const shared = { ...known, ...proof };
    this.#queueId = queueId;
    const message = factFrom(event, {
      kind: "message.accepted",
      recipients: this.taken.map(({ address }) => address),
      helo,
      transid: this.#transid,
      ...shared,
    });
    const mailboxes = mailboxesIn(summary?.keys.mailbox);
    const attempts = this.taken.flatMap((recipient) =>
      (mailboxes.get(recipient.address) ?? [recipient.address]).map((mailbox) =>
        this.#attempt(event, recipient, mailbox, shared, queuedAs.exec(reply?.text ?? "")?.[1]),
      ),
    );
    // Those who got it come last: theirs is the word for the group as a whole.
    return [message, ...this.#missed(event, shared), ...attempts];
  }

  #missed(event: MailEvent, shared: { readonly transaction: number }): readonly Fact[] {
    return [...(this.summary?.keys.missed ?? "").matchAll(missedKey)].map(
      ([, originalRecipient, recipient = "", code, enhanced]) =>
        factFrom(event, {
          kind: "attempt.ended",
          ...shared,
          recipient,
          originalRecipient,
          status: "lost",
          stage: "rcpt",
          reply: defined({ code: Number(code), enhanced, text: enhanced === "4.3.2" ? notSent : "" }),
        }),
    );
  }

  /** One for each mailbox that the recipient means. */
  #attempt(
    event: MailEvent,
    given: Recipient,
    mailbox: string,
    shared: { readonly transaction: number },
    remoteId: string | undefined,
  ): Fact {
    const { address, reply } = given;
    const said = this.summary?.status ?? "OK";
    const status = said !== "OK" ? acceptedAs[said] : this.#client ? "relayed" : undefined;
    const isQueued = remoteId !== undefined || willForward.test(reply?.text ?? "");
    const outcome = status ?? (isQueued ? "queued" : said === "OK" ? "delivered" : "unknown");
    const isCaught = this.summary?.keys.caught?.includes(`<${address}>`);
    const isUnheard = this.summary?.keys.unheard !== undefined;
    this.#status = outcome;
    return factFrom(event, {
      kind: "attempt.ended",
      recipient: mailbox,
      originalRecipient: mailbox === address ? undefined : address,
      status: outcome,
      stage: "eod",
      where: outcome === "delivered" ? { mailbox, folder: said === "SPAM" ? "Spam" : "INBOX" } : undefined,
      decidedBy: said !== "OK" ? `content.${said.toLowerCase()}` : isCaught ? byCatchAll : undefined,
      unheard: isUnheard || undefined,
      remoteId,
      ...shared,
    });
  }

  /** The whole message was refused: one refusal for each recipient that had been taken. */
  refused(
    event: MailEvent,
    reply: Reply,
    stage: Stage,
    more: Loose<{ helo?: string; decidedBy?: string }>,
  ): readonly Fact[] {
    this.#status = isTransient(reply) ? "deferred" : "refused";
    const { sender, number: transaction } = this;
    const sizeBytes = this.receivedBytes ?? this.declaredBytes;
    const ids = { queueId: this.summary?.id, messageId: this.#messageId };
    // At level debug its summary alone says why.
    const judged = more.decidedBy === undefined ? this.#judged() : [];
    const decidedBy = more.decidedBy ?? (judged.length > 0 ? summarised : undefined);
    const shared = { sizeBytes, reply, ...more, decidedBy, transaction, ...ids, ...this.#proof(event) };
    const refusals = this.taken.map(({ address: recipient }) =>
      factFrom(event, { kind: "rcpt.refused", stage, sender, recipient, ...shared }),
    );
    return [...judged, ...refusals];
  }

  /** It got no final reply. `by`: the command that ended it (RSET, QUIT …); none where the session broke off. */
  abandoned(event: MailEvent, by: string | undefined): readonly Fact[] {
    // DATA was refused: that was the last word.
    if (this.#status === "refused" || this.#status === "deferred") return this.#judged();
    const refused = this.recipients.length > 0 && this.taken.length === 0;
    if (this.recipients.length === 0 && this.summary?.status === "REJECT") this.#status = "refused";
    else if (refused)
      this.#status = this.recipients.every(({ reply }) => reply && isTransient(reply)) ? "deferred" : "refused";
    else
      this.#status =
        this.taken.length === 0 || ((by || this.#probed) && this.reached === "envelope")
          ? "nothing-offered"
          : "aborted";
    const status = this.#status;
    return [...this.#judged(), ...this.taken.map(({ address }) => this.#unfinished(event, address, status))];
  }

  /** As the client: nobody answered at the other end. */
  unreached(event: MailEvent): readonly Fact[] {
    this.#status = "deferred";
    const { peer } = event;
    const relay = peer === undefined ? undefined : { ip: peer };
    return this.taken.map(({ address: recipient }) =>
      factFrom(event, {
        kind: "attempt.ended",
        recipient,
        sender: this.sender,
        status: "deferred",
        stage: "connect",
        relay,
        sizeBytes: this.receivedBytes,
        transaction: this.number,
        ...this.#proof(event),
      }),
    );
  }

  /** What the server itself thought of it, in its summary. */
  #judged(): readonly Fact[] {
    const { summary } = this;
    if (!summary?.keys.cause) return [];
    const { status: verdict, keys } = summary;
    return [
      factFrom(summary, {
        kind: "decision",
        by: summarised,
        verdict,
        cause: keys.cause,
        transaction: this.number,
      }),
    ];
  }

  #unfinished(event: MailEvent, address: string, status: Outcome): Fact {
    return factFrom(event, {
      kind: "attempt.ended",
      recipient: address,
      sender: this.sender,
      status,
      stage: this.reached === "whole" ? "eod" : this.reached === "data" ? "data" : "rcpt",
      sizeBytes: this.receivedBytes,
      messageId: this.#messageId,
      transaction: this.number,
      ...this.#proof(event),
    });
  }

  toTransaction(): Transaction {
    const { number, sender, recipients } = this;
    const sizeBytes = this.summary?.sizeBytes ?? this.receivedBytes ?? this.declaredBytes;
    const ids = { queueId: this.#queueId, messageId: this.#messageId, transid: this.#transid };
    return defined({ number, sender, recipients, ...ids, sizeBytes, status: this.#status ?? "unknown" });
  }
}

/** Whoever sends sums up after the last reply: is it the transaction that this has ended? */
export const isSummaryOf = (ended: Transaction, { sender, recipients }: Summary): boolean =>
  ended.sender === sender && recipients.every((one) => ended.recipients.some(({ address }) => address === one));

/** … and under which id of its own that was. */
export function nameEnded(ended: Transaction, { id }: Summary, transactions: Transaction[], facts: Fact[]): void {
  if (id === undefined || ended.queueId !== undefined) return;
  transactions[transactions.length - 1] = { ...ended, queueId: id };
  for (const [n, fact] of facts.entries()) {
    const isOfIt = "transaction" in fact && fact.transaction === ended.number;
    if (isOfIt && fact.queueId === undefined) facts[n] = { ...fact, queueId: id };
  }
}

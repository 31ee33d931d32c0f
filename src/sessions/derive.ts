/** Turns the dialogue of one session into facts and transactions: one rule for our server and for foreign logs. */
import { defined, type Loose } from "../base/defined.ts";
import type { EventOf, Fact, MailEvent, Source, Stage } from "../events/event.ts";
import { envelopeAddress } from "../mail/address.ts";
import { brokenOff } from "./broken-off.ts";
import {
  atOnceSeconds,
  isTooMany,
  loginDecision,
  onlyToLogins,
  replyOf,
  sessionStages,
  tlsFailed,
  tooSilent,
} from "./dialogue-words.ts";
import { type Finding, factFrom, joinSources, sourceOf } from "./fact.ts";
import { isSummaryOf, nameEnded, OpenTransaction } from "./open-transaction.ts";
import type { Transaction } from "./session.ts";

type Command = EventOf<"smtp.command">;
type Summary = EventOf<"transaction.ended">;
type ReplyEvent = EventOf<"smtp.reply">;

/** A visit is known by its first commands. */
const maxSaid = 6;

/** `refused=<r>:550/5.1.1,…` of a summary line. */
const refusedKey = /<([^>]*)>:(\d{3})(?:\/(\d\.\d+\.\d+))?/g;

export interface Derived {
  readonly facts: readonly Fact[];
  readonly transactions: readonly Transaction[];
  readonly helo: string | undefined;
  /** The version of TLS, and the account that logged in. */
  readonly tls: string | undefined;
  readonly user: string | undefined;
  readonly quit: boolean;
}

/** One per session: `take` every event of the session in order, then `finish`. */
export class DialogueReader {
  readonly #facts: Fact[] = [];
  readonly #transactions: Transaction[] = [];
  readonly #unanswered: Command[] = [];
  readonly #verbs: Record<string, { ok: number; all: number }> = {};
  /** Replies whose command is not in the log (level summary shows refusals only). */
  readonly #loose: ReplyEvent[] = [];
  #current: OpenTransaction | undefined;
  #decision: EventOf<"decision"> | undefined;
  #timeout: EventOf<"session.timeout"> | undefined;
  #tlsFailure: EventOf<"session.noted"> | undefined;
  #helo: string | undefined;
  #tls: string | undefined;
  #user: string | undefined;
  /** Whose login failed is known by a line of its own. */
  #loginDecided = false;
  /** LMTP answers content once for each recipient: so many answers are still to come. */
  #furtherAnswers = 0;
  #spoken = false;
  #quit = false;
  #tooMany: ReplyEvent | undefined;
  #client = false;
  #challenged = false;
  /** Where we are the client: the refusal of the whole session, or of the sender, before anybody was named. */
  #refusedWhole: { readonly event: ReplyEvent; readonly stage: Stage } | undefined;
  #answered = false;
  #lastVerb = "CONNECT";
  #refusedSummary: Summary | undefined;
  /** The lines of the first commands: what kind of visit it was. */
  readonly #said: Source[] = [];
  /** The last sign of life before the session's end: an idle time counts from it. */
  #last: MailEvent | undefined;

  take(event: MailEvent): void {
    if (event.kind === "session.opened") this.#client = event.role === "client";
    else if (event.kind === "smtp.command") this.#command(event);
    else if (event.kind === "smtp.reply") this.#reply(event);
    else if (event.kind === "data.ended") this.#content(event);
    else if (event.kind === "transaction.ended") this.#summary(event);
    else if (event.kind === "tls.started") this.#tls = event.version;
    else if (event.kind === "decision") this.#decided(event);
    else if (event.kind === "session.timeout") this.#timeout = event;
    else if (event.kind === "session.noted" && tlsFailed.test(event.text)) this.#tlsFailure = event;
    const frames =
      event.kind === "session.timeout" || event.kind === "session.closed" || event.kind === "transaction.ended";
    if (!frames && !this.#timeout) this.#last = event;
  }

  /** What follows from the whole session; `end` is its last event, whatever that is. */
  finish(end: MailEvent): Derived {
    this.#endTransaction(end, this.#quit ? "QUIT" : undefined);
    if (this.#spoken) {
      const proof = joinSources(sourceOf(end), ...this.#said);
      this.#facts.push(factFrom(end, { kind: "session.counted", verbs: this.#verbs, ...proof }));
      const cut = brokenOff(end, {
        facts: this.#facts,
        open: this.#transactions.at(-1),
        quit: this.#quit,
        helo: this.#helo,
        lastVerb: this.#lastVerb,
        hasCommands: Object.keys(this.#verbs).length > 0,
        timeout: this.#timeout,
        tlsFailure: this.#tlsFailure,
        tooMany: this.#tooMany,
        last: this.#last,
      });
      if (cut) this.#facts.push(cut);
    }
    const known = { helo: this.#helo, tls: this.#tls || undefined, user: this.#user || undefined };
    return { facts: this.#facts, transactions: this.#transactions, quit: this.#quit, ...known };
  }

  #open(sender: string | undefined): OpenTransaction {
    this.#current = new OpenTransaction(this.#transactions.length + 1, this.#client, sender);
    return this.#current;
  }

  #decided(event: EventOf<"decision">): void {
    this.#decision = event;
    this.#loginDecided ||= event.by.startsWith("login.");
  }

  /** Below level extended the account stands in the summary alone. */
  #failedLogin(event: Summary, { login, cause }: Summary["keys"]): void {
    if (!login || this.#loginDecided) return;
    this.#loginDecided = true;
    const by = loginDecision(cause);
    this.#add(event, { kind: "decision", by, verdict: "reject", detail: login });
  }

  #command(event: Command): void {
    this.#spoken = true;
    const { verb } = event;
    this.#lastVerb = verb;
    if (this.#challenged && verb === "AUTH") return;
    this.#verbs[verb] ??= { ok: 0, all: 0 };
    this.#verbs[verb].all += 1;
    this.#unanswered.push(event);
    const line = this.#said.length < maxSaid ? sourceOf(event) : undefined;
    if (line) this.#said.push(line);
    if (verb === "HELO" || verb === "EHLO" || verb === "LHLO") this.#helo = event.argument.split(" ")[0] ?? "";
    this.#quit ||= verb === "QUIT";
    if (verb === "MAIL" && this.#current?.reached === "whole") this.#endTransaction(event, verb);
  }

  #reply(event: ReplyEvent): void {
    this.#spoken = true;
    const greets = !this.#answered;
    this.#answered = true;
    this.#challenged = event.code === 334;
    // At level summary the next that is said may be a refusal of what came after the message that was taken.
    if (event.code >= 400 && this.#unanswered.length === 0 && this.#current?.summarisedAsAccepted)
      this.#endTransaction(event, undefined);
    const current = this.#current;
    const isOver = current?.reached === "whole" || (current?.reached === "data" && event.code >= 500 && !this.#timeout);
    if (current && isOver && this.#unanswered.length === 0) this.#finalReply(current, event);
    else if (this.#furtherAnswers > 0 && this.#unanswered.length === 0) this.#furtherAnswers -= 1;
    else {
      const command = this.#unanswered.shift();
      if (command) this.#answer(command, event);
      else this.#unasked(event, greets);
    }
    this.#decision = undefined;
  }

  #answer(command: Command, event: ReplyEvent): void {
    // A challenge (334) is no answer yet: that comes when the login is through.
    if (event.code === 334) return void this.#unanswered.unshift(command);
    const ok = event.code < 400;
    const counted = this.#verbs[command.verb];
    if (ok && counted) counted.ok += 1;
    if (isTooMany(event)) this.#tooMany = event;
    if (command.verb === "MAIL") this.#mailReply(command, event);
    else if (command.verb === "RCPT") this.#rcptReply(command, event);
    else if (command.verb === "DATA" || command.verb === "BDAT") this.#dataReply(command, event);
    else if (!ok) this.#refusedCommand(command, event);
    else if (["RSET", "EHLO", "HELO", "LHLO", "QUIT"].includes(command.verb)) this.#endTransaction(event, command.verb);
  }

  #mailReply(command: Command, event: ReplyEvent): void {
    const sender = envelopeAddress(command.argument);
    const size = /\bSIZE=(\d+)/i.exec(command.argument)?.[1];
    const sizeBytes = size === undefined ? undefined : Number(size);
    if (event.code < 400) {
      this.#endTransaction(event, "MAIL");
      const opened = this.#open(sender);
      opened.declaredBytes = sizeBytes;
      opened.note(command);
    } else if (event.code === 503) this.#refusedCommand(command, event);
    else {
      this.#refusedSummary = undefined;
      this.#refused(event, "mail", { sender, sizeBytes }, sourceOf(command));
    }
  }

  #rcptReply(command: Command, event: ReplyEvent): void {
    const address = envelopeAddress(command.argument);
    const current = this.#current;
    if (address === undefined || !current || event.code === 503) return this.#refusedCommand(command, event);
    current.recipients.push({ address, reply: replyOf(event) });
    if (event.code >= 400) this.#refused(event, "rcpt", { recipient: address }, sourceOf(command), current.commands[0]);
    else current.note(command);
  }

  #dataReply(command: Command, event: ReplyEvent): void {
    const current = this.#current;
    if (!current || (event.code >= 400 && current.taken.length === 0)) this.#refusedCommand(command, event);
    else if (event.code < 400) current.reached = "data";
    else this.#facts.push(...current.refused(event, replyOf(event), "data", this.#circumstances()));
  }

  #content(event: EventOf<"data.ended">): void {
    this.#spoken = true;
    // The last chunk's answer is the answer to the message.
    if (this.#unanswered.at(-1)?.verb === "BDAT") this.#unanswered.pop();
    const current = this.#current ?? this.#open(undefined);
    current.reached = "whole";
    current.receivedBytes = event.receivedBytes;
  }

  /** The answer to the content; its summary line, if the log has one, came just before. */
  #finalReply(current: OpenTransaction, event: ReplyEvent): void {
    const reply = replyOf(event);
    if (this.#verbs.LHLO) this.#furtherAnswers = current.taken.length - 1;
    const found =
      event.code < 400
        ? current.accepted(event, reply, this.#helo)
        : current.refused(event, reply, "eod", this.#circumstances());
    this.#facts.push(...found);
    // Only the sender was there to be refused: the summary of a refused MAIL.
    if (current.summary?.keys.stage === "mail" && event.code >= 400) this.#refused(event, "mail", {});
    this.#close(current);
  }

  /** A summary line comes before the reply that it explains, or (at level summary) stands alone. */
  #summary(event: Summary): void {
    this.#spoken = true;
    this.#helo ??= event.keys.helo;
    this.#tls ??= event.keys.tls;
    this.#user ??= event.keys.user;
    this.#failedLogin(event, event.keys);
    if (event.count === 0 && event.recipients.length === 0 && event.sender === "") return this.#sessionSummary(event);
    const ended = this.#transactions.at(-1);
    if (this.#client && !this.#current && ended && isSummaryOf(ended, event))
      return nameEnded(ended, event, this.#transactions, this.#facts);
    // At level summary nothing stands between two of them.
    if (this.#current?.summary) this.#endTransaction(event, undefined);
    const known = this.#current;
    const current = known ?? this.#open(event.sender);
    current.sumUp(event);
    // Where the dialogue is there, the refusals that it sums up are, or come next.
    if (known && (known.recipients.length > 0 || this.#unanswered.some(({ verb }) => verb === "RCPT"))) return;
    current.recipients = event.recipients.map((address) => ({ address }));
    const complete = event.status !== "INCOMPLETE-SESSION";
    if (complete && !known) current.reached = "whole";
    else if (event.keys.stage === "data") current.reached = "data";
    for (const refused of (event.keys.refused ?? "").matchAll(refusedKey))
      this.#refusedInSummary(current, event, refused);
  }

  #refusedInSummary(
    current: OpenTransaction,
    event: Summary,
    [, recipient = "", code = "", enhanced]: RegExpMatchArray,
  ): void {
    const alike = this.#loose.filter((loose) => loose.code === Number(code) && loose.enhanced === enhanced);
    // A refusal for what the sender did names no recipient.
    const said =
      alike.find(({ text }) => text.includes(recipient)) ?? alike.findLast(({ text }) => !text.includes("<"));
    const reply = said ? replyOf(said) : defined({ code: Number(code), enhanced, text: "" });
    current.recipients = current.recipients.filter(({ address }) => address !== recipient);
    current.recipients.push({ address: recipient, reply });
    this.#add(said ?? event, {
      kind: "rcpt.refused",
      stage: "rcpt",
      sender: current.sender,
      recipient,
      reply,
      transaction: current.number,
      ...joinSources(sourceOf(said), sourceOf(event)),
    });
  }

  /** The summary of a session without transaction, or of the refused null sender: then the refusal itself follows. */
  #sessionSummary(event: Summary): void {
    const { cause } = event.keys;
    if (!cause) return;
    if (event.status === "REJECT" || event.status === "DEFER") this.#refusedSummary = event;
    else this.#add(event, { kind: "decision", by: "session.ended", verdict: event.status, cause });
  }

  /** At level summary a refused MAIL shows its reply and its summary only. */
  #refusedInBrief(event: ReplyEvent, summary: Summary): void {
    this.#refusedSummary = undefined;
    this.#add(event, {
      kind: "rcpt.refused",
      stage: "mail",
      sender: summary.sender,
      reply: replyOf(event),
      transaction: this.#transactions.length + 1,
      ...joinSources(sourceOf(event), sourceOf(summary)),
    });
  }

  /** The greeting, or a reply that nobody asked for: a refusal at connect, a time-out, at level summary any refusal. */
  #unasked(event: ReplyEvent, greets: boolean): void {
    // An excerpt may begin with the answer to DATA.
    if (event.code === 354) (this.#current ?? this.#open(undefined)).reached = "data";
    if (event.code < 400) return;
    if (!this.#client && event.code < 500 && tooSilent.test(event.text))
      this.#timeout ??= { ...event, kind: "session.timeout" };
    if (onlyToLogins(event)) return this.#refused(event, "auth", {});
    if (this.#refusedSummary) return this.#refusedInBrief(event, this.#refusedSummary);
    const before = this.#last?.kind ?? "session.opened";
    const framed = before === "session.opened" || before === "decision" || (greets && this.#client);
    // What is said behind a time-out is its goodbye, also where a brief log has no line of the dialogue before it.
    const first = framed && !this.#timeout && this.#lastVerb === "CONNECT";
    if (isTooMany(event)) this.#tooMany = event;
    if (first && (event.code === 421 || event.code === 554)) this.#refused(event, "connect", {});
    // A summary comes before the reply that it explains: that one refuses the message, and no line.
    else if (this.#said.length > 0 && event.code >= 500 && !this.#current?.summary)
      this.#refusedCommand(undefined, event);
    else this.#loose.push(event);
  }

  /** Of a line that is not in the log there is no command: it was too long, or not to be shown. */
  #refusedCommand(command: Command | undefined, event: ReplyEvent): void {
    const { verb = "", argument } = command ?? {};
    const stage = sessionStages[verb];
    if (stage) return this.#refused(event, stage, {}, sourceOf(command));
    const source = joinSources(sourceOf(event), sourceOf(command ?? this.#decision));
    this.#add(event, { kind: "command.refused", verb, argument, reply: replyOf(event), ...source });
  }

  /** A refusal of the session, of the sender, or of one recipient; `because`: the further lines that prove it. */
  #refused(
    event: ReplyEvent,
    stage: Stage,
    { sender, ...about }: Loose<{ sender?: string; recipient?: string; sizeBytes?: number }>,
    ...because: readonly (Source | undefined)[]
  ): void {
    const current = this.#current;
    const inTransaction = stage === "rcpt" || stage === "mail";
    if (this.#client && about.recipient === undefined) this.#refusedWhole = { event, stage };
    this.#add(event, {
      kind: "rcpt.refused",
      stage,
      sender: sender ?? (inTransaction ? current?.sender : undefined),
      ...about,
      reply: replyOf(event),
      ...this.#circumstances(),
      transaction: inTransaction ? (current?.number ?? this.#transactions.length + 1) : undefined,
      ...joinSources(sourceOf(event), ...because, sourceOf(this.#decision)),
    });
  }

  #circumstances() {
    return { helo: this.#helo, decidedBy: this.#decision?.by };
  }

  /** `by`: the verb that ended it; without one the session broke off, or the summary alone tells. */
  #endTransaction(event: MailEvent, by: string | undefined): void {
    const current = this.#current;
    if (!current) return;
    const { summary } = current;
    const said = this.#loose.at(-1);
    if (summary && current.summarisedAsAccepted) this.#facts.push(...current.accepted(summary, undefined, this.#helo));
    else if (summary && (summary.status === "REJECT" || summary.status === "DEFER") && current.taken.length > 0) {
      const reply = said ? replyOf(said) : { code: summary.status === "DEFER" ? 451 : 550, text: "" };
      this.#facts.push(...current.refused(said ?? summary, reply, "eod", this.#circumstances()));
    } else if (this.#client && summary && current.taken.length > 0) this.#unsent(current, summary, event);
    else this.#facts.push(...current.abandoned(event, by));
    this.#close(current);
  }

  /** We could not send it: we were refused before the recipients were named, nobody answered, or the dialogue is not in the log. */
  #unsent(current: OpenTransaction, summary: Summary, event: MailEvent): void {
    const whole = this.#refusedWhole;
    const reply = whole && replyOf(whole.event);
    if (reply) return void this.#facts.push(...current.refused(whole.event, reply, whole.stage, this.#circumstances()));
    if (this.#answered || current.reached !== "envelope")
      return void this.#facts.push(...current.abandoned(event, undefined));
    this.#facts.push(...current.unreached(summary));
    // At level summary there is nothing but the summary.
    if (this.#last === undefined && event === summary) return;
    const idleSeconds = summary.durationSeconds;
    const how = idleSeconds < atOnceSeconds ? "peer-reset" : "timeout";
    this.#add(summary, { kind: "session.broken", how, after: "CONNECT", idleSeconds });
  }

  #close(current: OpenTransaction): void {
    this.#transactions.push(current.toTransaction());
    this.#current = undefined;
  }

  #add(event: MailEvent, finding: Finding): void {
    this.#facts.push(factFrom(event, finding));
  }
}

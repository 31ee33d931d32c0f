/** The content of one message on its way in: where it goes, and what is kept of it should the transfer break. */
import type { Ended } from "../events/event.ts";
import { normaliseAddress } from "../mail/address.ts";
import type { Envelope } from "../mail/envelope.ts";
import { type CommandHooks, type OpenTransaction, resumptionKey, type SmtpState } from "./command.ts";
import { isSubmission, type Recording, type SmtpHooks, type Unfinished } from "./hooks.ts";
import { finalDotBytes, Intake } from "./intake.ts";
import type { SessionLog } from "./session-log.ts";

/** Content beyond so many times the limit is not even read any more. */
const overrunFactor = 2;

export class Transfer {
  readonly intake: Intake;
  readonly recording: Recording | undefined;
  readonly #unfinished: Unfinished | undefined;
  readonly #maxBytes: number;
  readonly #now: () => number;
  #resumed: Promise<void> | undefined;

  /** Throws what `openMessage` throws. */
  constructor(state: SmtpState, hooks: CommandHooks, { openMessage, now }: SmtpHooks, log: SessionLog) {
    const open = state.transaction as OpenTransaction;
    const at = now();
    const envelope = envelopeOf(state, open, hooks, log, at);
    const { limits, listener, hostname, headerRoom } = hooks;
    const complete = isSubmission(listener)
      ? { date: new Date(at).toUTCString().replace("GMT", "+0000"), messageId: `${log.messageId}@${hostname}` }
      : undefined;
    this.#now = now;
    this.#maxBytes = limits.messageBytes;
    this.#unfinished = open.unfinished;
    this.intake = new Intake(
      openMessage(envelope),
      {
        maxBytes: limits.messageBytes,
        maxLineBytes: limits.contentLineBytes,
        maxHops: limits.hops,
        room: headerRoom,
        isFor: (wanted) =>
          open.recipients.some(({ address, mailboxes }) =>
            [address, ...mailboxes].some((each) => normaliseAddress(each) === wanted),
          ),
        ...(complete && { complete }),
      },
      at,
    );
    const key = open.chunking ? undefined : resumptionKey(state, open);
    this.recording = key && hooks.resumption?.record(key, open.recipients);
  }

  /** Seconds since the content was asked for. */
  readonly seconds = (): number => (this.#now() - this.intake.startedAt) / 1000;

  take(bytes: Buffer, wireBytes: number, lineBytes: number): void | Promise<void> {
    const unfinished = this.#unfinished;
    if (!unfinished) return this.#pass(bytes, wireBytes, lineBytes);
    this.#resumed ??= this.#takeKept(unfinished);
    return this.#resumed.then(() => this.#pass(bytes, wireBytes + unfinished.bytes, lineBytes));
  }

  #pass(bytes: Buffer, wireBytes: number, lineBytes: number): void | Promise<void> {
    this.recording?.write(bytes);
    return this.intake.take(bytes, wireBytes, lineBytes);
  }

  /** So far over the limit that reading on is no courtesy any more. */
  hopeless(receivedBytes: number): boolean {
    return this.intake.refusal !== undefined && receivedBytes > this.#maxBytes * overrunFactor;
  }

  /** Content bytes of the whole message, what was kept from a broken transfer included. */
  contentBytes(receivedBytes: number, chunked: boolean): number {
    return Math.max(0, receivedBytes - (chunked ? 0 : finalDotBytes)) + (this.#unfinished?.bytes ?? 0);
  }

  /** The transfer ended before the message did. */
  broke(ended: Ended | "reset"): void {
    const refused = this.intake.refusal !== undefined || ended === "quit" || ended === "reset";
    if (refused) this.recording?.drop();
    else this.recording?.keep();
  }

  async #takeKept({ content }: Unfinished): Promise<void> {
    let bytes = 0;
    for await (const chunk of content()) {
      bytes += chunk.length;
      this.recording?.write(chunk);
      await this.intake.take(chunk, bytes, 0);
    }
  }
}

function envelopeOf(
  state: SmtpState,
  open: OpenTransaction,
  { listener }: CommandHooks,
  log: SessionLog,
  at: number,
): Envelope {
  const { peer, helo = "", extended, tls, user } = state;
  const base = listener === "lmtp" ? "LMTP" : !extended ? "SMTP" : "ESMTP";
  return {
    id: log.messageId,
    session: log.id,
    sender: open.sender,
    recipients: open.recipients,
    helo,
    peer,
    // RFC 3848, and RFC 6531 §4.3 for UTF-8.
    protocol: `${open.utf8 ? (listener === "lmtp" ? "UTF8LMTP" : "UTF8SMTP") : base}${tls ? "S" : ""}${user ? "A" : ""}`,
    ...(tls && { tls }),
    ...(user && { user }),
    utf8: open.utf8,
    notices: open.notices,
    at,
  };
}

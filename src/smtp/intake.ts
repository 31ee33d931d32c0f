/** Takes the content of one message: hands it on, watches its size, and sees to its header on the way. */

import { normaliseAddress } from "../mail/address.ts";
import type { MessageSink, Refusal } from "../mail/envelope.ts";
import { fieldValue, findHeaderEnd, type HeaderField, readFields } from "../mail/header-block.ts";
import { freeHeaderBytes, type HeaderRoom } from "./header-room.ts";
import * as say from "./replies.ts";

export interface IntakeRules {
  /** Of content as on the wire, without the final CRLF.CRLF. */
  readonly maxBytes: number;
  /** Of one line of content. */
  readonly maxLineBytes: number;
  /** Received lines that a message may have. */
  readonly maxHops: number;
  /** Is it on its way to that address or mailbox? One that it was delivered to before is a loop. */
  readonly isFor: (address: string) => boolean;
  /** Where a large header waits for its end. */
  readonly room: HeaderRoom;
  /** For a message of our user: fields that it must have and may lack, and Bcc is taken out (RFC 6409 §8). */
  readonly complete?: { readonly date: string; readonly messageId: string };
}

/** A header larger than this is refused. */
const maxHeaderBytes = 1_048_576;
/** RFC 5322 §2.1.1: no line is longer than 998; a Message-ID that is, is cut. */
const messageIdBytes = 998;
/** CRLF.CRLF, which is on the wire and not in the message. */
export const finalDotBytes = 5;

const nothing = Buffer.alloc(0);
/** A header is searched again when it has grown by this share: packets of a byte must not cost the square of its size. */
const growth = 1 / 8;

export class Intake {
  /** Milliseconds since the epoch when content was asked for. */
  readonly startedAt: number;
  readonly #sink: MessageSink;
  readonly #rules: IntakeRules;
  /** The header as far as it has come, with room to grow; undefined once it was handed on. */
  #header: Buffer | undefined = nothing;
  #headerBytes = 0;
  /** So much of the room for large headers it has. */
  #roomBytes = 0;
  /** So much of it was searched for its end. */
  #searchedBytes = 0;
  #messageId: string | undefined;
  #refusal: Refusal | undefined;
  #done = false;

  constructor(sink: MessageSink, rules: IntakeRules, startedAt: number) {
    this.#sink = sink;
    this.#rules = rules;
    this.startedAt = startedAt;
  }

  /** Why the message will not be kept, as far as is known by now; what comes is read and forgotten. */
  get refusal(): Refusal | undefined {
    return this.#refusal;
  }

  /** The Message-ID header without brackets, if it has come whole. */
  get messageId(): string | undefined {
    if (this.#header) {
      const lines = this.#header.toString("latin1", 0, this.#headerBytes);
      this.#messageId ??= messageIdIn(readFields(lines.slice(0, lines.lastIndexOf("\n") + 1)));
    }
    return this.#messageId;
  }

  /** `wireBytes`: all that came of this message so far; `lineBytes`: its longest line. A promise asks to wait. */
  take(bytes: Buffer, wireBytes: number, lineBytes: number): void | Promise<void> {
    if (this.#refusal) return;
    if (this.#header) this.#header = this.#append(this.#header, bytes);
    if (!this.#resize(this.#header)) return this.#refuse(say.noHeaderRoom);
    if (wireBytes - finalDotBytes > this.#rules.maxBytes) return this.#refuse(say.tooLarge(this.#rules.maxBytes));
    if (lineBytes > this.#rules.maxLineBytes) return this.#refuse(say.contentLineTooLong(this.#rules.maxLineBytes));
    if (!this.#header) return bytes.length > 0 ? this.#sink.write(bytes) : undefined;
    if (this.#headerBytes - this.#searchedBytes >= this.#searchedBytes * growth) return this.#search();
  }

  /** Everything has come. Resolves with undefined when the message is kept for good. */
  async commit(): Promise<Refusal | undefined> {
    const wait = this.#search();
    if (wait) await wait;
    if (this.#header) await this.#handOn(this.#header.subarray(0, this.#headerBytes), this.#headerBytes);
    if (this.#refusal) return this.#refusal;
    this.#done = true;
    return this.#sink.commit();
  }

  /** Was it given to the store for good, or given up? */
  get isDone(): boolean {
    return this.#done;
  }

  /** Forgets the message, unless it was committed already. */
  abort(): void {
    if (!this.#refusal && !this.#done) this.#sink.abort();
    this.#resize(undefined);
    this.#done = true;
  }

  #append(header: Buffer, bytes: Buffer): Buffer {
    const before = this.#headerBytes;
    this.#headerBytes += bytes.length;
    if (before === 0) return bytes;
    const most = this.#headerBytes <= freeHeaderBytes ? freeHeaderBytes : Number.POSITIVE_INFINITY;
    const room =
      this.#headerBytes <= header.length ? header : Buffer.allocUnsafe(Math.min(2 * this.#headerBytes, most));
    if (room !== header) header.copy(room, 0, 0, before);
    bytes.copy(room, before);
    return room;
  }

  /** Takes room for the header, or gives it back; false where there is none. */
  #resize(header: Buffer | undefined): boolean {
    const bytes = Math.max(0, (header?.length ?? 0) - freeHeaderBytes);
    if (!this.#rules.room.take(bytes - this.#roomBytes)) return false;
    this.#roomBytes = bytes;
    return true;
  }

  #search(): void | Promise<void> {
    const header = this.#header?.subarray(0, this.#headerBytes);
    if (!header) return;
    const end = findHeaderEnd(header, this.#searchedBytes);
    this.#searchedBytes = header.length;
    if (end !== undefined) return this.#handOn(header, end);
    if (header.length > maxHeaderBytes) this.#refuse(say.headerTooLarge(maxHeaderBytes));
  }

  #refuse(refusal: Refusal): void {
    this.#refusal = refusal;
    // It names the message in the log, also where all of it came at once.
    this.#messageId = this.messageId;
    this.#header = undefined;
    this.#resize(undefined);
    this.#sink.abort();
  }

  /** The header is whole: it is judged, changed where that is our duty, and goes on with what came of the body. */
  #handOn(bytes: Buffer, headerBytes: number): void | Promise<void> {
    const fields = readFields(bytes.toString("latin1", 0, headerBytes));
    this.#messageId = messageIdIn(fields);
    this.#header = undefined;
    this.#resize(undefined);
    const refusal = this.#judge(fields);
    if (refusal) return this.#refuse(refusal);
    const { complete } = this.#rules;
    // What a sender wrote there is not the return path of this delivery (RFC 5321 §4.4).
    const kept = fields.filter(({ name }) => name !== "return-path" && !(complete && name === "bcc"));
    const added = complete ? this.#missing(fields, complete) : "";
    if (kept.length === fields.length && added === "") return this.#sink.write(bytes);
    const body = bytes.subarray(headerBytes);
    // Where a line that is no field ended the header, ours must not make that line one of its own.
    const separator = added === "" || /^\r?\n/.test(body.toString("latin1", 0, 2)) ? "" : "\r\n";
    const header = kept.map(({ text }) => text).join("");
    return this.#sink.write(Buffer.concat([Buffer.from(header + added + separator, "latin1"), body]));
  }

  #judge(fields: readonly HeaderField[]): Refusal | undefined {
    const { maxHops, isFor } = this.#rules;
    const hops = fields.filter(({ name }) => name === "received").length;
    if (hops > maxHops) return say.tooManyHops(hops);
    const again = fields.find((field) => field.name === "delivered-to" && isFor(normaliseAddress(fieldValue(field))));
    return again && say.deliveredBefore(normaliseAddress(fieldValue(again)));
  }

  #missing(fields: readonly HeaderField[], { date, messageId }: { date: string; messageId: string }): string {
    const lacks = (wanted: string) => !fields.some(({ name }) => name === wanted);
    const id = lacks("message-id") ? `Message-ID: <${messageId}>\r\n` : "";
    if (id !== "") this.#messageId = messageId;
    return `${lacks("date") ? `Date: ${date}\r\n` : ""}${id}`;
  }
}

function messageIdIn(fields: readonly HeaderField[]): string | undefined {
  const field = fields.find(({ name }) => name === "message-id");
  return field && /^<?([^>\s]+)/.exec(fieldValue(field))?.[1]?.slice(0, messageIdBytes);
}

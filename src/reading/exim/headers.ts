/** What the reject log says behind a refusal after DATA: for whom the message was, and its header. */
import type { Source } from "../../events/event.ts";
import { headerAddress } from "../../mail/address.ts";

/** Of the message that a refusal is about. */
export interface Headers {
  readonly recipients: readonly string[];
  readonly messageId?: string;
  readonly subject?: string;
  /** The address in its field From. */
  readonly headerFrom?: string;
  /** Where the recipients stand. */
  readonly sources: readonly Source[];
  /** Where its id, its subject and its field From stand. */
  readonly alsoSources: readonly Source[];
  /** The refusal itself was told by the main log, which names no recipients. */
  readonly isCopy: boolean;
}

/** Exim lists five recipients and then "..."; a header field of the message begins with a letter that tells its kind. */
const envelopeTo = /^(?:Envelope-to:| {3}) <([^>]{0,500})>$/;
const messageId = /^[A-Z* ] Message-Id:\s*(<[^>\s]{1,900}>)/i;
const author = /^[A-Z* ] From:(.{0,900})/i;
const subject = /^[A-Z* ] Subject:\s*(.{0,900})/i;

/** Gathers them line by line. */
export class HeaderLines {
  readonly #recipients: string[] = [];
  readonly #sources: Source[] = [];
  #messageId: string | undefined;
  #subject: string | undefined;
  #headerFrom: string | undefined;
  readonly #alsoSources: Source[] = [];
  readonly #isCopy: boolean;

  constructor(isCopy: boolean) {
    this.#isCopy = isCopy;
  }

  add(text: string, source: Source): void {
    const recipient = this.#recipients.length < 5 ? envelopeTo.exec(text)?.[1] : undefined;
    if (recipient !== undefined) {
      this.#recipients.push(recipient);
      this.#sources.push(source);
    }
    const id = this.#messageId === undefined ? messageId.exec(text)?.[1] : undefined;
    const about = this.#subject === undefined ? subject.exec(text)?.[1] : undefined;
    const from = this.#headerFrom === undefined ? headerAddress(author.exec(text)?.[1] ?? "") : undefined;
    this.#messageId ??= id;
    this.#subject ??= about;
    this.#headerFrom ??= from;
    if (id !== undefined || about !== undefined || from !== undefined) this.#alsoSources.push(source);
  }

  get headers(): Headers {
    return {
      recipients: this.#recipients,
      sources: this.#sources,
      alsoSources: this.#alsoSources,
      isCopy: this.#isCopy,
      ...(this.#messageId !== undefined && { messageId: this.#messageId }),
      ...(this.#subject !== undefined && { subject: this.#subject }),
      ...(this.#headerFrom !== undefined && { headerFrom: this.#headerFrom }),
    };
  }
}

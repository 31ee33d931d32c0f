/** Brings messages into Maildirs; what was committed is on disk, what was not leaves no trace. */
import { type FileHandle, mkdir, open, readdir, rename, unlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Envelope, MessageSink, Refusal } from "../mail/envelope.ts";
import { FolderSync } from "./folder-sync.ts";
import { traceHead } from "./head.ts";

export interface DeliveryOptions {
  /** The folder of all mailboxes: `<root>/<domain>/<local part>/{tmp,new,cur}`. */
  readonly root: string;
  /** Our name, in Received and in file names; asked for each message. */
  readonly hostname: () => string;
  /** Told of each message that came to stay in a mailbox, with the bytes of its file. */
  readonly stored?: (mailbox: string, sizeBytes: number) => void;
  /** Keeps the notices that the envelope asks for; without them the message is not taken either. */
  readonly asked?: (envelope: Envelope) => Promise<void>;
  /** Told of the error behind a refusal. */
  readonly failed?: (error: unknown) => void;
}

export interface Delivery {
  /** Never throws; trouble with the disk comes out of the sink's `commit`. */
  readonly openMessage: (envelope: Envelope) => MessageSink;
  /** Deletes what a crash left half written, at start and before anything is delivered; gives the number of files. */
  readonly cleanLeftovers: () => Promise<number>;
}

/** Up to so much of a message waits in memory: most are written in one go, and a thousand at a time stay small. */
const memoryBytes = 65_536;
/** What is read at a time when a message is copied for a further mailbox. */
const copyBytes = 262_144;

/** The folder of a mailbox `local@domain`; whatever could lead out of it or hide is percent-encoded. */
export function mailboxFolder(root: string, mailbox: string): string {
  const at = mailbox.lastIndexOf("@");
  const safe = (text: string) =>
    encodeURIComponent(text)
      .replace(/^\./, "%2E")
      .replace(/[*'()!]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  return join(root, safe(mailbox.slice(at + 1)), safe(mailbox.slice(0, Math.max(at, 0))) || "_");
}

export function createDelivery(options: DeliveryOptions): Delivery {
  const folders = new FolderSync();
  return {
    openMessage: (envelope) => new MaildirMessage(envelope, options, folders),
    cleanLeftovers: () => cleanLeftovers(options.root),
  };
}

/** A message on its way to one mailbox. */
interface Target {
  readonly mailbox: string;
  readonly folder: string;
  readonly head: Buffer;
  file?: FileHandle;
  /** Where it was moved to. */
  stored?: string;
}

class MaildirMessage implements MessageSink {
  readonly #name: string;
  readonly #envelope: Envelope;
  readonly #options: DeliveryOptions;
  readonly #folders: FolderSync;
  readonly #targets: readonly Target[];
  readonly #seconds: number;
  #chunks: Buffer[] = [];
  #waitingBytes = 0;
  #contentBytes = 0;
  #trouble: unknown;
  #writing: Promise<void> | undefined;

  constructor(envelope: Envelope, options: DeliveryOptions, folders: FolderSync) {
    const { root } = options;
    const hostname = options.hostname();
    this.#envelope = envelope;
    this.#options = options;
    this.#folders = folders;
    this.#seconds = Math.floor(envelope.at / 1000);
    this.#name = `${envelope.id}.${hostname.replaceAll("/", "\\057").replaceAll(":", "\\072")}`;
    const mailboxes = new Map<string, string[]>();
    for (const { mailboxes: meant, address } of envelope.recipients) {
      for (const mailbox of meant) {
        const addresses = mailboxes.get(mailbox);
        if (addresses) addresses.push(address);
        else mailboxes.set(mailbox, [address]);
      }
    }
    this.#targets = [...mailboxes].map(([mailbox, addresses]) => ({
      mailbox,
      folder: mailboxFolder(root, mailbox),
      head: traceHead(envelope, hostname, addresses),
    }));
  }

  write(chunk: Buffer): void | Promise<void> {
    this.#chunks.push(chunk);
    this.#waitingBytes += chunk.length;
    this.#contentBytes += chunk.length;
    if (this.#waitingBytes < memoryBytes) return;
    this.#writing = this.#spill().catch((error: unknown) => {
      this.#trouble ??= error;
    });
    return this.#writing;
  }

  async commit(): Promise<Refusal | undefined> {
    try {
      if (this.#trouble !== undefined) throw this.#trouble;
      await this.#spill();
      for (const target of this.#targets.slice(1)) await this.#copyTo(target);
      await Promise.all(this.#targets.map((target) => seal(target)));
      for (const target of this.#targets) await this.#moveToNew(target);
      await Promise.all(this.#targets.map(({ folder }) => this.#folders.sync(join(folder, "new"))));
      await this.#options.asked?.(this.#envelope);
      for (const target of this.#targets) this.#options.stored?.(target.mailbox, this.#sizeBytes(target));
      return undefined;
    } catch (error) {
      await this.#forget();
      this.#options.failed?.(error);
      return refusalOf(error);
    }
  }

  abort(): void {
    this.#trouble ??= new Error("aborted");
    void (this.#writing ?? Promise.resolve()).then(() => this.#forget());
  }

  /** Writes what waits in memory to the first mailbox's file. */
  async #spill(): Promise<void> {
    const [first] = this.#targets;
    const chunks = this.#chunks;
    this.#chunks = [];
    this.#waitingBytes = 0;
    if (!first || this.#trouble !== undefined) return;
    if (!first.file) {
      first.file = await this.#create(first);
      chunks.unshift(first.head);
    }
    await writeAll(first.file, chunks);
  }

  async #create({ folder }: Target): Promise<FileHandle> {
    const path = join(folder, "tmp", this.#name);
    try {
      return await open(path, "wx+", 0o600);
    } catch (error) {
      if (codeOf(error) !== "ENOENT") throw error;
      await makeMaildir(folder, this.#options.root, this.#folders);
      return open(path, "wx+", 0o600);
    }
  }

  /** A further mailbox gets its own file: its head differs, and its owner may change or delete it. */
  async #copyTo(target: Target): Promise<void> {
    const first = this.#targets[0];
    if (!first?.file) return;
    target.file = await this.#create(target);
    await writeAll(target.file, [target.head]);
    const buffer = Buffer.allocUnsafe(Math.min(copyBytes, this.#contentBytes));
    for (let done = 0; done < this.#contentBytes; ) {
      const { bytesRead } = await first.file.read(buffer, 0, buffer.length, first.head.length + done);
      if (bytesRead === 0) throw new Error("a spooled message became shorter");
      await writeAll(target.file, [buffer.subarray(0, bytesRead)]);
      done += bytesRead;
    }
  }

  #sizeBytes({ head }: Target): number {
    return head.length + this.#contentBytes;
  }

  async #moveToNew(target: Target): Promise<void> {
    const sizeBytes = this.#sizeBytes(target);
    // "S" is the size that POP3 and quota ask for, known without opening the file (Maildir++).
    const stored = join(target.folder, "new", `${this.#seconds}.${this.#name},S=${sizeBytes}`);
    const written = join(target.folder, "tmp", this.#name);
    await rename(written, stored).catch(async (error: unknown) => {
      if (codeOf(error) !== "ENOENT") throw error;
      // A crash while the mailbox was made may have left it with "tmp" alone.
      await makeMaildir(target.folder, this.#options.root, this.#folders);
      await rename(written, stored);
    });
    target.stored = stored;
  }

  /** Nothing of a message that was not accepted stays, neither in tmp nor in another recipient's mailbox. */
  async #forget(): Promise<void> {
    this.#chunks = [];
    for (const target of this.#targets) {
      await target.file?.close().catch(() => {});
      await unlink(target.stored ?? join(target.folder, "tmp", this.#name)).catch(() => {});
    }
  }
}

/** A disk may take only part of what it is given; everything or an error. */
async function writeAll(file: FileHandle, chunks: readonly Buffer[]): Promise<void> {
  const expected = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  const { bytesWritten } = await file.writev(chunks);
  if (bytesWritten === expected) return;
  const rest = Buffer.concat(chunks).subarray(bytesWritten);
  if (bytesWritten === 0 && rest.length > 0) throw Object.assign(new Error("nothing was written"), { code: "ENOSPC" });
  await writeAll(file, [rest]);
}

async function seal(target: Target): Promise<void> {
  await target.file?.datasync();
  await target.file?.close();
  delete target.file;
}

/** Makes a mailbox with all folders above it durable; "tmp" last, as where it is there nobody looks for the others. */
async function makeMaildir(folder: string, root: string, folders: FolderSync): Promise<void> {
  for (const part of ["new", "cur", "tmp"]) await mkdir(join(folder, part), { recursive: true, mode: 0o700 });
  for (let above = folder; above.startsWith(root); above = dirname(above)) await folders.sync(above);
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

/** Full disks are told as such (452 4.3.1), everything else as a local error (451 4.3.0). */
export function refusalOf(error: unknown): Refusal {
  const code = codeOf(error);
  const detail = error instanceof Error ? error.message : String(error);
  if (code === "ENOSPC" || code === "EDQUOT") {
    const text = "The storage is full, try again later";
    return { reply: { code: 452, enhanced: "4.3.1", text }, by: "storage.full", cause: "eod.system-full", detail };
  }
  const text = "The message could not be stored, try again later";
  return { reply: { code: 451, enhanced: "4.3.0", text }, by: "storage.error", cause: "eod.tempfail", detail };
}

async function cleanLeftovers(root: string): Promise<number> {
  const none: readonly string[] = [];
  const list = (folder: string) => readdir(folder).catch(() => none);
  let count = 0;
  for (const domain of await list(root)) {
    for (const mailbox of await list(join(root, domain))) {
      const folder = join(root, domain, mailbox, "tmp");
      for (const file of await list(folder)) {
        await unlink(join(folder, file));
        count++;
      }
    }
  }
  return count;
}

/** Keeps the beginning of messages whose transfer broke, so that the same peer can go on with them (RFC 1845). */
import { createHash, randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, mkdir, open, readdir, readFile, rename, stat, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { EnvelopeRecipient } from "../mail/envelope.ts";

/** What must be the same for a transfer to go on: all of it makes the name under which it is kept. */
export type TransferKey = Readonly<Record<string, string | boolean>>;

export interface ResumptionLimits {
  readonly hours: number;
  /** Of all that is kept. */
  readonly bytes: number;
}

interface Kept {
  readonly recipients: readonly EnvelopeRecipient[];
  readonly bytes: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

const lineFeed = 10;
const carriageReturn = 13;

/** Opens the folder, made where it is missing; what a crash left half written goes. */
export async function createResumption(folder: string, limits: () => ResumptionLimits, now: () => number) {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const name of await readdir(folder)) if (name.endsWith(".tmp")) await forget(join(folder, name));
  const nameOf = (key: TransferKey) =>
    join(
      folder,
      createHash("sha256")
        .update(JSON.stringify(Object.entries(key).sort()))
        .digest("hex"),
    );
  return {
    /** The kept beginning of that transfer, if it is there and not too old. */
    async find(key: TransferKey) {
      await purge(folder, limits().hours, now());
      const path = nameOf(key);
      const kept = await readKept(path);
      if (!kept) return undefined;
      const { recipients, bytes } = kept;
      return { recipients, bytes, content: () => takeOut(path, bytes) };
    },
    record: (key: TransferKey, recipients: readonly EnvelopeRecipient[]) =>
      new Recording(nameOf(key), recipients, { folder, limits, now }),
  };
}

interface Ground {
  readonly folder: string;
  readonly limits: () => ResumptionLimits;
  readonly now: () => number;
}

/** What comes of one message, beside its way to the mailbox. */
class Recording {
  readonly #path: string;
  readonly #beside: string;
  readonly #recipients: readonly EnvelopeRecipient[];
  readonly #ground: Ground;
  #file: FileHandle | undefined;
  #bytes = 0;
  /** So many of them end with a whole line. */
  #wholeBytes = 0;
  #before = 0;
  #given = false;
  #work: Promise<void> = Promise.resolve();

  constructor(path: string, recipients: readonly EnvelopeRecipient[], ground: Ground) {
    this.#path = path;
    this.#beside = `${path}.${randomBytes(4).toString("hex")}.tmp`;
    this.#recipients = recipients;
    this.#ground = ground;
  }

  /** A copy that cannot be kept is no trouble for the message itself: it is given up without a word to the peer. */
  write(chunk: Buffer): void {
    if (this.#given || chunk.length === 0) return;
    const copy = Buffer.from(chunk);
    for (let at = copy.lastIndexOf(lineFeed); at >= 0; at = at > 0 ? copy.lastIndexOf(lineFeed, at - 1) : -1) {
      if ((at > 0 ? copy[at - 1] : this.#before) !== carriageReturn) continue;
      this.#wholeBytes = this.#bytes + at + 1;
      break;
    }
    this.#bytes += copy.length;
    this.#before = copy.at(-1) ?? 0;
    if (this.#bytes > this.#ground.limits().bytes) return this.drop();
    this.#then(async () => {
      this.#file ??= await open(this.#beside, "wx", 0o600);
      await this.#file.write(copy);
    });
  }

  /** The transfer broke. Resolves when what came is kept, or given up. */
  keep(): Promise<void> {
    const bytes = this.#wholeBytes;
    if (this.#given || bytes === 0) {
      this.drop();
      return this.#work;
    }
    this.#then(async () => {
      const { folder, limits, now } = this.#ground;
      await this.#file?.truncate(bytes);
      await this.#file?.datasync();
      await this.#file?.close();
      if ((await keptBytes(folder)) + bytes > limits().bytes) return forget(this.#beside);
      const kept: Kept = { recipients: this.#recipients, bytes, at: now() };
      await writeFile(`${this.#path}.json`, JSON.stringify(kept), { mode: 0o600 });
      await rename(this.#beside, this.#path);
    });
    this.#given = true;
    return this.#work;
  }

  drop(): void {
    this.#then(async () => {
      await this.#file?.close();
      await forget(this.#beside);
    });
    this.#given = true;
  }

  #then(step: () => Promise<void>): void {
    if (this.#given) return;
    this.#work = this.#work.then(step).catch(async () => {
      this.#given = true;
      await forget(this.#beside);
    });
  }
}

/** What stands beside the content; undefined where either is missing, or they do not fit. */
async function readKept(path: string): Promise<Kept | undefined> {
  try {
    const kept = JSON.parse(await readFile(`${path}.json`, "utf8")) as Kept;
    return (await stat(path)).size === kept.bytes ? kept : undefined;
  } catch {
    return undefined;
  }
}

async function* takeOut(path: string, bytes: number): AsyncGenerator<Buffer> {
  const stream = createReadStream(path, { end: bytes - 1 });
  await new Promise((resolve, reject) => stream.once("open", resolve).once("error", reject));
  await forget(path, `${path}.json`);
  yield* stream;
}

async function purge(folder: string, hours: number, now: number): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith(".json")) continue;
    const path = join(folder, name.slice(0, -5));
    const kept = await readKept(path);
    if (!kept || now - kept.at > hours * 3_600_000) await forget(path, `${path}.json`);
  }
}

async function keptBytes(folder: string): Promise<number> {
  const sizes = (await readdir(folder)).map(async (name) =>
    /^[\da-f]{64}$/.test(name) ? (await stat(join(folder, name))).size : 0,
  );
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

const forget = async (...paths: readonly string[]): Promise<void> => {
  for (const path of paths) await unlink(path).catch(() => {});
};

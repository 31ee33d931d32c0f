/** Keeps the beginning of messages whose transfer broke, so that the same peer can go on with them (RFC 1845). */
import { createHash, randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, mkdir, open, readdir, readFile, rename, stat, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { EnvelopeRecipient } from "../mail/envelope.ts";
import { type KeptTransfer, KeptTransfers } from "./kept-transfers.ts";

/** What must be the same for a transfer to go on: all of it makes the name under which it is kept. `who` has his share of the room. */
export type TransferKey = Readonly<Record<string, string | boolean>> & { readonly who: string };

export interface ResumptionLimits {
  readonly hours: number;
  /** Of all that is kept. */
  readonly bytes: number;
}

interface Kept extends KeptTransfer {
  readonly recipients: readonly EnvelopeRecipient[];
}

const lineFeed = 10;
const carriageReturn = 13;

const hourMilliseconds = 3_600_000;

/** Opens the folder, made where it is missing; what a crash left half written goes, and what is too old or too much. */
export async function createResumption(folder: string, limits: () => ResumptionLimits, now: () => number) {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const transfers = await transfersIn(folder, limits());
  const purge = async () => {
    for (const path of transfers.expire(now() - limits().hours * hourMilliseconds)) await forgetWhole(path);
  };
  await purge();
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
      await purge();
      const path = nameOf(key);
      const kept = transfers.has(path) ? await readKept(path) : undefined;
      if (!kept) return undefined;
      const { recipients, bytes } = kept;
      const content = () => {
        transfers.remove(path);
        return takeOut(path, bytes);
      };
      return { recipients, bytes, content };
    },
    record: (key: TransferKey, recipients: readonly EnvelopeRecipient[]) =>
      new Recording(nameOf(key), { who: key.who, recipients }, { transfers, limits, now }),
  };
}

interface Ground {
  readonly transfers: KeptTransfers;
  readonly limits: () => ResumptionLimits;
  readonly now: () => number;
}

/** What comes of one message, beside its way to the mailbox. */
class Recording {
  readonly #path: string;
  readonly #beside: string;
  readonly #message: Pick<Kept, "who" | "recipients">;
  readonly #ground: Ground;
  #file: FileHandle | undefined;
  #bytes = 0;
  /** So many of them end with a whole line. */
  #wholeBytes = 0;
  #before = 0;
  #given = false;
  #work: Promise<void> = Promise.resolve();

  constructor(path: string, message: Pick<Kept, "who" | "recipients">, ground: Ground) {
    this.#path = path;
    this.#beside = `${path}.${randomBytes(4).toString("hex")}.tmp`;
    this.#message = message;
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
      const { transfers, limits, now } = this.#ground;
      await this.#file?.truncate(bytes);
      await this.#file?.datasync();
      await this.#file?.close();
      const { who } = this.#message;
      const kept: KeptTransfer = { who, bytes, at: now() };
      const gone = transfers.add(this.#path, kept, limits().bytes);
      for (const path of gone ?? [this.#path]) await forgetWhole(path);
      if (!gone) return forget(this.#beside);
      try {
        await writeFile(`${this.#path}.json`, JSON.stringify({ ...this.#message, ...kept } satisfies Kept), {
          mode: 0o600,
        });
        await rename(this.#beside, this.#path);
      } catch (error) {
        transfers.remove(this.#path);
        throw error;
      }
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
  await forgetWhole(path);
  yield* stream;
}

/** All that is whole and has a place, the oldest first; the rest of the folder goes. */
async function transfersIn(folder: string, { bytes }: ResumptionLimits): Promise<KeptTransfers> {
  const transfers = new KeptTransfers();
  const names = await readdir(folder);
  const found: (readonly [string, KeptTransfer])[] = [];
  for (const name of names.filter((each) => each.endsWith(".json"))) {
    const path = join(folder, name.slice(0, -5));
    const kept = await readKept(path);
    if (kept) found.push([path, { who: kept.who, bytes: kept.bytes, at: kept.at }]);
  }
  for (const [path, kept] of found.sort(([, a], [, b]) => a.at - b.at)) transfers.add(path, kept, bytes);
  for (const name of names)
    if (!transfers.has(join(folder, name.replace(/\.json$/, "")))) await forget(join(folder, name));
  return transfers;
}

const forget = async (...paths: readonly string[]): Promise<void> => {
  for (const path of paths) await unlink(path).catch(() => {});
};

const forgetWhole = (path: string): Promise<void> => forget(path, `${path}.json`);

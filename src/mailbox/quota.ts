/** How many bytes a mailbox holds, from the sizes in the names of its files; remembered, and read again now and then. */
import { opendir, stat } from "node:fs/promises";
import { join } from "node:path";
import { mailboxFolder } from "./delivery.ts";

export interface Quota {
  /** A promise only for a mailbox that was not asked for lately; afterwards what is known, at most a minute old. */
  readonly usedBytes: (mailbox: string) => number | Promise<number>;
  /** A message came to stay. One that comes while its mailbox is being read may be missing until the next reading. */
  readonly stored: (mailbox: string, sizeBytes: number) => void;
}

/** Owners and other programs delete and move messages: after this time the folder is read again. */
const freshMilliseconds = 60_000;
/** Some 200 bytes each. The one read longest ago is forgotten. */
const mostMailboxes = 50_000;
/** So many names are fetched at a time; between two fetches the event loop goes on. */
const namesAtOnce = 512;

interface Known {
  bytes: number;
  /** Milliseconds since the epoch. */
  readAt: number;
  reading: boolean;
}

/** For the mailboxes below `root`. Folders that cannot be read count nothing: mail is not refused for our trouble. */
export function createQuota(root: string, now: () => number): Quota {
  const known = new Map<string, Known>();
  const first = new Map<string, Promise<number>>();

  const read = async (mailbox: string): Promise<number> => {
    const at = now();
    const bytes = await mailboxBytes(mailboxFolder(root, mailbox));
    const [oldest] = known.keys();
    if (oldest !== undefined && known.size >= mostMailboxes) known.delete(oldest);
    known.delete(mailbox);
    known.set(mailbox, { bytes, readAt: at, reading: false });
    first.delete(mailbox);
    return bytes;
  };
  return {
    usedBytes: (mailbox) => {
      const there = known.get(mailbox);
      if (there) {
        if (!there.reading && now() - there.readAt >= freshMilliseconds) {
          there.reading = true;
          void read(mailbox);
        }
        return there.bytes;
      }
      const reading = first.get(mailbox) ?? read(mailbox);
      first.set(mailbox, reading);
      return reading;
    },
    stored: (mailbox, sizeBytes) => {
      const there = known.get(mailbox);
      if (there) there.bytes += sizeBytes;
    },
  };
}

/** Bytes in `new` and `cur` of a Maildir and of its folders `.Name` (Maildir++). */
async function mailboxBytes(folder: string): Promise<number> {
  let bytes = await messageBytes(folder);
  for await (const name of namesIn(folder)) {
    if (name.startsWith(".")) bytes += await messageBytes(join(folder, name));
  }
  return bytes;
}

async function messageBytes(folder: string): Promise<number> {
  let bytes = 0;
  for (const part of ["new", "cur"]) {
    for await (const name of namesIn(join(folder, part))) {
      bytes += sizeInName(name) ?? (await sizeOnDisk(join(folder, part, name)));
    }
  }
  return bytes;
}

const sizeInName = (name: string): number | undefined => {
  const size = /,S=(\d+)/.exec(name)?.[1];
  return size === undefined ? undefined : Number(size);
};

/** For names that other programs gave; 0 where the message has gone meanwhile. */
const sizeOnDisk = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );

async function* namesIn(folder: string): AsyncGenerator<string> {
  try {
    for await (const { name } of await opendir(folder, { bufferSize: namesAtOnce })) yield name;
  } catch {
    // Not made yet, or not to be read.
  }
}

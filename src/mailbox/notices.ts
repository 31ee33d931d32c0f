/** Notices of success that senders asked for (RFC 3461 §4.1), kept until they can be sent. */
import { mkdir, open, readdir, rename, unlink } from "node:fs/promises";
import { join } from "node:path";
import type { Envelope } from "../mail/envelope.ts";
import { FolderSync } from "./folder-sync.ts";

/** What a notice needs (RFC 3464), as it is kept: one file a message, `<its id>.json`. */
export interface KeptNotice {
  readonly id: string;
  readonly session: string;
  /** Who is told. */
  readonly sender: string;
  /** ENVID and RET of MAIL, as given. */
  readonly envelopeId?: string;
  readonly return?: string;
  readonly utf8: boolean;
  readonly recipients: readonly {
    readonly address: string;
    /** ORCPT, as given. */
    readonly originalRecipient?: string;
    readonly mailboxes: readonly string[];
  }[];
  /** When the message came, milliseconds since the epoch. */
  readonly at: number;
}

export interface Notices {
  /** Resolves when the notice that the envelope asks for, if it does, is on the disk. Rejects with the system's error. */
  readonly keep: (envelope: Envelope) => Promise<void>;
}

const wantsSuccess = /(?:^|,)SUCCESS(?:,|$)/i;

/** Opens the folder, made where it is missing; what a crash left half written goes. */
export async function openNotices(folder: string): Promise<Notices> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const name of await readdir(folder)) if (name.endsWith(".tmp")) await unlink(join(folder, name));
  const folders = new FolderSync();
  return {
    keep: async (envelope) => {
      const notice = noticeOf(envelope);
      if (!notice) return;
      const path = join(folder, `${notice.id}.json`);
      const file = await open(`${path}.tmp`, "w", 0o600);
      try {
        await file.writeFile(JSON.stringify(notice));
        await file.datasync();
      } finally {
        await file.close();
      }
      await rename(`${path}.tmp`, path);
      await folders.sync(folder);
    },
  };
}

/** Undefined where nobody asked, or there is nobody to tell. */
function noticeOf({ id, session, sender, recipients, notices, utf8, at }: Envelope): KeptNotice | undefined {
  const asked = recipients.filter(({ notify }) => wantsSuccess.test(notify ?? ""));
  if (sender === "" || asked.length === 0) return undefined;
  return {
    id,
    session,
    sender,
    ...(notices.id && { envelopeId: notices.id }),
    ...(notices.return && { return: notices.return }),
    utf8,
    recipients: asked.map(({ address, originalRecipient, mailboxes }) => ({
      address,
      ...(originalRecipient && { originalRecipient }),
      mailboxes,
    })),
    at,
  };
}

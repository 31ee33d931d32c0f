/** Files and folders into which a redirecting router lays a message: by an alias, or by a filter or `.forward` of its recipient. */
import { localPartOf } from "../../mail/address.ts";

/** Alias files belong to the administrator; other routers that lead to a file read one of the recipient's (Debian: `userforward`). */
const byAlias = /alias/i;
/** What a mailbox's own place is called below the home of its owner, or is the home of. */
const inboxes = /^\.?(?:maildir|mailbox|mbox|inbox)$/i;

/** Did a filter or a `.forward` of the recipient choose that file, folder or null device? */
export const isByFilter = (address: string, router: string): boolean =>
  /^(?:\/|save )/.test(address) && router !== "" && !byAlias.test(router);

/**
 * The folder of the mailbox that a path names: "Maildir/.Lists/" ends in Lists, of Maildir++, "mail/lists" in lists.
 * What is called as the recipient or as mailboxes are is his INBOX.
 */
export function folderIn(path: string, recipient: string): string | undefined {
  const name = /([^/]+)\/*$/.exec(path)?.[1];
  if (name === undefined) return undefined;
  if (inboxes.test(name) || name.toLowerCase() === localPartOf(recipient).toLowerCase()) return "INBOX";
  return name.startsWith(".") ? name.slice(1) : name;
}

/** Folders that a log names by their paths. */
import { localPartOf } from "../mail/address.ts";

/** What a mailbox's own place is called below the home of its owner, or is the home of. */
const inboxes = /^\.?(?:maildir|mailbox|mbox|inbox)$/i;

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

/** A mailbox by the name that Cyrus gives it. */
import { defined } from "../../base/defined.ts";
import type { Place } from "../../events/event.ts";

/**
 * `user.bernd`, `user.bernd.Kunden`, with `unixhierarchysep` `user/bernd.meier/Kunden` (in internal names `user.bernd^meier.Kunden`), and with
 * `virtdomains` a domain: `example.test!user.bernd` or `user/bernd@example.test`. A shared folder is its own mailbox.
 */
export function placeOf(name: string): Place {
  const [, before, bare = "", behind] = /^(?:([\w.-]{1,255})!)?([^!@]{1,400})(?:@([\w.-]{1,255}))?$/.exec(name) ?? [];
  const domain = before ?? behind;
  const found = /^user([./])([^./]{1,200}|(?<=\/)[^/]{1,200})(?:\1(.{1,400}))?$/.exec(bare || name);
  if (!found) return { mailbox: name };
  const [, , user = "", folder] = found;
  const plain = user.replaceAll("^", ".");
  return defined({ mailbox: domain === undefined ? plain : `${plain}@${domain}`, folder: folder ?? "INBOX" });
}

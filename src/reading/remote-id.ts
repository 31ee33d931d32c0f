/** The id under which the next host took a message, as hosts word it behind their 250. */

/**
 * Postfix, Exim, IceWarp, Exchange (its message tracking knows a message by the Message-ID) and Proxmox each in their way; undefined
 * where the text names none.
 */
export function remoteIdOf(text: string): string | undefined {
  const queued = text.lastIndexOf("queued as ");
  if (queued >= 0) return /^[\w.-]+/.exec(text.slice(queued + 10))?.[0];
  const found =
    /\bid=([\w-]+)|Message id (\w+) accepted|(<[^<>\s]{1,500}>) \[InternalId=|2\.0\.0 (\w+) Message accepted|\b(?:OK|BLOCKED) \(([0-9A-F]{10,30})\)$/.exec(
      text,
    );
  return found?.slice(1).find((id) => id !== undefined);
}

/** The session under which Dovecot's LMTP server stored a message: `250 2.0.0 <bob@example.test> k9y2…:R2 Saved`. */
export const storeIdOf = (text: string): string | undefined =>
  /^250 2\.0\.0 <[^>]{0,500}> ([\w+/]{10,60}(?::\w{1,8}){0,3}) Saved$/.exec(text)?.[1];

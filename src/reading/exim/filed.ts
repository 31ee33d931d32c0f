/** Files and folders into which a redirecting router lays a message: by an alias, or by a filter or `.forward` of its recipient. */

/** Alias files belong to the administrator; other routers that lead to a file read one of the recipient's (Debian: `userforward`). */
const byAlias = /alias/i;

/** Did a filter or a `.forward` of the recipient choose that file, folder or null device? */
export const isByFilter = (address: string, router: string): boolean =>
  /^(?:\/|save )/.test(address) && router !== "" && !byAlias.test(router);

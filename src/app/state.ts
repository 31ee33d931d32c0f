/** The database of a data folder: one file for all that must be remembered, one list of what has made its tables. */
import { existsSync, readdirSync } from "node:fs";
import { accessTables } from "../access/store.ts";
import { accountTables } from "../accounts/store.ts";
import { type Database, openDatabase } from "../base/database.ts";
import { UsageError } from "../base/error.ts";
import { blockTables, senderTables } from "../intrusion/store.ts";
import { paths } from "./paths.ts";

/** In the order in which they were written, whoever owns them; each has run in every database that is in use: only append. */
const migrations: readonly string[] = [accountTables[0], blockTables[0], senderTables[0], accessTables[0]];

/** Opens it, or makes it; ":memory:" for tests. Throws UsageError where that cannot be. */
export const openState = (path: string): Database => openDatabase(path, migrations);

/**
 * The one of a data folder, made where the folder is new. Throws UsageError where that cannot be, and where mailboxes are there
 * without it: a new one would know none of their owners, and each of them would be refused mail for good.
 */
export function openStateOf(data: string): Database {
  const { state, mailboxes } = paths(data);
  if (!existsSync(state) && existsSync(mailboxes) && readdirSync(mailboxes).length > 0)
    throw new UsageError(
      `${state} is missing, the database of domains and accounts, and ${mailboxes} has mail: restore that file from the same backup, or rename the mailboxes to begin anew`,
    );
  return openState(state);
}

/** The database of a data folder: one file for all that must be remembered, one list of what has made its tables. */
import { accessTables } from "../access/store.ts";
import { accountTables } from "../accounts/store.ts";
import { type Database, openDatabase } from "../base/database.ts";
import { blockTables, senderTables } from "../intrusion/store.ts";

/** In the order in which they were written, whoever owns them; each has run in every database that is in use: only append. */
const migrations: readonly string[] = [accountTables[0], blockTables[0], senderTables[0], accessTables[0]];

/** Opens it, or makes it; ":memory:" for tests. Throws UsageError where that cannot be. */
export const openState = (path: string): Database => openDatabase(path, migrations);

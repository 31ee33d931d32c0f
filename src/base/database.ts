/** SQLite files: opened so that they stay whole, with the newest tables; the only door to node:sqlite. */
import { accessSync, closeSync, constants, openSync } from "node:fs";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { UsageError } from "./error.ts";

export type Database = DatabaseSync;
export type Statement = StatementSync;

/** Another process may write at the same moment; its transactions take milliseconds. */
const busyMilliseconds = 5000;

/** Pages that stay in memory: the accounts of a large provider fit. */
const cacheKilobytes = 32_768;

/** SQLite's numbers for a file that is locked, damaged, and no database at all. */
const locked = [5, 6];
const damaged = [11, 26];

/**
 * Opens a file, or makes it with mode 0600; ":memory:" is a database without one. `migrations` are scripts of SQL, of which
 * each file has run a beginning; the list only grows. Throws UsageError for a file that cannot be opened, is damaged, or was
 * made by a newer program.
 */
export function openDatabase(path: string, migrations: readonly string[]): Database {
  let database: Database | undefined;
  try {
    if (path !== ":memory:") closeSync(openSync(path, "a", 0o600));
    database = new DatabaseSync(path, { timeout: busyMilliseconds });
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
    database.exec(`PRAGMA cache_size = -${cacheKilobytes}`);
    const found = Object.values(database.prepare("PRAGMA quick_check(1)").get() ?? {});
    if (found[0] !== "ok") throw new UsageError(damageOf(path, String(found[0])));
    migrate(database, path, migrations);
    return database;
  } catch (error) {
    database?.close();
    throw usageOf(error, path);
  }
}

/** Does the work the first time, and then where anybody has written since the last, by this connection or another. */
export function whenChanged(database: Database, work: () => void): () => void {
  const byOthers = database.prepare("PRAGMA data_version");
  const byUs = database.prepare("SELECT total_changes() AS count");
  let before = "";
  return () => {
    const now = `${byOthers.get()?.data_version} ${byUs.get()?.count}`;
    const isChanged = now !== before;
    before = now;
    if (isChanged) work();
  };
}

/** Opens a file to read while another process may write to it. Throws SQLite's error, also with the first statement. */
export const openToRead = (path: string): Database =>
  new DatabaseSync(path, { readOnly: true, timeout: busyMilliseconds });

/**
 * Opens a file that nobody writes to any more, to read. Throws the system's error, or SQLite's for one that is damaged or no
 * database at all; of some damage only what is read later tells.
 */
export function openFinished(path: string): Database {
  // Without a look at the file first, SQLite says no more than that it cannot open it.
  accessSync(path, constants.R_OK);
  const immutable = pathToFileURL(path);
  immutable.searchParams.set("immutable", "1");
  return new DatabaseSync(immutable, { readOnly: true });
}

/** Makes a file in one go, with mode 0600; it is whole when `work` has come back and the caller has synced it. Throws SQLite's error. */
export function makeDatabase(path: string, work: (database: Database) => void): void {
  closeSync(openSync(path, "wx", 0o600));
  const database = new DatabaseSync(path);
  try {
    // Nobody reads it before it is renamed, and a half-built one is thrown away.
    database.exec("PRAGMA journal_mode = OFF; PRAGMA page_size = 2048; PRAGMA synchronous = OFF; BEGIN");
    work(database);
    database.exec("COMMIT");
  } finally {
    database.close();
  }
}

/** Does everything or nothing; inside another transaction it is a part of that one. */
export function inTransaction<T>(database: Database, work: () => T): T {
  if (database.isTransaction) return work();
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    // Some errors of the disk have ended the transaction already.
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

/** Is it the database (or its disk) that failed, and not the program? */
export const isDatabaseError = (error: unknown): boolean =>
  (error as NodeJS.ErrnoException | undefined)?.code === "ERR_SQLITE_ERROR";

function migrate(database: Database, path: string, migrations: readonly string[]): void {
  const version = () => Number(database.prepare("PRAGMA user_version").get()?.user_version);
  if (version() === migrations.length) return;
  inTransaction(database, () => {
    // Asked again: another process may have done it while this one waited.
    const done = version();
    if (done > migrations.length)
      throw new UsageError(`${path}: made by a newer version of Postino; start that one, or restore an older copy`);
    for (const script of migrations.slice(done)) database.exec(script);
    database.exec(`PRAGMA user_version = ${migrations.length}`);
  });
}

const damageOf = (path: string, what: string): string =>
  `${path}: the database is damaged (${what.replaceAll("\n", " ")}); stop the server and restore a copy of the file`;

function usageOf(error: unknown, path: string): unknown {
  const { code, errcode, message } = error as NodeJS.ErrnoException & { readonly errcode?: number };
  if (code === "ENOENT" || code === "EACCES" || code === "EISDIR" || code === "EROFS")
    return new UsageError(`cannot open ${path}: ${code}; check the folder and its owner`);
  // The lower byte is the kind of error, the rest says more of it.
  const kind = (errcode ?? 0) & 0xff;
  if (damaged.includes(kind)) return new UsageError(damageOf(path, message));
  if (locked.includes(kind))
    return new UsageError(`${path}: another program holds the database; end that one, then try again`);
  return error;
}

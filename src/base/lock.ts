/** A lock on a file that the system takes back when its process ends, however it ends. */
import { DatabaseSync } from "node:sqlite";

export interface Lock {
  readonly release: () => void;
}

/** What SQLite says of a database that somebody else has locked. */
const busy = 5;

/**
 * Takes the lock; undefined while somebody else has it, in this process or another. Throws the system's error for a file
 * that cannot be made. Node knows no flock, so it is an empty SQLite database in a transaction that never ends: a file that
 * says who made it would stay behind a crash, and two programs that find such a file cannot agree on who may remove it.
 */
export function tryLock(path: string): Lock | undefined {
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode === busy) return undefined;
    throw error;
  }
  return { release: () => database.close() };
}

/** One import at a time writes into a folder, and says what to do where it cannot. */
import { dirname } from "node:path";
import { UsageError } from "../base/error.ts";
import { makeFolder } from "../base/folder.ts";
import { type Lock, tryLock } from "../base/lock.ts";

/** Not the lock of the data folder: a server may run there, and writes other records. */
export function lockImport(folder: string): Lock {
  try {
    makeFolder(folder);
    const lock = tryLock(`${folder}/lock`);
    if (lock) return lock;
  } catch (error) {
    throw unwritable(folder, error);
  }
  throw new UsageError(`another import is running on ${dirname(folder)}; wait for its end, or stop it`);
}

export function unwritable(folder: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (error instanceof UsageError || typeof code !== "string" || !/^(?:E[A-Z]+|ERR_SQLITE_ERROR)$/.test(code))
    return error;
  const todo = code === "ENOSPC" || code === "EDQUOT" ? "make room" : "mend that";
  return new UsageError(
    `cannot write ${folder}: ${(error as Error).message}; ${todo} and import again: it goes on where it was`,
  );
}

/** Whoever runs on a data folder or changes files there holds its lock. */
import { setTimeout } from "node:timers/promises";
import { UsageError } from "../base/error.ts";
import { makeFolder } from "../base/folder.ts";
import { type Lock, tryLock } from "../base/lock.ts";
import { paths } from "./paths.ts";

/** A command that changes files is done sooner; whoever holds the lock longer is a server. */
const patienceSeconds = 1;
const pauseMilliseconds = 50;

/**
 * Takes the lock of a data folder; `make`: makes the folder (mode 0700) where it is not there. Throws UsageError where a server
 * has it, or the folder is not to be had.
 */
export async function lockData(data: string, { make = false } = {}): Promise<Lock> {
  for (let waited = 0; ; waited += pauseMilliseconds) {
    const lock = attempt(data, make);
    if (lock) return lock;
    if (waited >= patienceSeconds * 1000)
      throw new UsageError(`a server is running on ${data} already; stop it, or choose another folder with --data`);
    await setTimeout(pauseMilliseconds);
  }
}

function attempt(data: string, make: boolean): Lock | undefined {
  try {
    if (make) makeFolder(data);
    return tryLock(paths(data).lock);
  } catch (error) {
    throw new UsageError(
      `cannot write into the data folder ${data}: ${(error as Error).message}; mend its owner or mode, or choose another with --data`,
    );
  }
}

/** Retention over a folder, for `archive.test.ts` to cut off: it kills itself at that call of the disk (from 1). */
import { machineDisk } from "../src/log/archive.ts";
import { deleteOld } from "../src/log/retention.ts";

const [folder = "", archive = "", today = "", killAt] = process.argv.slice(2);
let calls = 0;
const isLast = (): boolean => {
  calls += 1;
  return calls === Number(killAt);
};
const die = (): void => process.kill(process.pid, "SIGKILL") && undefined;

await deleteOld({
  folder,
  today,
  deleteAfterDays: 30,
  archive,
  say: (text) => void process.stdout.write(`${text}\n`),
  signal: new AbortController().signal,
  disk: {
    // Half of the bytes are out then.
    write: async (handle, bytes) => {
      const last = isLast();
      await machineDisk.write(handle, last ? bytes.subarray(0, bytes.length / 2) : bytes);
      if (last) die();
    },
    sync: async (handle) => (isLast() ? die() : machineDisk.sync(handle)),
    rename: async (from, to) => (isLast() ? die() : machineDisk.rename(from, to)),
    syncFolder: async (path) => (isLast() ? die() : machineDisk.syncFolder(path)),
    remove: async (path) => (isLast() ? die() : machineDisk.remove(path)),
  },
});

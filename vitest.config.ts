/** `npm test`: everything that needs nothing but npm. */
import { existsSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

/** Where files are in memory, on Linux; in a container it is often small. */
const memory = "/dev/shm";
const enoughBytes = 2 ** 31;
const hasRoom = (folder: string): boolean => {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize > enoughBytes;
};

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts", "scripts/**/*.test.ts"],
    exclude: ["test/servers/**", "node_modules/**"],
    setupFiles: ["test/seed.ts"],
    // To catch what hangs: no test is measured by it.
    testTimeout: 30_000,
    pool: "threads",
    // Most of them wait for programs that they start: one thread would leave the machine idle.
    maxWorkers: 2,
    isolate: false,
    env: {
      TZ: "Europe/Rome",
      // For threads and programs that tests start: the sources are compiled once.
      NODE_COMPILE_CACHE: join(tmpdir(), "node-compile-cache"),
      // No test cuts the power: what is synced need not wait for a disk.
      ...(existsSync(memory) && hasRoom(memory) && { TMPDIR: memory }),
    },
  },
});

/** `npm run test:servers`: real counterparts; `.ci/run` installs them. */
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/servers/**/*.test.ts"],
    globalSetup: "test/servers/console/build.ts",
    pool: "forks",
    // Each has servers, ports and folders of its own, and waits for them most of the time.
    maxWorkers: 2,
    isolate: false,
    // To catch what hangs: gigabytes that a test has sent are removed behind it.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // For threads and programs that tests start: the sources are compiled once.
    env: { NODE_COMPILE_CACHE: join(tmpdir(), "node-compile-cache") },
  },
});

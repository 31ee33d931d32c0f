/** `npm run test:servers`: real counterparts; `.ci/run` installs them. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { include: ["test/servers/**/*.test.ts"], pool: "forks", fileParallelism: false, testTimeout: 120_000 },
});

/** `npm test`: everything that needs nothing but npm. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts", "scripts/**/*.test.ts"],
    exclude: ["test/servers/**", "node_modules/**"],
    // To catch what hangs: no test is measured by it.
    testTimeout: 30_000,
    pool: "threads",
    // Most of them wait for programs that they start: one thread would leave the machine idle.
    maxWorkers: 2,
    isolate: false,
    env: { TZ: "Europe/Rome" },
  },
});

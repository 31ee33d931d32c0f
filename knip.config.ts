/** What nobody imports is dead, but for what is listed here with its reason. */
import type { KnipConfig } from "knip";

export default {
  entry: [
    "src/cli/main.ts",
    "scripts/*.ts",
    "test/durability.server.ts",
    "test/archive.run.ts",
    "test/import.run.ts",
    "bench/servers/*",
    // Begun by its address, in a thread (src/base/thread.ts).
    "src/api/questions/thread.ts",
  ],
  project: ["src/**/*.{ts,tsx}", "test/**/*.ts", "scripts/**/*.ts", "bench/**/*.ts", "bin/*.js"],
  vitest: { config: ["vitest.config.ts", "vitest.servers.config.ts"] },
  // A type that a signature names is exported for its readers, even where nobody writes its name yet.
  ignoreExportsUsedInFile: true,
  ignoreIssues: {
    // Tables that `explain`, the manual and the console print; their look-ups are used already.
    "src/mail/status-codes.ts": ["exports"],
  },
  // Packages of Debian, which .ci/run installs.
  ignoreBinaries: [
    "apt-get",
    "btrfs",
    "dpkg",
    "fsfreeze",
    "mkfs.btrfs",
    "mkfs.ext4",
    "mount",
    "rsyslogd",
    "truncate",
    "umount",
    "unshare",
  ],
  // Peers of the benchmark, which it installs beside.
  ignoreDependencies: ["pino", "sonic-boom"],
} satisfies KnipConfig;

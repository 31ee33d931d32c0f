/** All pieces of this folder by id. Made by `npm run gen`; do not edit. */
import type { CliCommand } from "../command.ts";

export const registry: Readonly<Record<string, () => Promise<CliCommand>>> = {
  "config.check": async () => (await import("./config/check.ts")).check,
  "config.describe": async () => (await import("./config/describe.ts")).describe,
  "config.show": async () => (await import("./config/show.ts")).show,
  explain: async () => (await import("./explain.ts")).explain,
  get: async () => (await import("./get.ts")).get,
  "log.stat": async () => (await import("./log/stat.ts")).stat,
  "log.tail": async () => (await import("./log/tail.ts")).tail,
  reload: async () => (await import("./reload.ts")).reload,
  serve: async () => (await import("./serve.ts")).serve,
  sessions: async () => (await import("./sessions.ts")).sessions,
  set: async () => (await import("./set.ts")).set,
  trace: async () => (await import("./trace.ts")).trace,
  why: async () => (await import("./why.ts")).why,
};

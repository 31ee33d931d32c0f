/** Before a question: what the running server still keeps in its write cache is asked onto the disk. */
import { existsSync } from "node:fs";
import { paths } from "../app/paths.ts";
import type { Io } from "./command.ts";
import { configPath, dataFolder } from "./data-folder.ts";

/** Without a cache (the default) nothing waits, and no server is asked. One that does not answer is told as a warning. */
export async function emptyWriteCache(options: Readonly<Record<string, unknown>>, io: Io): Promise<void> {
  const file = configPath(options, io);
  const socket = paths(dataFolder(options, io)).controlSocket;
  if (!existsSync(file) || !existsSync(socket)) return;
  // Loaded where a server may run: most questions are answered sooner without it.
  const { loadConfig } = await import("../config/load.ts");
  if (loadConfig(file).log.cacheBytes === 0) return;
  const { askServer } = await import("../api/control.ts");
  try {
    await askServer(socket, { operation: "log-flush", input: {}, by: "a question" });
  } catch (error) {
    io.warn(`postino: the last lines may still be in the server's memory (${(error as Error).message})`);
  }
}

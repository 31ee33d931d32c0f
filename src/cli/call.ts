/** Has an operation done: by the server that runs on the data folder, or on its files where none does. */
import { existsSync } from "node:fs";
import { userInfo } from "node:os";
import { askServer } from "../api/control.ts";
import { runOperation } from "../api/run-operation.ts";
import { composeAtRest } from "../app/at-rest.ts";
import { lockData } from "../app/data-lock.ts";
import { paths } from "../app/paths.ts";
import { UsageError } from "../base/error.ts";
import type { Lock } from "../base/lock.ts";
import type { Io } from "./command.ts";
import { configPath, dataFolder } from "./data-folder.ts";

/** Gives the operation's result, as JSON can say it. Throws UsageError for what the user can mend. */
export async function callOperation(
  operation: string,
  input: unknown,
  options: Readonly<Record<string, unknown>>,
  io: Io,
): Promise<unknown> {
  const data = dataFolder(options, io);
  const request = { operation, input, by: userName() };
  const file = configPath(options, io);
  const ask = () => askServer(paths(data).controlSocket, request);
  const answered = await ask();
  if (answered) return answered.result;
  if (!existsSync(file))
    throw new UsageError(
      `cannot read the configuration ${file}: no such file; start the server once (postino serve), or name it with --config`,
    );
  let lock: Lock;
  try {
    lock = await lockData(data);
  } catch (error) {
    // A server that was starting when it was asked may answer by now.
    const late = await ask();
    if (late) return late.result;
    throw error;
  }
  try {
    const { close, ...atRest } = composeAtRest(data, file, io.now);
    const none = (): never => {
      throw new UsageError(`no server is running on ${data}; start it (postino serve)`);
    };
    const ofServer = { questions: none, live: none, nextId: none };
    try {
      return await runOperation(request, { ...atRest, ...ofServer, data, now: io.now });
    } finally {
      await close();
    }
  } finally {
    lock.release();
  }
}

/** The user of this process; a number where the machine has no name for it. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.()}`;
  }
}

/** Runs the upkeep of the records in a thread of its own, one task after the other, so that no mail waits for it. */
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { type Remarks, type UpkeepTask, upkeep } from "./upkeep.ts";

export interface Sealer {
  /** Its remarks are told when it is done. */
  readonly start: (task: UpkeepTask) => void;
  /**
   * Resolves when all that was started is done. A task that takes too long is broken off, as by a crash, which loses nothing: the
   * next start goes on with it.
   */
  readonly done: () => Promise<void>;
}

/** Sealing takes a second or two; merging a busy day a minute, for which no stop should wait. */
const patienceMilliseconds = 10_000;

/** `tell` gets each remark. */
export function createSealer(tell: (remark: string) => void, patience = patienceMilliseconds): Sealer {
  let last = Promise.resolve();
  let thread: Worker | undefined;
  const run = (task: UpkeepTask) =>
    new Promise<Remarks>((resolve) => {
      const failed = (why: string) => resolve([`Records: the upkeep ended early (${why}); it goes on later`]);
      thread = new Worker(new URL(import.meta.url), { workerData: task });
      thread.once("message", resolve);
      thread.once("error", (error) => failed(error instanceof Error ? error.message : String(error)));
      thread.once("exit", () => failed("its thread was stopped"));
    });
  return {
    start: (task) => {
      last = last.then(async () => {
        for (const remark of await run(task)) tell(remark);
      });
    },
    done: async () => {
      const timer = setTimeout(() => void thread?.terminate(), patience);
      await last;
      clearTimeout(timer);
    },
  };
}

if (!isMainThread && isTask(workerData)) parentPort?.postMessage(upkeep(workerData));

/** Tests run in threads as well, whose data is another. */
function isTask(data: unknown): data is UpkeepTask {
  return typeof data === "object" && data !== null && "closed" in data && "keep" in data;
}

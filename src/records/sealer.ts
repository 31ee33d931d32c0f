/** Runs the upkeep of the records in a thread of its own, one task after the other, so that no mail waits for it. */
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { type Remarks, type UpkeepTask, upkeep } from "./upkeep.ts";

export interface Sealer {
  /** Its remarks are told when it is done. */
  readonly start: (task: UpkeepTask) => void;
  /** Resolves when all that was started is done. */
  readonly done: () => Promise<void>;
}

/** `tell` gets each remark. */
export function createSealer(tell: (remark: string) => void): Sealer {
  let last = Promise.resolve();
  return {
    start: (task) => {
      last = last.then(async () => {
        for (const remark of await inThread(task)) tell(remark);
      });
    },
    done: () => last,
  };
}

function inThread(task: UpkeepTask): Promise<Remarks> {
  return new Promise((resolve) => {
    const failed = (why: string) => resolve([`Records: the upkeep failed (${why}); it is tried again later`]);
    const worker = new Worker(new URL(import.meta.url), { workerData: task });
    worker.once("message", resolve);
    worker.once("error", (error) => failed(error instanceof Error ? error.message : String(error)));
    worker.once("exit", () => failed("its thread ended"));
  });
}

if (!isMainThread && isTask(workerData)) parentPort?.postMessage(upkeep(workerData));

/** Tests run in threads as well, whose data is another. */
function isTask(data: unknown): data is UpkeepTask {
  return typeof data === "object" && data !== null && "closed" in data && "keep" in data;
}

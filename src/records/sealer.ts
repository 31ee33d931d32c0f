/** Runs the upkeep of the records in a thread of its own, one task after the other, so that no mail waits for it. */
import type { Worker } from "node:worker_threads";
import { inThread } from "../base/thread.ts";
import type { Remarks, UpkeepTask } from "./upkeep.ts";

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

const upkeepModule = new URL("./upkeep.ts", import.meta.url).href;

/** `tell` gets each remark. */
export function createSealer(tell: (remark: string) => void, patience = patienceMilliseconds): Sealer {
  let last = Promise.resolve();
  let thread: Worker | undefined;
  const run = async (task: UpkeepTask): Promise<Remarks> => {
    const begun = (one: Worker) => {
      thread = one;
    };
    try {
      return await inThread({ module: upkeepModule, work: "upkeep", task }, begun);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return [`Records: the upkeep ended early (${why}); it goes on later`];
    }
  };
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

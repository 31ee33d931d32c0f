/** Threads, for work that would keep mail waiting or leave a processor idle. */
import { Worker } from "node:worker_threads";

const beginning = new URL("../../bin/thread.js", import.meta.url);

/** What a thread does: a function that a module exports, named by its address beside the one who asks, with something that can be copied. */
export interface ThreadWork {
  readonly module: string;
  readonly work: string;
  readonly task: unknown;
}

/** Begins a thread. What the function gives is its message, unless that is undefined. */
export const beginThread = (work: ThreadWork): Worker => new Worker(beginning, { workerData: work });

/** What the function gives. Rejects where it throws, or its thread is stopped; `begun` is told of the thread. */
export const inThread = <Result>(work: ThreadWork, begun?: (thread: Worker) => void): Promise<Result> =>
  new Promise((resolve, reject) => {
    const thread = beginThread(work);
    begun?.(thread);
    thread.once("message", resolve);
    thread.once("error", reject);
    thread.once("exit", () => reject(new Error("its thread was stopped")));
  });

/** The thread in which questions are worked out. */
import { parentPort } from "node:worker_threads";
import { UsageError } from "../../base/error.ts";
import { type JobGround, openGround } from "./ground.ts";
import { followedJobs, jobs } from "./jobs.ts";
import type { AskedJob, FromThread, ThreadData, ToThread } from "./questions.ts";

type Run = (input: never, ground: JobGround, signal: AbortSignal) => Promise<unknown> | AsyncIterable<unknown>;

export function serveQuestions(thread: ThreadData): void {
  const ground = openGround(thread, Date.now);
  const begun = new Map<number, AbortController>();
  const say = (said: FromThread) => parentPort?.postMessage(said);
  const run = async ({ id, job, input }: AskedJob): Promise<void> => {
    const controller = new AbortController();
    begun.set(id, controller);
    try {
      const all: Readonly<Record<string, Run>> = { ...jobs, ...followedJobs };
      const given = all[job]?.(input as never, ground, controller.signal);
      if (given && Symbol.asyncIterator in given) {
        for await (const event of given) say({ id, event });
        say({ id, result: null });
      } else say({ id, result: await given });
    } catch (error) {
      const { message, stack } = error as Error;
      if (error instanceof UsageError) say({ id, error: message, usage: error.kind, field: error.field });
      else say({ id, error: stack ?? message });
    } finally {
      begun.delete(id);
    }
  };
  parentPort?.on("message", (told: ToThread) => {
    if ("cancel" in told) begun.get(told.cancel)?.abort();
    else void run(told);
  });
}

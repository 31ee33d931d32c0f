/** What is asked of records and logs is worked out in a thread of its own, so that no mail waits for it. */
import type { Worker } from "node:worker_threads";
import { UsageError, type UsageKind } from "../../base/error.ts";
import { beginThread } from "../../base/thread.ts";
import type { FollowedJobs, Jobs } from "./jobs.ts";

type Input<J> = J extends (input: infer I, ...rest: never[]) => unknown ? I : never;
type Given<J> = J extends (...rest: never[]) => Promise<infer O> ? O : never;
type Event<J> = J extends (...rest: never[]) => AsyncIterable<infer E> ? E : never;

export interface Questions {
  /** Rejects with UsageError for what the asker can mend, also when the server stops. */
  readonly ask: <K extends keyof Jobs>(job: K, input: Input<Jobs[K]>, signal: AbortSignal) => Promise<Given<Jobs[K]>>;
  /** Gives each event as it comes, until there is no more or the signal. */
  readonly follow: <K extends keyof FollowedJobs>(
    job: K,
    input: Input<FollowedJobs[K]>,
    signal: AbortSignal,
  ) => AsyncIterable<Event<FollowedJobs[K]>>;
  /** Begins the thread, which takes some tenths of a second, so that the first question need not wait for it. */
  readonly wake: () => void;
  readonly close: () => void;
}

/** What the thread is told at its start. */
export interface ThreadData {
  readonly data: string;
  /** The configuration file. */
  readonly file: string;
}

export interface AskedJob {
  readonly id: number;
  readonly job: string;
  readonly input: unknown;
}
/** To the thread: a job, or the number of one that nobody waits for any more. */
export type ToThread = AskedJob | { readonly cancel: number };
/** From the thread, about a job. */
export type FromThread = { readonly id: number } & (
  | { readonly result: unknown }
  | { readonly event: unknown }
  | { readonly error: string; readonly usage?: UsageKind; readonly field?: string | undefined }
);

interface Waiting {
  readonly event: (event: unknown) => void;
  readonly done: (result: unknown) => void;
  readonly failed: (error: Error) => void;
}

/** The thread begins with the first question; after an error that ended it a new one does with the next. */
export function openQuestions(data: string, file: string): Questions {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | undefined;
  let last = 0;
  const end = (why: Error) => {
    thread = undefined;
    for (const one of waiting.values()) one.failed(why);
    waiting.clear();
  };
  const take = (said: FromThread) => {
    const one = waiting.get(said.id);
    if (!one) return;
    if ("event" in said) return one.event(said.event);
    waiting.delete(said.id);
    if ("result" in said) one.done(said.result);
    else one.failed(said.usage ? new UsageError(said.error, said.usage, said.field) : new Error(said.error));
  };
  const running = (): Worker => {
    if (thread) return thread;
    // Loaded in the thread alone: it brings the whole of reading and diagnosis.
    const module = new URL("./thread.ts", import.meta.url).href;
    const begun = beginThread({ module, work: "serveQuestions", task: { data, file } satisfies ThreadData });
    // A question that waits is no reason to go on running.
    begun.unref();
    begun.on("message", take);
    begun.once("error", (error) => end(error as Error));
    begun.once("exit", () => thread === begun && end(new UsageError("the server stops; ask again when it runs")));
    thread = begun;
    return begun;
  };
  const send = (job: string, input: unknown, signal: AbortSignal, one: Waiting): void => {
    const id = ++last;
    const to = running();
    waiting.set(id, one);
    to.postMessage({ id, job, input } satisfies ToThread);
    signal.addEventListener("abort", () => waiting.has(id) && to.postMessage({ cancel: id } satisfies ToThread), {
      once: true,
    });
  };
  return {
    ask: (job, input, signal) =>
      new Promise((resolve, reject) => {
        send(job, input, signal, { event: () => {}, done: (result) => resolve(result as never), failed: reject });
      }),
    follow: (job, input, signal) => {
      const left = new AbortController();
      return followed(left, (one) => send(job, input, AbortSignal.any([signal, left.signal]), one)) as never;
    },
    wake: () => void running(),
    close: () => void thread?.terminate(),
  };
}

/** Events that nobody has taken yet wait here; so many, then the follower is too slow to be told all. */
const mostUntaken = 10_000;

async function* followed(left: AbortController, begin: (one: Waiting) => void): AsyncGenerator<unknown> {
  const came: unknown[] = [];
  let wake = () => {};
  let over = false;
  let error: Error | undefined;
  const end = (why?: Error) => {
    over = true;
    error = why;
    wake();
  };
  begin({
    event: (event) => {
      if (came.push(event) > mostUntaken) left.abort();
      wake();
    },
    done: () => end(),
    failed: end,
  });
  try {
    for (;;) {
      while (came.length > 0) yield came.shift();
      if (error) throw error;
      if (over) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    left.abort();
  }
}

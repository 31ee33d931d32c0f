/** The last lines of the log, and each as it comes; what was read stays through a pause and a break. */
import { useEffect, useRef, useState } from "preact/hooks";
import { type Problem, stream } from "../api.ts";
import type { TailEvent } from "../documents.ts";

/** Older lines are in the files. */
const mostEvents = 1500;
const linesAtFirst = 200;

export interface TailWish {
  readonly service: string;
  readonly address: string;
  readonly text: string;
}

interface Tail {
  readonly events: readonly TailEvent[];
  /** The connection is lost, and tried again. */
  readonly isBroken: boolean;
  readonly problem: Problem | undefined;
}

/** While it is paused nothing else is shown; what comes meanwhile is afterwards. */
export function useTail({ service, address, text }: TailWish, isPaused: boolean): Tail {
  const [events, setEvents] = useState<readonly TailEvent[]>([]);
  const [isBroken, setBroken] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const kept = useRef<TailEvent[]>([]);
  const pausedRef = useRef(isPaused);
  pausedRef.current = isPaused;
  useEffect(() => {
    if (!isPaused) setEvents(kept.current.slice(-mostEvents));
  }, [isPaused]);
  useEffect(() => {
    // After a break the server begins with the last lines again: until they are there, those before are worth reading.
    let isAnew = false;
    const broken = (isNow: boolean) => {
      setBroken(isNow);
      isAnew ||= isNow;
    };
    // However many come, they are drawn once a frame.
    let isDue = false;
    const draw = () => {
      isDue = false;
      if (!pausedRef.current) setEvents(kept.current.slice(-mostEvents));
    };
    const take = (event: TailEvent) => {
      if (isAnew) kept.current = [];
      isAnew = false;
      kept.current.push(event);
      if (kept.current.length > 2 * mostEvents) kept.current.splice(0, mostEvents);
      if (!isDue) requestAnimationFrame(draw);
      isDue = true;
    };
    const wish = { service, ...(address !== "" && { address }), ...(text !== "" && { text }), lines: linesAtFirst };
    return stream("log-tail", wish, { line: (event) => take(event as TailEvent) }, { broken, over: setProblem });
  }, [service, address, text]);
  return { events, isBroken, problem };
}

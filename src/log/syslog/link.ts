/** Keeps a way to a server open: whenever it is lost it is dialled again, after a pause that grows. */
import type { Dialled, Wire } from "./wire.ts";

export interface LinkOptions {
  /** Opens a way to the server (`wire.ts: dial`). */
  readonly dial: (dialled: Dialled) => void;
  /** Calls back after so many milliseconds; gives what cancels it. */
  readonly later?: (call: () => void, milliseconds: number) => () => void;
}

const firstPause = 1000;
const longestPause = 60_000;

const timer = (call: () => void, milliseconds: number): (() => void) => {
  const made = setTimeout(call, milliseconds).unref();
  return () => clearTimeout(made);
};

/** Dials at once. What it gives ends it; `dialled` hears no more then. */
export function keepOpen({ dial, later = timer }: LinkOptions, dialled: Dialled): () => void {
  let wire: Wire | undefined;
  let isEnded = false;
  let pause = firstPause;
  let cancel = () => {};
  const opened = (made: Wire): void => {
    if (isEnded) return made.close();
    wire = made;
    // Only who stays is taken to be well: another may come and go each second.
    cancel = later(() => {
      pause = firstPause;
    }, longestPause);
    dialled.opened(made);
  };
  const lost = (error: Error): void => {
    wire = undefined;
    cancel();
    if (isEnded) return;
    cancel = later(() => dial({ opened, lost }), pause);
    pause = Math.min(pause * 2, longestPause);
    dialled.lost(error);
  };
  dial({ opened, lost });
  return () => {
    isEnded = true;
    cancel();
    wire?.close();
  };
}

/** An answer of the server while it is waited for, when it came, and when it did not. */
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { call, Problem } from "../api.ts";
import type { Input, OperationId, Output } from "../routes.gen.ts";

export interface Asked<T> {
  readonly answer: T | undefined;
  readonly problem: Problem | undefined;
  /** It is waited for; the answer before it may still be shown. */
  readonly waiting: boolean;
  readonly again: () => void;
}

/** Asks whenever the input changes; undefined: nothing is to be asked. A later question makes an earlier one void. */
export function useAsked<Id extends OperationId>(id: Id, input: Input<Id> | undefined): Asked<Output<Id>> {
  const key = input === undefined ? undefined : JSON.stringify(input);
  const [round, setRound] = useState(0);
  const [state, setState] = useState<{ key?: string; answer?: Output<Id>; problem?: Problem; waiting: boolean }>({
    waiting: key !== undefined,
  });
  const last = useRef(input);
  last.current = input;
  useEffect(() => {
    const asked = last.current;
    if (key === undefined || asked === undefined) {
      setState({ waiting: false });
      return undefined;
    }
    const abort = new AbortController();
    setState((before) => ({ ...(before.key === key && before), waiting: true }));
    call(id, asked, abort.signal).then(
      (answer) => setState({ key, answer, waiting: false }),
      (error: unknown) => {
        if (abort.signal.aborted) return;
        if (!(error instanceof Problem)) throw error;
        setState({ key, problem: error, waiting: false });
      },
    );
    return () => abort.abort();
  }, [id, key, round]);
  const again = useCallback(() => setRound((before) => before + 1), []);
  const { answer, problem, waiting } = state;
  return { answer, problem, waiting, again };
}

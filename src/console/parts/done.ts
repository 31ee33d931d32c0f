/** Something that is done at a click: while it is under way, and why it was not done. */
import { useState } from "preact/hooks";
import { call, Problem } from "../api.ts";
import type { Input, OperationId, Output } from "../routes.gen.ts";

export interface Done<Id extends OperationId> {
  readonly run: (input: Input<Id>) => Promise<void>;
  readonly busy: boolean;
  readonly problem: Problem | undefined;
}

export function useDone<Id extends OperationId>(id: Id, done: (output: Output<Id>) => void): Done<Id> {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const run = async (input: Input<Id>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      done(await call(id, input));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return { run, busy, problem };
}

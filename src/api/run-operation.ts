/** Runs an operation by its id, after its input was checked. */
import type { AccountStore } from "../accounts/store.ts";
import type { BlockDesk } from "../app/block-desk.ts";
import type { Journal } from "../app/journal.ts";
import { UsageError } from "../base/error.ts";
import type { Operation, OperationContext } from "./operation.ts";
import { registry } from "./operations/registry.gen.ts";

/** What a server, or a data folder at rest, gives to all operations. */
export interface OperationGround extends Omit<OperationContext, "accounts" | "blocks" | "journal" | "by"> {
  /** Asked for by operations that need it. Throws UsageError where accounts cannot be changed now. */
  readonly accounts: () => AccountStore;
  /** The same of blocks. */
  readonly blocks: () => BlockDesk;
  readonly journal: Journal;
}

/** What is asked for; `by` is who asks, for the journal. */
export interface OperationRequest {
  readonly operation: string;
  readonly input: unknown;
  readonly by: string;
}

/** Throws UsageError for an operation that is not there, for an input that it refuses, and for what the asker can mend. */
export async function runOperation(
  { operation: id, input, by }: OperationRequest,
  ground: OperationGround,
): Promise<unknown> {
  const load = Object.hasOwn(registry, id) ? registry[id] : undefined;
  if (!load) throw new UsageError(`${id}: no such operation; the running server may be of another version`);
  const operation: Operation = await load();
  const checked = operation.input.safeParse(input);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    throw new UsageError(`${[id, ...(issue?.path ?? [])].join(".")}: ${issue?.message}`);
  }
  const journal: OperationContext["journal"] = (what, before, after) => ground.journal(by, what, before, after);
  const context: OperationContext = {
    ...ground,
    by,
    journal,
    get accounts() {
      return ground.accounts();
    },
    get blocks() {
      return ground.blocks();
    },
  };
  return operation.run(checked.data as never, context);
}

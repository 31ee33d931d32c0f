/** The seam for everything that can be done to a server: written once, asked for by the command line and, later, over HTTP. */
import type { z } from "zod";
import type { AccountStore } from "../accounts/store.ts";
import type { BlockDesk } from "../app/block-desk.ts";
import type { LevelDesk } from "../app/level-desk.ts";
import type { SettingsDesk } from "../app/settings-desk.ts";

/** What an operation may touch, beside a running server or without one. */
export interface OperationContext {
  readonly settings: SettingsDesk;
  readonly levels: LevelDesk;
  readonly accounts: AccountStore;
  readonly blocks: BlockDesk;
  /** Bytes that a mailbox holds. */
  readonly usedBytes: (mailbox: string) => number | Promise<number>;
  /** Writes down what was changed: `what` is a name ("account alice@example.org quota"), the values as text, never a secret. */
  readonly journal: (what: string, before: string | undefined, after: string | undefined) => void;
  /** Who asks. */
  readonly by: string;
  readonly now: () => number;
}

export interface Operation {
  /** What it does, in a sentence. */
  readonly summary: string;
  readonly input: z.ZodType;
  /** Gives what JSON can say. Throws UsageError for what the asker can mend. */
  readonly run: (input: never, context: OperationContext) => unknown;
}

/** Declares an operation and keeps the type of its input; its id is its file's name. */
export const defineOperation = <I extends z.ZodType>(operation: {
  readonly summary: string;
  readonly input: I;
  readonly run: (input: z.output<I>, context: OperationContext) => unknown;
}): Operation => operation;

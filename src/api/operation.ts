/** The seam for everything that can be done to a server: written once, asked for over HTTP, by the command line and by the page. */
import { z } from "zod";
import type { AccessDesk, Asker } from "../access/desk.ts";
import type { Access } from "../access/role.ts";
import type { AccountStore } from "../accounts/store.ts";
import type { BlockDesk } from "../app/block-desk.ts";
import type { LevelDesk } from "../app/level-desk.ts";
import type { LiveSessions } from "../app/live-sessions.ts";
import type { SettingsDesk } from "../app/settings-desk.ts";
import type { Visit } from "./http/visit.ts";
import type { Questions } from "./questions/questions.ts";

/** What an operation may touch, beside a running server or without one. */
export interface OperationContext {
  readonly settings: SettingsDesk;
  readonly levels: LevelDesk;
  readonly accounts: AccountStore;
  readonly access: AccessDesk;
  readonly blocks: BlockDesk;
  /** What is asked of records and logs. Throws UsageError where no server runs: the command line reads them itself. */
  readonly questions: Questions;
  /** Logs that were brought; see `app/uploads.ts`. */
  readonly data: string;
  /** Sessions of the running server as they end. Throws UsageError where none runs. */
  readonly live: LiveSessions;
  /** Makes ids: 16 hex digits. */
  readonly nextId: () => string;
  /** Bytes that a mailbox holds. */
  readonly usedBytes: (mailbox: string) => number | Promise<number>;
  /** Writes down what was changed: `what` is a name ("account alice@example.org quota"), the values as text, never a secret. */
  readonly journal: (what: string, before: string | undefined, after: string | undefined) => void;
  /** Who asks, as the journal names him. */
  readonly by: string;
  /** Who asks over HTTP; whoever is at the control socket may do all, and has no account. */
  readonly asker?: Asker;
  /** The request, where it is one of HTTP. Throws UsageError for another. */
  readonly visit: Visit;
  /** Ends when the asker has gone. */
  readonly signal: AbortSignal;
  readonly now: () => number;
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface Operation {
  /** What it does, in a sentence. */
  readonly summary: string;
  /** `GET /blocks/{blocked}`: method and path below /api; a part in braces is a value of the input. */
  readonly route: `${Method} /${string}`;
  /** The least role that may ask for it. */
  readonly access: Access;
  /** It changes nothing, though its method does not say so: what it is asked is too much for an address. */
  readonly reads?: true;
  readonly input: z.ZodType;
  /** What it gives; of one that is `live` each event. */
  readonly output: z.ZodType;
  /** It goes on giving events until the asker leaves; over HTTP server-sent events of this name. */
  readonly live?: string;
  /** Over HTTP it is no JSON but a file of that type: it gives its bytes. */
  readonly file?: string;
  /** Gives what JSON can say. Throws UsageError for what the asker can mend. */
  readonly run: (input: never, context: OperationContext) => unknown;
}

/** The types that a caller needs of an operation. */
export interface Typed<I extends z.ZodType, O extends z.ZodType> {
  readonly input: I;
  readonly output: O;
}

/** Declares an operation and keeps the types of its input and output; its id is its file's name. */
export const defineOperation = <I extends z.ZodType, O extends z.ZodType>(
  operation: Omit<Operation, "input" | "output" | "run" | "live" | "file"> &
    Typed<I, O> & {
      readonly run: (input: z.output<I>, context: OperationContext) => z.input<O> | Promise<z.input<O>>;
    },
): Operation & Typed<I, O> => operation;

/** Declares one that goes on: `run` gives each event as it comes. */
export const defineLiveOperation = <I extends z.ZodType, O extends z.ZodType>(
  operation: Omit<Operation, "input" | "output" | "run"> &
    Typed<I, O> & {
      readonly live: string;
      readonly run: (input: z.output<I>, context: OperationContext) => AsyncIterable<z.input<O>>;
    },
): Operation & Typed<I, O> => operation;

/** Declares one that gives a file. */
export const defineFileOperation = <I extends z.ZodType>(
  operation: Omit<Operation, "input" | "output" | "run" | "live"> & {
    readonly file: string;
    readonly input: I;
    readonly run: (input: z.output<I>, context: OperationContext) => AsyncIterable<Uint8Array>;
  },
): Operation & Typed<I, z.ZodString> => ({ ...operation, output: z.string() });

/** Runs an operation by its id, after it was asked who asks and whether the input is one. */
import type { AccessDesk, Asker } from "../access/desk.ts";
import { mayDo } from "../access/role.ts";
import { isInScope } from "../access/token.ts";
import type { AccountStore } from "../accounts/store.ts";
import type { BlockDesk } from "../app/block-desk.ts";
import type { Journal } from "../app/journal.ts";
import type { LiveSessions } from "../app/live-sessions.ts";
import { UsageError } from "../base/error.ts";
import { inputWords } from "../base/input-words.ts";
import { notAllowed } from "./http/problem.ts";
import type { Visit } from "./http/visit.ts";
import type { Operation, OperationContext } from "./operation.ts";
import { registry } from "./operations/registry.gen.ts";
import type { Questions } from "./questions/questions.ts";

/** What a server, or a data folder at rest, gives to all operations. */
export interface OperationGround
  extends Omit<
    OperationContext,
    "accounts" | "access" | "blocks" | "questions" | "live" | "journal" | "by" | "asker" | "visit" | "signal"
  > {
  /** Asked for by operations that need it. Throws UsageError where accounts cannot be changed now. */
  readonly accounts: () => AccountStore;
  /** The same of roles, blocks, and what is asked of the records. */
  readonly access: () => AccessDesk;
  readonly blocks: () => BlockDesk;
  readonly questions: () => Questions;
  readonly live: () => LiveSessions;
  readonly journal: Journal;
}

/** What is asked for; `by` is who asks, for the journal. */
export interface OperationRequest {
  readonly operation: string;
  readonly input: unknown;
  readonly by: string;
  /** Over HTTP: who he is, and the request. Without both it is the owner of the data folder, who may do all. */
  readonly asker?: Asker;
  readonly visit?: Visit;
  readonly signal?: AbortSignal;
}

/** Throws UsageError for an operation that is not there, for an input that it refuses, and for what the asker can mend; Problem for what he may not do. */
export async function runOperation(
  { operation: id, input, by, asker, visit, signal = never }: OperationRequest,
  ground: OperationGround,
): Promise<unknown> {
  const load = Object.hasOwn(registry, id) ? registry[id] : undefined;
  if (!load)
    throw new UsageError(`${id}: no such operation; the running server may be of another version`, "not-found");
  const operation: Operation = await load();
  if (visit) refuse(id, operation, asker);
  const checked = operation.input.safeParse(input, { error: inputWords });
  if (!checked.success) {
    const [issue] = checked.error.issues;
    throw new UsageError(`${[id, ...(issue?.path ?? [])].join(".")}: ${issue?.message}`, "wrong-input");
  }
  const journal: OperationContext["journal"] = (what, before, after) => ground.journal(by, what, before, after);
  const context: OperationContext = {
    ...ground,
    by,
    ...(asker && { asker }),
    signal,
    journal,
    get visit() {
      if (!visit) throw new UsageError(`${id} is of the web page alone`);
      return visit;
    },
    get accounts() {
      return ground.accounts();
    },
    get access() {
      return ground.access();
    },
    get blocks() {
      return ground.blocks();
    },
    get questions() {
      return ground.questions();
    },
    get live() {
      return ground.live();
    },
  };
  return operation.run(checked.data as never, context);
}

const never = new AbortController().signal;

/** Throws Problem where he may not. */
function refuse(id: string, { access, route, reads }: Operation, asker: Asker | undefined): void {
  if (!mayDo(asker?.role, access)) throw notAllowed(`${id} is for the role ${access}; ask an administrator`);
  if (asker?.scopes === undefined) return;
  const [area = ""] = id.split("-");
  const changes = !route.startsWith("GET ") && reads !== true;
  if (!isInScope(asker.scopes, area, changes))
    throw notAllowed(`the token is not for ${area}:${changes ? "write" : "read"}; make one whose scopes have it`);
}

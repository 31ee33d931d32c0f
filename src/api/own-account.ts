/** The account of whoever asks, for what each may do with his own. */
import { UsageError } from "../base/error.ts";
import type { OperationContext } from "./operation.ts";

/** Throws UsageError where nobody has signed in: at the control socket there is no account. */
export function ownAccount({ asker }: OperationContext): string {
  if (!asker) throw new UsageError("that is done by whoever has signed in at the page");
  return asker.account;
}

/** The same of a person at the page: a token must not make another, nor change how one signs in. */
export function ownAccountInPerson(context: OperationContext): string {
  if (context.asker?.scopes) throw new UsageError("a token cannot do that; sign in at the page");
  return ownAccount(context);
}

/** How an alias is shown to people. */
import type { AliasView } from "../api/account-view.ts";
import type { Io } from "./command.ts";
import { sheet } from "./table.ts";

/** Prints it, and warns of targets that reach nobody. */
export function printAlias({ address, targets, unreachable }: AliasView, io: Io): void {
  io.print(sheet({ alias: address, "leads to": targets.join(", ") }));
  if (unreachable.length > 0)
    io.warn(`Nobody is reached by ${unreachable.join(", ")}: add an account, or change the alias`);
}

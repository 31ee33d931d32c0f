/** Which of the targets of an alias, a forward or a catch-all reach nobody: mail for them is refused. */
import type { AccountPolicy } from "../accounts/account.ts";
import { createResolution } from "../accounts/resolution.ts";
import type { AccountStore } from "../accounts/store.ts";

/** Full mailboxes count as reached: that passes. */
export function unreachable(targets: readonly string[], store: AccountStore, policy: AccountPolicy): readonly string[] {
  const resolve = createResolution({ store, policy: () => policy, usedBytes: () => 0 });
  return targets.filter((address) => {
    const found = resolve({ address, sender: "", declaredBytes: 0, mayRelay: true });
    return !(found instanceof Promise) && found.kind === "refused";
  });
}

/** Accounts of our own that a rule has suspended: they may not log in, and the list of blocks says why. */
import { addressKey, mailboxOf } from "../accounts/name.ts";
import type { AccountStore } from "../accounts/store.ts";
import { UsageError } from "../base/error.ts";
import type { Block } from "../intrusion/block.ts";
import type { BlockList } from "../intrusion/block-list.ts";
import { blockAdded, blockEnded } from "./block-events.ts";
import type { Ledger } from "./ledger.ts";

export interface Suspensions {
  /** Undefined also where somebody has let the account in again meanwhile. */
  readonly of: (account: string) => Block | undefined;
  readonly list: () => readonly Block[];
  /** Throws what the directory throws: the account may be gone. */
  readonly suspend: (deed: Deed) => Block;
  /** Notes that the account was refused for it. */
  readonly refused: (account: string) => void;
  /** Lets it in again. Throws UsageError for one that no rule has suspended. */
  readonly lift: (account: string, by: string) => Block;
  /** Takes from the list whoever was let in again otherwise, and gives them. */
  readonly settle: () => readonly Block[];
}

/** What an account did. */
export interface Deed extends Pick<Block, "rule" | "reason" | "count" | "limit"> {
  readonly account: string;
  readonly session: string;
}

interface SuspensionsOptions {
  readonly list: BlockList;
  readonly accounts: Pick<AccountStore, "account" | "changeAccount">;
  readonly ledger: () => Pick<Ledger, "tell" | "journal">;
  /** This machine's name in events. */
  readonly node: string;
  readonly now: () => number;
}

/** No peer is told it. */
const code = "O";

export function createSuspensions({ list, accounts, ledger, node, now }: SuspensionsOptions): Suspensions {
  const isOut = ({ blocked }: Block) => accounts.account(addressKey(blocked))?.state === "login-disabled";
  const end = (block: Block, by?: string): Block => {
    list.end(block.blocked, now());
    const what = { blocked: block.blocked, how: "removed", ...(by !== undefined && { by }) } as const;
    ledger().tell(blockEnded(what, { at: now(), node }));
    return block;
  };
  const of = (account: string) => {
    const block = list.get(account, now());
    return block && isOut(block) ? block : undefined;
  };
  return {
    of,
    list: () => list.list(now()).filter(isOut),
    suspend: ({ account, ...deed }) => {
      accounts.changeAccount(account, { state: "login-disabled" });
      const at = now();
      const block = { blocked: account, code, ...deed, since: at, times: list.timesOf(account) + 1, refused: 0 };
      list.add(block);
      ledger().journal(`intrusion.${deed.rule}`, `account ${account} state`, "enabled", "login-disabled");
      ledger().tell(blockAdded(block, { at, node }));
      return block;
    },
    refused: (account) => list.refused(account, now()),
    lift: (typed, by) => {
      const account = mailboxOf(addressKey(typed.trim()));
      const block = of(account);
      if (!block)
        throw new UsageError(
          `${account} is not suspended by a rule; postino account show ${account} tells more`,
          "not-found",
        );
      accounts.changeAccount(account, { state: "enabled" });
      ledger().journal(by, `account ${account} state`, "login-disabled", "enabled");
      return end(block, by);
    },
    settle: () => [
      ...list.expire(now()),
      ...list
        .list(now())
        .filter((block) => !isOut(block))
        .map((block) => end(block)),
    ],
  };
}

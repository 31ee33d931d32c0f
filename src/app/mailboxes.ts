/** Accounts and mailboxes of a data folder, put together for the servers that ask: who is meant, who he is, where mail goes. */
import { type Accounts, createAccounts } from "../accounts/accounts.ts";
import { type AccountStore, openAccounts } from "../accounts/store.ts";
import type { Database } from "../base/database.ts";
import type { Config } from "../config/schema.ts";
import { createDelivery } from "../mailbox/delivery.ts";
import { openNotices } from "../mailbox/notices.ts";
import { createQuota, type Quota } from "../mailbox/quota.ts";
import type { SmtpHooks } from "../smtp/hooks.ts";
import type { ErrorLog } from "./error-log.ts";
import { paths } from "./paths.ts";
import { createRoom } from "./room.ts";
import { openStateOf } from "./state.ts";

export interface Mailboxes {
  /** Of `app/state.ts`. */
  readonly database: Database;
  /** Whoever opened the mailboxes closes it, and the database with it. */
  readonly accounts: AccountStore;
  /** Bytes that a mailbox holds. */
  readonly usedBytes: Quota["usedBytes"];
  /** By whoever comes to the web page. */
  readonly checkOwnPassword: Accounts["checkOwnPassword"];
  readonly hooks: Required<Pick<SmtpHooks, "resolve" | "authentication" | "expand" | "openMessage" | "hasRoom">>;
}

/** Also deletes what a crash left half written. `report` is told of errors behind refusals. Throws UsageError for a database that cannot be opened. */
export async function openMailboxes(
  config: () => Config,
  data: string,
  now: () => number,
  report: ErrorLog["report"],
): Promise<Mailboxes> {
  const root = paths(data).mailboxes;
  const { usedBytes, stored } = createQuota(root, now);
  const failed = (where: string) => (error: unknown) => report(where, error);
  const notices = await openNotices(paths(data).notices);
  const { openMessage, cleanLeftovers } = createDelivery({
    root,
    hostname: () => config().server.hostname,
    stored,
    asked: notices.keep,
    failed: failed("the delivery"),
  });
  await cleanLeftovers();
  const database = openStateOf(data);
  const accounts = openAccounts(database, now);
  const { checkOwnPassword, ...asked } = createAccounts({
    store: accounts,
    policy: () => config().accounts,
    usedBytes,
    now,
    failed: failed("the accounts"),
  });
  const hasRoom = createRoom({ folder: data, least: () => config().smtp.leastFreeBytes, now, report });
  return { database, accounts, usedBytes, checkOwnPassword, hooks: { ...asked, openMessage, hasRoom } };
}

/** What can be changed on a data folder while no server runs there: the same settings and journal, on its files. */
import { readFileSync } from "node:fs";
import { type AccessDesk, createAccessDesk } from "../access/desk.ts";
import { openAccess } from "../access/store.ts";
import { type AccountStore, openAccounts } from "../accounts/store.ts";
import { UsageError } from "../base/error.ts";
import { parseConfig } from "../config/load.ts";
import type { Config } from "../config/schema.ts";
import { createQuota, type Quota } from "../mailbox/quota.ts";
import { refuseArchive } from "./archive-place.ts";
import { type BlockDesk, createBlockDesk } from "./block-desk.ts";
import { type Blocked, openBlocked } from "./blocked.ts";
import { hasOwnDomain } from "./first-start.ts";
import type { Journal } from "./journal.ts";
import { type Ledger, openLedger } from "./ledger.ts";
import { createLevelDesk, type LevelDesk } from "./level-desk.ts";
import { paths } from "./paths.ts";
import { isRootHere } from "./privileges.ts";
import { createSettingsDesk, type SettingsDesk } from "./settings-desk.ts";
import { refuseStart } from "./start-faults.ts";
import { openStateOf } from "./state.ts";
import { createSuspensions } from "./suspensions.ts";

export interface AtRest {
  readonly settings: SettingsDesk;
  readonly levels: LevelDesk;
  /** Throws UsageError for a broken file, without which nothing can be journalled, and for a database that cannot be opened. */
  readonly accounts: () => AccountStore;
  /** Throws UsageError as above. */
  readonly access: () => AccessDesk;
  readonly blocks: () => BlockDesk;
  /** Bytes that a mailbox holds. */
  readonly usedBytes: Quota["usedBytes"];
  readonly journal: Journal;
  readonly close: () => Promise<void>;
}

/** Whoever calls this holds the lock of the data folder. A broken file is not refused here: a change may mend it. */
export function composeAtRest(data: string, file: string, now: () => number): AtRest {
  let ledger: Ledger | undefined;
  let state: { readonly accounts: AccountStore; readonly access: AccessDesk; readonly blocked: Blocked } | undefined;
  const opened = () => {
    state ??= openAll(data, now);
    return state;
  };
  const settings = createSettingsDesk({
    file,
    config: readable(file),
    prepare: (next, before) => {
      refuseStart(next, before, { data, hasOwnDomain: () => hasOwnDomain(opened().accounts), asRoot: isRootHere() });
      refuseArchive(next, data);
      const fresh = openLedger(() => next, data, now);
      return () => {
        ledger = fresh;
      };
    },
    effectOf: () => "at-start",
  });
  const noServer = (): never => {
    throw new UsageError(`no server is running on ${data}; it reads its configuration when it is started`);
  };
  // Opened when it is needed: a change may be the one that lets it open.
  const written = (): Ledger => {
    ledger ??= openLedger(settings.config, data, now);
    return ledger;
  };
  const journal: Journal = (...change) => written().journal(...change);
  return {
    settings: { ...settings, reload: noServer },
    levels: createLevelDesk({ settings, file: paths(data).levels, journal, now }),
    accounts: () => {
      settings.config();
      return opened().accounts;
    },
    access: () => opened().access,
    blocks: () => {
      const node = String(settings.config().server.node);
      const { accounts, blocked } = opened();
      const suspensions = createSuspensions({ list: blocked.accounts, accounts, ledger: written, node, now });
      return createBlockDesk({
        ...{ list: blocked.networks, suspensions, node, now },
        tell: (event) => written().tell(event),
      });
    },
    usedBytes: createQuota(paths(data).mailboxes, now).usedBytes,
    journal,
    close: async () => {
      await ledger?.close();
      state?.blocked.save(true);
      state?.accounts.close();
    },
  };
}

/** What the database has. */
function openAll(data: string, now: () => number) {
  const database = openStateOf(data);
  const accounts = openAccounts(database, now);
  // Nobody signs in where no server runs.
  const limits = () => ({ idleMinutes: 0, longestHours: 0 });
  const checkPassword = () => Promise.reject(new UsageError("no server is running"));
  const access = createAccessDesk({
    ...{ store: openAccess(database), accounts, checkPassword, limits, now },
    ownsAddress: () => false,
  });
  return { accounts, access, blocked: openBlocked(database) };
}

/** Undefined where the file is missing or broken. */
function readable(file: string): Config | undefined {
  try {
    return parseConfig(readFileSync(file, "utf8")).config;
  } catch {
    return undefined;
  }
}

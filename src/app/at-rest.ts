/** What can be changed on a data folder while no server runs there: the same settings and journal, on its files. */
import { readFileSync } from "node:fs";
import { UsageError } from "../base/error.ts";
import { parseConfig } from "../config/load.ts";
import type { Config } from "../config/schema.ts";
import { refuseExposure } from "./exposure.ts";
import { hasOwnDomain } from "./first-start.ts";
import type { Journal } from "./journal.ts";
import { type Ledger, openLedger } from "./ledger.ts";
import { createSettingsDesk, type SettingsDesk } from "./settings-desk.ts";

export interface AtRest {
  readonly settings: SettingsDesk;
  readonly journal: Journal;
  readonly close: () => void;
}

/** Whoever calls this holds the lock of the data folder. A broken file is not refused here: a change may mend it. */
export function composeAtRest(data: string, file: string, now: () => number): AtRest {
  let ledger: Ledger | undefined;
  const settings = createSettingsDesk({
    file,
    config: readable(file),
    prepare: (next) => {
      refuseExposure(next, hasOwnDomain(next));
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
  return {
    settings: { ...settings, reload: noServer },
    // Opened when it is needed: a change may be the one that lets it open.
    journal: (...change) => {
      ledger ??= openLedger(settings.config, data, now);
      ledger.journal(...change);
    },
    close: () => ledger?.close(),
  };
}

/** Undefined where the file is missing or broken. */
function readable(file: string): Config | undefined {
  try {
    return parseConfig(readFileSync(file, "utf8")).config;
  } catch {
    return undefined;
  }
}

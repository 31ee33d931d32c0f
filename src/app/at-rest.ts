/** What can be changed on a data folder while no server runs there: the same settings and journal, on its files. */
import { readFileSync } from "node:fs";
import { parseConfig } from "../config/load.ts";
import { createRecordsWriter } from "../records/writer.ts";
import { logFolderOf, openActivityLog } from "./activity-log.ts";
import { createJournal, type Journal } from "./journal.ts";
import { paths } from "./paths.ts";
import { createSettingsDesk, type SettingsDesk } from "./settings-desk.ts";

export interface AtRest {
  readonly settings: SettingsDesk;
  readonly journal: Journal;
}

/** Whoever calls this holds the lock of the data folder. A broken file is not refused here: a change may mend it. */
export function composeAtRest(data: string, file: string, now: () => number): AtRest {
  const settings = createSettingsDesk({
    file,
    config: readable(file),
    prepare: () => () => {},
    effectOf: () => "at-start",
  });
  return {
    settings,
    journal: createJournal(
      (event) => {
        const records = createRecordsWriter(paths(data).records, now);
        const log = openActivityLog({
          config: settings.config,
          folder: logFolderOf(settings.config(), data),
          records,
          now,
        });
        log.write(event);
        log.close();
        records.append({ event });
        records.close();
      },
      { node: () => String(settings.config().server.node), now },
    ),
  };
}

function readable(file: string) {
  try {
    return parseConfig(readFileSync(file, "utf8")).config;
  } catch {
    return undefined;
  }
}

/** The desk where levels of the log are changed, for good or for a time: what is to go back by itself is kept in a file. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { replaceFile } from "../base/durable.ts";
import { UsageError } from "../base/error.ts";
import { settingNamed, settingValue } from "../config/named.ts";
import { levelNumbers } from "../config/sections/log.ts";
import { settings } from "../config/settings.ts";
import type { LevelName } from "../events/catalogue.ts";
import type { Journal } from "./journal.ts";
import type { SettingChange, SettingsDesk } from "./settings-desk.ts";

export interface ServiceLevel {
  readonly service: string;
  readonly level: LevelName;
  /** The number that the API of the guide's product has for it. */
  readonly number: number;
  /** Until when it is so, milliseconds since the epoch, and what it is again from then on; absent where it stays. */
  readonly until?: number;
  readonly afterwards?: LevelName;
}

export interface LevelDesk {
  /** All services that have a log, in the order of the settings. Throws UsageError where the file is damaged. */
  readonly levels: () => readonly ServiceLevel[];
  /**
   * Changes the level of a service, for good or for so many milliseconds; `by` asked for it. Gives what changed, see
   * `SettingsDesk.change`. Throws UsageError for a service that has no log, and where the change is refused.
   */
  readonly change: (
    service: string,
    level: LevelName,
    by: string,
    forMilliseconds?: number,
  ) => readonly SettingChange[];
  /** Somebody set that setting by hand: it stays as it is. True where it was to go back. */
  readonly keep: (path: string) => boolean;
  /** Called now and then, also at a start: brings back what is due, and writes it into the journal. Throws UsageError. */
  readonly revert: () => void;
}

interface LevelDeskOptions {
  readonly settings: SettingsDesk;
  /** Where it is kept what goes back, and when. */
  readonly file: string;
  readonly journal: Journal;
  readonly now: () => number;
}

const level = z.enum(Object.keys(levelNumbers) as LevelName[]);
const pending = z.record(z.string(), z.strictObject({ level, until: z.number(), afterwards: level, by: z.string() }));
type Pending = z.output<typeof pending>;

const prefix = "log.levels.";

export function createLevelDesk({ settings: desk, file, journal, now }: LevelDeskOptions): LevelDesk {
  const levelOf = (service: string) => settingValue(desk.config(), settingNamed(prefix + service)) as LevelName;
  /** What the file has; nobody else writes it. */
  let kept: Pending | undefined;
  const inFile = (): Pending => {
    kept ??= read(file);
    return kept;
  };
  const keep = (waits: Pending) => {
    if (Object.keys(waits).length > 0 || Object.keys(inFile()).length > 0) write(file, waits);
    kept = waits;
  };
  const forget = (service: string) => {
    const { [service]: _, ...others } = inFile();
    keep(others);
  };
  /** What was set otherwise since then does not go back. */
  const waiting = (): Pending =>
    Object.fromEntries(Object.entries(inFile()).filter(([service, { level: set }]) => levelOf(service) === set));
  return {
    levels: () => {
      const back = waiting();
      return services().map((service) => {
        const set = levelOf(service);
        const { until, afterwards } = back[service] ?? {};
        return {
          ...{ service, level: set, number: levelNumbers[set] },
          ...(until !== undefined && afterwards !== undefined && { until, afterwards }),
        };
      });
    },
    change: (service, wanted, by, forMilliseconds) => {
      if (!services().includes(service))
        throw new UsageError(`${service}: no service that has a log; there are ${services().join(", ")}`);
      const { [service]: before, ...others } = waiting();
      const afterwards = before?.afterwards ?? levelOf(service);
      const goesBack = forMilliseconds !== undefined && afterwards !== wanted;
      // Kept first: where the change is refused, the level is another one, and nothing goes back.
      keep({
        ...others,
        ...(goesBack && { [service]: { level: wanted, until: now() + forMilliseconds, afterwards, by } }),
      });
      return desk.change(settingNamed(prefix + service), wanted);
    },
    keep: (path) => {
      const service = path.startsWith(prefix) ? path.slice(prefix.length) : "";
      const was = Object.hasOwn(inFile(), service);
      if (was) forget(service);
      return was;
    },
    revert: () => {
      const back = waiting();
      if (Object.keys(back).length < Object.keys(inFile()).length) keep(back);
      const due = Object.entries(back).filter(([, { until }]) => until <= now());
      for (const [service, { afterwards, by }] of due) {
        const changes = desk.change(settingNamed(prefix + service), afterwards);
        for (const { path, before, after } of changes) journal(`timer-of-${by}`, path, before, after);
        forget(service);
      }
    },
  };
}

/** Of all levels that are a setting. */
const services = (): readonly string[] =>
  settings().flatMap(({ path }) => (path.startsWith(prefix) ? path.slice(prefix.length) : []));

function read(file: string): Pending {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw new UsageError(
      `cannot read ${file}: ${(error as Error).message}; levels that go back by themselves are kept there`,
    );
  }
  try {
    return pending.parse(JSON.parse(text));
  } catch {
    throw new UsageError(`${file} is damaged; delete it, and see postino log levels: nothing goes back by itself then`);
  }
}

function write(file: string, waits: Pending): void {
  try {
    replaceFile(file, `${JSON.stringify(waits, null, 2)}\n`);
  } catch (error) {
    throw new UsageError(
      `cannot write ${file}: ${(error as Error).message}; without it no level can go back by itself`,
    );
  }
}

/** The desk where settings are changed: the whole file is checked, written as one step, and taken into force. */
import { readFileSync } from "node:fs";
import { replaceFile } from "../base/durable.ts";
import { UsageError } from "../base/error.ts";
import { changeText } from "../config/change.ts";
import { differences } from "../config/differences.ts";
import { loadConfig, parseConfig } from "../config/load.ts";
import { settingValue } from "../config/named.ts";
import type { Config } from "../config/schema.ts";
import { type Setting, valueText } from "../config/settings.ts";

/** When a change counts: at once, when the server is started again, or when it is started at all. */
export type Effect = "now" | "at-restart" | "at-start";

export interface SettingChange {
  readonly path: string;
  /** As text; absent where the file was not readable before. */
  readonly before?: string;
  readonly after: string;
  readonly effect: Effect;
}

export interface SettingsDesk {
  /** The configuration in force. What needs a restart stands here already, but nobody asks for it again. */
  readonly config: () => Config;
  /** The configuration file. */
  readonly file: string;
  /**
   * Changes one setting in the file and takes the file into force. Gives everything that is new by that, also what was
   * edited by hand before. Throws UsageError, and changes nothing, where the file or the value is refused.
   */
  readonly change: (setting: Setting, value: unknown) => readonly SettingChange[];
  /** Takes the file into force as it is. Throws UsageError, and leaves the old configuration in force, where it is refused. */
  readonly reload: () => readonly SettingChange[];
}

interface DeskOptions {
  readonly file: string;
  /** In force; undefined where the file is broken, so that a change may mend it. */
  readonly config: Config | undefined;
  /** Refuses a configuration by throwing UsageError; what it gives takes it into force and cannot fail. `before`: the one in force. */
  readonly prepare: (next: Config, before: Config | undefined) => () => void;
  readonly effectOf: (setting: Setting) => Effect;
}

export function createSettingsDesk({ file, config, prepare, effectOf }: DeskOptions): SettingsDesk {
  let current = config;
  const take = (next: Config, asked?: Setting): readonly SettingChange[] => {
    const found = current ? differences(current, next) : [];
    const changes = found.map(({ setting, before, after }) => ({
      path: setting.path,
      before,
      after,
      effect: effectOf(setting),
    }));
    const mended = !current && asked;
    current = next;
    return mended
      ? [{ path: mended.path, after: valueText(settingValue(next, mended)), effect: effectOf(mended) }]
      : changes;
  };
  return {
    file,
    config: () => {
      if (!current) throw new UsageError(`${file} has a fault; see postino config check`);
      return current;
    },
    change: (setting, value) => {
      const text = changeText(read(file), setting, value);
      const { config: next } = parseConfig(text);
      if (!next) throw new UsageError(`${file} has a fault; see postino config check`);
      const bring = prepare(next, current);
      write(file, text);
      bring();
      return take(next, setting);
    },
    reload: () => {
      const next = loadConfig(file);
      prepare(next, current)();
      return take(next);
    },
  };
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code === "ENOENT" ? "no such file" : (error as Error).message;
    throw new UsageError(
      `cannot read the configuration ${file}: ${why}; start the server once (postino serve), or name it with --config`,
    );
  }
}

function write(file: string, text: string): void {
  try {
    replaceFile(file, text);
  } catch (error) {
    throw new UsageError(
      `cannot write the configuration ${file}: ${(error as Error).message}; its folder must be writable for the server's user`,
    );
  }
}

/** Where the data is, and the configuration. */
import { join } from "node:path";
import type { Io } from "./command.ts";

type Options = Readonly<Record<string, unknown>>;

/** --data, or POSTINO_DATA, or the folder "data" here. */
export const dataFolder = (options: Options, io: Io): string => String(options.data ?? io.env.POSTINO_DATA ?? "data");

/** --config, or the file in the data folder. */
export const configPath = (options: Options, io: Io): string =>
  options.config === undefined ? join(dataFolder(options, io), "postino.yaml") : String(options.config);

/** Where the data is: --data, or POSTINO_DATA, or the folder "data" here. */
import type { Io } from "./command.ts";

export const dataFolder = (options: Readonly<Record<string, unknown>>, io: Io): string =>
  String(options.data ?? io.env.POSTINO_DATA ?? "data");

/** `postino config check`: every fault of the configuration file, with its place. */
import { readFileSync } from "node:fs";
import { archiveFault, archivePath } from "../../../app/archive-place.ts";
import { exposureOf, withoutDomain } from "../../../app/exposure.ts";
import { folderHasOwnDomain } from "../../../app/first-start.ts";
import { UsageError } from "../../../base/error.ts";
import { parseConfig, placeOf } from "../../../config/load.ts";
import { defineCliCommand } from "../../command.ts";
import { configPath, dataFolder } from "../../data-folder.ts";

export const check = defineCliCommand({
  summary: "check the configuration file",
  examples: [
    ["postino config check --config postino.yaml", "line and column of each fault; exit code 1 if there is one"],
  ],
  declare: () => {},
  run: async (_, options, io) => {
    const path = configPath(options, io);
    let text: string;
    try {
      text = readFileSync(path, "utf8");
    } catch (error) {
      throw new UsageError(
        `cannot read ${path}: ${(error as NodeJS.ErrnoException).code}; name the file with --config`,
      );
    }
    const { config, faults } = parseConfig(text);
    const archive = config && archiveFault(config, dataFolder(options, io));
    if (archive) {
      const { line, column } = placeOf(text, archivePath);
      io.print(`${path}:${line}:${column}: ${archivePath}: ${archive}`);
      return 1;
    }
    const exposure = config && exposureOf(config, () => folderHasOwnDomain(dataFolder(options, io), io.now));
    if (exposure) {
      const { line, column } = placeOf(text, exposure.path);
      io.print(`${path}:${line}:${column}: ${exposure.path}: ${withoutDomain(exposure.address)}`);
      return 1;
    }
    for (const { line, column, text: fault } of faults) io.print(`${path}:${line}:${column}: ${fault}`);
    if (faults.length === 0) io.print(`${path}: no fault`);
    return faults.length === 0 ? 0 : 1;
  },
});

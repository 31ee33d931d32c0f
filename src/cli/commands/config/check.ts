/** `postino config check`: every fault of the configuration file, with its place. */
import { readFileSync } from "node:fs";
import { archiveFault, archivePath } from "../../../app/archive-place.ts";
import { certificatesPath, certificateWarnings } from "../../../app/certificates.ts";
import type { SettingFault } from "../../../app/exposure.ts";
import { folderHasOwnDomain } from "../../../app/first-start.ts";
import { isRootHere } from "../../../app/privileges.ts";
import { startFaults } from "../../../app/start-faults.ts";
import { UsageError } from "../../../base/error.ts";
import { parseConfig, placeOf } from "../../../config/load.ts";
import type { Config } from "../../../config/schema.ts";
import { defineCliCommand, type Io } from "../../command.ts";
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
    const data = dataFolder(options, io);
    const atSetting = (setting: string, said: string) => {
      const { line, column } = placeOf(text, setting);
      io.print(`${path}:${line}:${column}: ${setting}: ${said}`);
    };
    for (const { line, column, text: fault } of faults) io.print(`${path}:${line}:${column}: ${fault}`);
    const atStart = config ? faultsAtStart(config, data, io) : [];
    for (const { path: setting, text: fault } of atStart) atSetting(setting, fault);
    for (const warning of config ? certificateWarnings(config, data, io.now()) : [])
      atSetting(certificatesPath, `warning: ${warning}`);
    if (faults.length + atStart.length > 0) return 1;
    io.print(`${path}: no fault`);
    return 0;
  },
});

function faultsAtStart(config: Config, data: string, io: Io): readonly SettingFault[] {
  const hasOwnDomain = () => folderHasOwnDomain(data, io.now);
  const archive = archiveFault(config, data);
  return [
    ...startFaults(config, { data, hasOwnDomain, asRoot: isRootHere() }),
    ...(archive ? [{ path: archivePath, text: archive }] : []),
  ];
}

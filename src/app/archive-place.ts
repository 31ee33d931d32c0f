/** Where old log files are archived, and what is refused there: a folder would be taken for the archive itself. */
import { accessSync, constants, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { UsageError } from "../base/error.ts";
import type { Config } from "../config/schema.ts";

/** The setting that these are about. */
export const archivePath = "log.archiveTo";

/** The zip file of a configuration, without its month. */
export const archiveOf = ({ log }: Config, data: string): string => resolve(data, log.archiveTo);

/** What is wrong with the place of the archive and how to mend it; undefined where nothing is. */
export function archiveFault(config: Config, data: string): string | undefined {
  const archive = archiveOf(config, data);
  const isFolder = folderFault(archive);
  if (isFolder || !config.log.archive) return isFolder;
  try {
    accessSync(dirname(archive), constants.W_OK | constants.X_OK);
    return undefined;
  } catch {
    return `cannot write into the folder ${dirname(archive)}; make it, or name a zip file elsewhere`;
  }
}

function folderFault(archive: string): string | undefined {
  if (!statSync(archive, { throwIfNoEntry: false })?.isDirectory()) return undefined;
  return `${archive} is a folder; name a zip file, as in ${join(archive, "archive.zip")}`;
}

/** Throws UsageError for a configuration that may not be brought into force. */
export function refuseArchive(config: Config, data: string): void {
  const fault = archiveFault(config, data);
  if (fault) throw new UsageError(`${archivePath}: ${fault}`);
}

/** The same at a start: a disk that is not there just then keeps no mail out, as old files wait for it. */
export function refuseArchiveFolder(config: Config, data: string): void {
  const fault = folderFault(archiveOf(config, data));
  if (fault) throw new UsageError(`${archivePath}: ${fault}`);
}

/** Root opens the ports, and everything else is done as another user. */
import { existsSync, lchownSync, lstatSync, readdirSync, statSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { UsageError } from "../base/error.ts";
import { makeFolder } from "../base/folder.ts";
import type { Config } from "../config/schema.ts";
import { reachable, type SettingFault } from "./exposure.ts";
import { paths } from "./paths.ts";

export interface Privileges {
  /** Does the work as root; for opening ports. */
  readonly asRoot: <T>(work: () => Promise<T>) => Promise<T>;
  /** Gives root up for good. */
  readonly drop: () => void;
}

/** Its types leave this out. */
type WithGroups = NodeJS.Process & { readonly initgroups?: (user: string, extraGroup: number) => void };

/** What a process has that is nobody special. */
export const noPrivileges: Privileges = { asRoot: (work) => work(), drop: () => {} };

/**
 * Called first of all: from here on files are made and read as `server.user`, who is given a data folder that is still root's.
 * Where the process is not root's, nothing is to be done. Throws UsageError for an unknown user, for a data folder of somebody
 * else, and for root without a user where other machines can reach the server: whoever breaks into it there would own the machine.
 * On loopback root may try things out.
 */
export function takePrivileges(config: Config, data: string): Privileges {
  if (process.geteuid?.() !== 0) return noPrivileges;
  const { user } = config.server;
  const [fault] = [...unknownUser(config), ...rootServes(config)];
  if (fault) throw new UsageError(`${fault.path}: ${fault.text}`);
  if (isRoot(user)) return noPrivileges;
  const { uid, gid } = identityOf(user);
  giveFolder(data, user, uid, gid);
  (process as WithGroups).initgroups?.(user, gid);
  process.setegid?.(gid);
  process.seteuid?.(uid);
  return {
    asRoot: async (work) => {
      process.seteuid?.(0);
      try {
        return await work();
      } finally {
        process.seteuid?.(uid);
      }
    },
    drop: () => {
      process.seteuid?.(0);
      process.setgid?.(gid);
      process.setuid?.(uid);
    },
  };
}

const isRoot = (user: string): boolean => user === "" || user === "root";

/** Root may serve its own machine only, unless the settings name a user or allow it. */
function rootServes(config: Config): readonly SettingFault[] {
  const { user, allowRoot } = config.server;
  if (!isRoot(user) || allowRoot) return [];
  return reachable(config).map(({ path, address }) => ({
    path,
    text: `root may not serve ${address}: set server.user to a user of this machine without other rights, or server.allowRoot to true`,
  }));
}

/** The same before a start: a data folder that is another's is surely served by him, as systemd's unit does. */
export const rootFaults = (config: Config, data: string): readonly SettingFault[] =>
  (statSync(data, { throwIfNoEntry: false })?.uid ?? 0) === 0 ? rootServes(config) : [];

/** Does root start the server here, as far as this process knows? */
export const isRootHere = (privileges: Privileges = noPrivileges): boolean =>
  privileges !== noPrivileges || process.geteuid?.() === 0;

/** A `server.user` that this machine does not know. */
export function unknownUser({ server: { user } }: Config): readonly SettingFault[] {
  if (isRoot(user)) return [];
  const before = process.geteuid?.();
  try {
    process.seteuid?.(user);
  } catch (error) {
    // Whoever may become nobody else is told so of a user that is there.
    if ((error as NodeJS.ErrnoException).code === "EPERM") return [];
    return [{ path: "server.user", text: `${user}: ${(error as Error).message}; name a user of this machine` }];
  }
  if (before !== undefined) process.seteuid?.(before);
  return [];
}

/** The system tells who the effective user is, so we are him for a moment. */
function identityOf(user: string): { readonly uid: number; readonly gid: number } {
  process.seteuid?.(user);
  try {
    return userInfo();
  } finally {
    process.seteuid?.(0);
  }
}

/**
 * Only a folder that is surely one of ours is given away: an empty one, or one that nobody else can look into and that has our
 * lock. The folder itself comes last, so that a change that broke off is begun again. Links are changed, never followed.
 */
function giveFolder(folder: string, user: string, uid: number, gid: number): void {
  makeFolder(folder);
  const { uid: owner, mode } = lstatSync(folder);
  if (owner === uid) return;
  const inside = readdirSync(folder);
  const ours = inside.length === 0 || ((mode & 0o077) === 0 && existsSync(paths(folder).lock));
  if (owner !== 0 || !ours)
    throw new UsageError(
      `the data folder ${folder} is not ${user}'s; chown -R ${user} it, or choose another with --data`,
    );
  giveInside(folder, uid, gid);
  lchownSync(folder, uid, gid);
}

function giveInside(folder: string, uid: number, gid: number): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) giveInside(path, uid, gid);
    lchownSync(path, uid, gid);
  }
}

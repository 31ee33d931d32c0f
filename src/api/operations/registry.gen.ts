/** All pieces of this folder by id. Made by `npm run gen`; do not edit. */
import type { Operation } from "../operation.ts";

export const registry: Readonly<Record<string, () => Promise<Operation>>> = {
  "account-add": async () => (await import("./account-add.ts")).accountAdd,
  "account-change": async () => (await import("./account-change.ts")).accountChange,
  "account-list": async () => (await import("./account-list.ts")).accountList,
  "account-password": async () => (await import("./account-password.ts")).accountPassword,
  "account-remove": async () => (await import("./account-remove.ts")).accountRemove,
  "account-show": async () => (await import("./account-show.ts")).accountShow,
  "alias-add": async () => (await import("./alias-add.ts")).aliasAdd,
  "alias-change": async () => (await import("./alias-change.ts")).aliasChange,
  "alias-list": async () => (await import("./alias-list.ts")).aliasList,
  "alias-remove": async () => (await import("./alias-remove.ts")).aliasRemove,
  "alias-show": async () => (await import("./alias-show.ts")).aliasShow,
  "app-password-add": async () => (await import("./app-password-add.ts")).appPasswordAdd,
  "app-password-remove": async () => (await import("./app-password-remove.ts")).appPasswordRemove,
  "domain-add": async () => (await import("./domain-add.ts")).domainAdd,
  "domain-change": async () => (await import("./domain-change.ts")).domainChange,
  "domain-list": async () => (await import("./domain-list.ts")).domainList,
  "domain-remove": async () => (await import("./domain-remove.ts")).domainRemove,
  "domain-show": async () => (await import("./domain-show.ts")).domainShow,
  "flush-log": async () => (await import("./flush-log.ts")).flushLog,
  "log-levels": async () => (await import("./log-levels.ts")).logLevels,
  reload: async () => (await import("./reload.ts")).reload,
  "set-setting": async () => (await import("./set-setting.ts")).setSetting,
};

/** All pieces of this folder by id. Made by `npm run gen`; do not edit. */
import type { Operation } from "../operation.ts";

export const registry: Readonly<Record<string, () => Promise<Operation>>> = {
  reload: async () => (await import("./reload.ts")).reload,
  "set-setting": async () => (await import("./set-setting.ts")).setSetting,
};

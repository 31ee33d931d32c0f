/** All pieces of this folder by id. Made by `npm run gen`; do not edit. */
import type { CliCommand } from "../command.ts";

export const registry: Readonly<Record<string, () => Promise<CliCommand>>> = {
};

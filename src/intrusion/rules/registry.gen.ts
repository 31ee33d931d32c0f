/** All pieces of this folder by id. Made by `npm run gen`; do not edit. */
import type { IntrusionRule } from "../rule.ts";
import { rsetFlood } from "./rset-flood.ts";

export const registry: Readonly<Record<string, IntrusionRule>> = {
  "rset-flood": rsetFlood,
};

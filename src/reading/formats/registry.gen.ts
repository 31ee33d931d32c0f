/** All pieces of this folder by id. Made by `npm run gen`; do not edit. */
import type { LogFormat } from "../format.ts";
import { dovecot } from "./dovecot.ts";
import { icewarp } from "./icewarp.ts";
import { postfix } from "./postfix.ts";
import { postino } from "./postino.ts";

export const registry: Readonly<Record<string, LogFormat>> = {
  dovecot: dovecot,
  icewarp: icewarp,
  postfix: postfix,
  postino: postino,
};

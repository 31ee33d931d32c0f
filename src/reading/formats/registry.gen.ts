/** All pieces of this folder by id. Made by `npm run gen`; do not edit. */
import type { LogFormat } from "../format.ts";
import { exim } from "./exim.ts";
import { icewarp } from "./icewarp.ts";
import { postfix } from "./postfix.ts";
import { postino } from "./postino.ts";

export const registry: Readonly<Record<string, LogFormat>> = {
  exim: exim,
  icewarp: icewarp,
  postfix: postfix,
  postino: postino,
};

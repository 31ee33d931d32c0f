/** All pieces of this folder by id. Made by `npm run gen`; do not edit. */
import type { SmtpCommand } from "../command.ts";
import { data } from "./data.ts";
import { ehlo } from "./ehlo.ts";
import { helo } from "./helo.ts";
import { mail } from "./mail.ts";
import { noop } from "./noop.ts";
import { quit } from "./quit.ts";
import { rcpt } from "./rcpt.ts";
import { rset } from "./rset.ts";

export const registry: Readonly<Record<string, SmtpCommand>> = {
  data: data,
  ehlo: ehlo,
  helo: helo,
  mail: mail,
  noop: noop,
  quit: quit,
  rcpt: rcpt,
  rset: rset,
};

/** All pieces of this folder by id. Made by `npm run gen`; do not edit. */
import type { SmtpCommand } from "../command.ts";
import { auth } from "./auth.ts";
import { bdat } from "./bdat.ts";
import { data } from "./data.ts";
import { ehlo } from "./ehlo.ts";
import { expn } from "./expn.ts";
import { helo } from "./helo.ts";
import { help } from "./help.ts";
import { lhlo } from "./lhlo.ts";
import { mail } from "./mail.ts";
import { noop } from "./noop.ts";
import { quit } from "./quit.ts";
import { rcpt } from "./rcpt.ts";
import { rset } from "./rset.ts";
import { starttls } from "./starttls.ts";
import { vrfy } from "./vrfy.ts";

export const registry: Readonly<Record<string, SmtpCommand>> = {
  auth: auth,
  bdat: bdat,
  data: data,
  ehlo: ehlo,
  expn: expn,
  helo: helo,
  help: help,
  lhlo: lhlo,
  mail: mail,
  noop: noop,
  quit: quit,
  rcpt: rcpt,
  rset: rset,
  starttls: starttls,
  vrfy: vrfy,
};

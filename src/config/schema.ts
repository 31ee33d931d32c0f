/** The whole configuration: one section a file, everything else is derived from it. */
import { z } from "zod";
import { accounts } from "./sections/accounts.ts";
import { intrusion } from "./sections/intrusion.ts";
import { listeners } from "./sections/listeners.ts";
import { log } from "./sections/log.ts";
import { records } from "./sections/records.ts";
import { server } from "./sections/server.ts";
import { smtp } from "./sections/smtp.ts";
import { tls } from "./sections/tls.ts";
import { web } from "./sections/web.ts";

export const schema = z.strictObject({
  server: server.prefault({}),
  listeners: listeners.prefault({}),
  tls: tls.prefault({}),
  smtp: smtp.prefault({}),
  accounts: accounts.prefault({}),
  intrusion: intrusion.prefault({}),
  log: log.prefault({}),
  records: records.prefault({}),
  web: web.prefault({}),
});

export type Config = z.output<typeof schema>;

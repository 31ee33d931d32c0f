/** The whole configuration: one section a file, everything else is derived from it. */
import { z } from "zod";
import { domains } from "./sections/domains.ts";
import { log } from "./sections/log.ts";
import { server } from "./sections/server.ts";
import { smtp } from "./sections/smtp.ts";

export const schema = z.strictObject({
  server: server.prefault({}),
  smtp: smtp.prefault({}),
  log: log.prefault({}),
  domains: domains.default([]),
});

export type Config = z.output<typeof schema>;

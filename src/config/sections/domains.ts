/** Local domains and their accounts. */
import { z } from "zod";
import { setting } from "../setting.ts";

const account = z.strictObject({
  name: setting(z.string().regex(/^[^\s@<>]{1,64}$/), "Local part of the address."),
  passwordHash: setting(z.string().regex(/^\$argon2id\$/), "Argon2id hash of the password (PHC string)."),
});

export const domains = z.array(
  z.strictObject({
    name: setting(z.hostname(), "Domain that this server receives mail for."),
    accounts: z.array(account).default([]),
  }),
);

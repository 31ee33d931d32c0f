/** Domains, accounts and aliases as they are told. */
import { z } from "zod";
import { roles } from "../../access/role.ts";
import { list, time } from "./parts.ts";

export const domainKind = z.enum(["local", "relay", "backup"]);
export const accountState = z.enum(["enabled", "login-disabled", "receive-disabled"]);

export const domain = z.object({
  name: z.string(),
  written: z.string(),
  kind: domainKind,
  catchAll: z.string().nullable(),
  suspended: z.boolean(),
  accounts: z.int(),
  aliases: z.int(),
  createdAt: time(),
  changedAt: time(),
});

export const account = z.object({
  address: z.string(),
  written: z.string(),
  fullName: z.string(),
  role: z.enum(roles),
  state: accountState,
  quotaBytes: z.int().nullable().describe("null: as the setting says; 0: without end"),
  forward: list(z.string()),
  keepCopy: z.boolean(),
  scram: z.boolean(),
  createdAt: time(),
  changedAt: time(),
});

/** With the password, where one was made: it is told once. */
export const accountAndPassword = account.extend({ password: z.string().exactOptional() });

export const alias = z.object({
  address: z.string(),
  written: z.string(),
  targets: list(z.string()),
  unreachable: list(z.string()),
  createdAt: time(),
  changedAt: time(),
});

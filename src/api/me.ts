/** Who is asking, as the page is told: his role, his addresses, and of which server. */
import { z } from "zod";
import { roles } from "../access/role.ts";
import { version } from "../app/version.ts";
import type { OperationContext } from "./operation.ts";
import { list } from "./schemas/parts.ts";

export const meSchema = z.object({
  address: z.string(),
  fullName: z.string(),
  role: z.enum(roles),
  /** Under which he gets mail. */
  addresses: list(z.string()),
  secondFactor: z.boolean(),
  hostname: z.string(),
  version: z.string(),
});

export function meOf(account: string, { accounts, access, settings }: OperationContext): z.output<typeof meSchema> {
  const { fullName } = accounts.knownAccount(account);
  const aliases = accounts.aliasesTo(account).map(({ local, domain }) => `${local}@${domain}`);
  return {
    address: account,
    fullName,
    role: access.roleOf(account),
    addresses: [account, ...aliases],
    secondFactor: access.hasSecondFactor(account),
    hostname: settings.config().server.hostname,
    version,
  };
}

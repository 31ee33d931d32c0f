/** Takes a second factor away: one's own, or that of somebody who has lost his telephone. */
import { z } from "zod";
import { UsageError } from "../../base/error.ts";
import { notAllowed } from "../http/problem.ts";
import { defineOperation } from "../operation.ts";
import { ownAccountInPerson } from "../own-account.ts";

export const secondFactorRemove = defineOperation({
  summary: "use a second factor no more",
  route: "DELETE /second-factor",
  access: "user",
  input: z.strictObject({
    /** Of another account; for administrators. */
    address: z.exactOptional(z.string()),
  }),
  output: z.object({}),
  run: ({ address }, context) => {
    const { access, accounts, asker, journal } = context;
    const isOther = address !== undefined && asker?.account !== address;
    if (isOther && asker && asker.role !== "admin") throw notAllowed("only an administrator does this for others");
    const { local, domain } = accounts.knownAccount(address ?? ownAccountInPerson(context));
    const account = `${local}@${domain}`;
    if (!access.removeSecondFactor(account)) throw new UsageError(`${account} has no second factor`);
    journal(`account ${account} second factor`, "in use", undefined);
    return {};
  },
});

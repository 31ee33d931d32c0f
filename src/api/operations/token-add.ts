/** Makes a token for a program; it is told once. */
import { z } from "zod";
import { defineOperation } from "../operation.ts";
import { ownAccountInPerson } from "../own-account.ts";
import { scope } from "../schemas/token.ts";

export const tokenAdd = defineOperation({
  summary: "make a token by which a program asks in your name, within its scopes",
  route: "POST /tokens",
  access: "user",
  input: z.strictObject({
    name: z.string().trim().min(1).max(100),
    /** What it may do, of what you may: "*:read", "blocks:write". */
    scopes: z.array(scope).min(1).max(20),
    days: z.int().min(1).max(3650).default(365),
  }),
  output: z.object({ name: z.string(), token: z.string() }),
  run: (wish, context) => {
    const account = ownAccountInPerson(context);
    const token = context.access.addToken(account, wish);
    context.journal(`account ${account} token ${wish.name}`, undefined, wish.scopes.join(" "));
    return { name: wish.name, token };
  },
});

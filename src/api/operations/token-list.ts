/** Lists one's own tokens. */
import { z } from "zod";
import { isoTime as iso } from "../../base/iso.ts";
import { defineOperation } from "../operation.ts";
import { ownAccount } from "../own-account.ts";
import { list } from "../schemas/parts.ts";
import { token } from "../schemas/token.ts";

export const tokenList = defineOperation({
  summary: "list the tokens that programs of yours have",
  route: "GET /tokens",
  access: "user",
  input: z.strictObject({}),
  output: list(token),
  run: (_, context) =>
    context.access.tokens(ownAccount(context)).map(({ name, scopes, createdAt, expiresAt, usedAt }) => ({
      ...{ name, scopes, createdAt: iso(createdAt), expiresAt: iso(expiresAt) },
      usedAt: usedAt === null ? null : iso(usedAt),
    })),
});

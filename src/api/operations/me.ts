/** Tells who has signed in. */
import { z } from "zod";
import { meOf, meSchema } from "../me.ts";
import { defineOperation } from "../operation.ts";
import { ownAccount } from "../own-account.ts";

export const me = defineOperation({
  summary: "tell who has signed in, and what he may do",
  route: "GET /me",
  access: "user",
  input: z.strictObject({}),
  output: meSchema,
  run: (_, context) => meOf(ownAccount(context), context),
});

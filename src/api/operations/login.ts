/** Signs somebody in at the page: the cookie is set. */
import { z } from "zod";
import { Problem } from "../http/problem.ts";
import { meOf, meSchema } from "../me.ts";
import { defineOperation } from "../operation.ts";

export const login = defineOperation({
  summary: "sign in at the page; where a second factor is in use, its code is asked for",
  route: "POST /login",
  access: "public",
  input: z.strictObject({
    address: z.string().max(320),
    password: z.string().max(1000),
    code: z.exactOptional(z.string().max(20)),
  }),
  output: z.union([meSchema, z.object({ codeNeeded: z.literal(true) })]),
  run: async ({ address, password, code }, context) => {
    const { access, visit, journal } = context;
    const signedIn = await access.signIn(address, password, code);
    if ("codeNeeded" in signedIn) return { codeNeeded: true as const };
    if ("refused" in signedIn) {
      visit.loggedIn(address, undefined, signedIn.refused);
      throw new Problem(401, "Not signed in", signedIn.refused);
    }
    const { account } = signedIn.asker;
    visit.loggedIn(address, account, undefined);
    visit.setCookie(signedIn.secret);
    journal(`account ${account} login at the page`, undefined, `from ${visit.ip}`);
    return meOf(account, context);
  },
});

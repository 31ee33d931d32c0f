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
    const { access, visit, questions } = context;
    const signedIn = await access.signIn(address, password, code, visit.ip);
    if ("codeNeeded" in signedIn) return { codeNeeded: true as const };
    if ("refused" in signedIn) {
      visit.loggedIn(address, undefined, signedIn.refused);
      const { code: reply, text } = signedIn.refused;
      throw reply === 535 ? new Problem("login-refused", text) : new Problem("not-now", text);
    }
    const { account } = signedIn.asker;
    visit.loggedIn(address, account, undefined);
    // Whoever signs in has something to ask.
    questions.wake();
    visit.setCookie(signedIn.secret);
    return meOf(account, context);
  },
});

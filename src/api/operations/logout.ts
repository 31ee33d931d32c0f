/** Signs off at the page: the cookie is worth nothing any more. */
import { z } from "zod";
import { defineOperation } from "../operation.ts";

export const logout = defineOperation({
  summary: "sign off at the page",
  route: "POST /logout",
  access: "public",
  input: z.strictObject({}),
  output: z.object({}),
  run: (_, { access, visit }) => {
    if (visit.cookie !== undefined) access.signOut(visit.cookie);
    visit.setCookie(undefined);
    return {};
  },
});

/** LOGIN: name and password one after the other, as old clients of one vendor do (draft-murchison-sasl-login). */
import type { Authentication } from "../../mail/login.ts";
import type { Mechanism, Step } from "../sasl.ts";

const askPassword = (name: Buffer, { checkPassword }: Authentication): Step => ({
  challenge: "Password:",
  next: (password) => checkPassword(name.toString("utf8"), password.toString("utf8")),
});

export const login: Mechanism = {
  start: (initial, authentication) =>
    initial
      ? askPassword(initial, authentication)
      : { challenge: "Username:", next: (name) => askPassword(name, authentication) },
};

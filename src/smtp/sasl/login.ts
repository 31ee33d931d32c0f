/** LOGIN: name and password one after the other, as old clients of one vendor do (draft-murchison-sasl-login). */
import type { Asked, Mechanism, Step } from "../sasl.ts";

const askPassword = (name: Buffer, { checkPassword }: Asked): Step => ({
  challenge: "Password:",
  next: (password) => checkPassword(name.toString("utf8"), password.toString("utf8")),
});

export const login: Mechanism = {
  start: (initial, asked) =>
    initial ? askPassword(initial, asked) : { challenge: "Username:", next: (name) => askPassword(name, asked) },
};

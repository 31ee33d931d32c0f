/** Saslauthd, which looks up passwords for a mail server: a login that failed, and what kept it from looking. */
import { trouble, withChatter } from "../chatter.ts";
import { type SinglePattern, singleFormat } from "../single.ts";

/** No sample is real: they are written after the source of Cyrus SASL 2.1. */
export const saslauthdPatterns: readonly SinglePattern[] = withChatter(
  [
    trouble(/^((?:\w{1,40} {0,20}: )?(?:auth failure: |[Cc]annot |[Cc]ould not |[Uu]nable to ).{1,500})/s, [
      "do_auth         : auth failure: [user=bob] [service=smtp] [realm=example.test] [mech=pam] [reason=PAM auth error]",
      "auth_rimap      : unable to connect to the remote server",
    ]),
  ],
  ["detach_tty      : master pid is: 1234", "ipc_init        : listening on socket: /run/saslauthd/mux"],
);

export const saslauthd = singleFormat({
  id: "saslauthd",
  title: "saslauthd",
  docs: "https://www.cyrusimap.org/sasl/sasl/components.html, and the source of Cyrus SASL 2.1",
  programs: ["saslauthd"],
  service: "system",
  patterns: saslauthdPatterns,
});

/** STARTTLS: the session is encrypted from here on, and begins anew (RFC 3207). */
import { defineCommand, needsNoArgument, refuse } from "../command.ts";

export const starttls = defineCommand({
  verb: "STARTTLS",
  phases: ["greeted"],
  argumentLogged: false,
  shape: /^$/,
  run: (state, argument, { tlsOffered }) => {
    if (argument !== "") return needsNoArgument("STARTTLS");
    if (state.tls !== undefined) {
      return refuse("sequence", "session.protocol-error", 503, "5.5.1", "The session is encrypted already");
    }
    if (!tlsOffered) return refuse("tls.absent", "tls.required-missing", 502, "5.5.1", "There is no certificate here");
    return { reply: { code: 220, enhanced: "2.0.0", text: "Begin TLS now" }, next: "tls" };
  },
});

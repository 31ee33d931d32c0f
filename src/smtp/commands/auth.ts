/** AUTH: the peer says who it is, inside TLS only (RFC 4954). */
import { defineCommand, refuse } from "../command.ts";
import { isSubmission } from "../hooks.ts";
import { knownMechanism, mechanismsFor, startLogin } from "../sasl.ts";

const protocolError = "session.protocol-error";

export const auth = defineCommand({
  verb: "AUTH",
  phases: ["greeted"],
  // The mechanism's name, and only if it is one: anything else may be a secret in the wrong place.
  argumentLogged: (argument) => knownMechanism(argument.split(" ", 1)[0] ?? "") ?? "",
  shape: /^[\w-]+(?: \S+)?$/,
  run: (state, argument, hooks) => {
    if (!hooks.authentication || !isSubmission(hooks.listener)) {
      return refuse(
        "auth.absent",
        "submission.unreachable",
        502,
        "5.5.1",
        "Nobody logs in here; use the submission port",
      );
    }
    if (state.user !== undefined) return refuse("sequence", protocolError, 503, "5.5.1", `${state.user} is logged in`);
    if (state.tls === undefined) {
      return refuse("auth.unencrypted", "submission.mechanism", 538, "5.7.11", "Log in after STARTTLS only");
    }
    const [name = "", initial, ...more] = argument.split(/ +/);
    const mechanism = knownMechanism(name);
    if (mechanism === undefined || !mechanismsFor(state, hooks).includes(mechanism)) {
      return refuse("auth.mechanism", "submission.mechanism", 504, "5.5.4", "This way to log in is not offered");
    }
    if (more.length > 0) return refuse("syntax.argument", protocolError, 501, "5.5.4", "AUTH has one argument at most");
    return startLogin(mechanism, state, initial, hooks.authentication);
  },
});

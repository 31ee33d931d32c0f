/** EXPN: the members of a group, for our own users only (RFC 5321 §3.5.2). */
import { anyPhase, defineCommand, refuse } from "../command.ts";
import { loggedAddress } from "../path.ts";

export const expn = defineCommand({
  verb: "EXPN",
  phases: anyPhase,
  argumentLogged: loggedAddress,
  shape: /^\S.*$/,
  run: ({ user }, argument, { expand }) => {
    if (user === undefined || !expand) {
      return refuse("expn.denied", "session.protocol-error", 502, "5.5.1", "Groups are shown to our users only");
    }
    const members = expand(user, argument.replace(/^<(.*)>$/, "$1"));
    if (!members) return refuse("expn.unknown", "session.protocol-error", 550, "5.1.1", "There is no such group");
    return { reply: { code: 250, enhanced: "2.1.5", text: members.map((member) => `<${member}>`).join("\n") } };
  },
});

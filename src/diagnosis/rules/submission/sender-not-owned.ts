/** A user of ours logged in, and was then refused a sender in words that do not say why: it is not his. */
import { confidence } from "../../confidence.ts";
import { factOf, loginIn } from "../../look.ts";
import { defineRule } from "../../rule.ts";

/** IceWarp says the same to hosts without a name in DNS, who do not log in. */
const says = /^permission denied\.?$/i;

export const senderNotOwned = defineRule({
  cause: "submission.sender-not-owned",
  refines: ["greeting.no-ptr", "mail.sender-blocked"],
  evidence: ({ lastSession }) => {
    const refused = factOf(
      lastSession,
      "rcpt.refused",
      ({ stage, reply }) => stage === "mail" && says.test(reply.text),
    );
    const login = loginIn(lastSession);
    const counted = factOf(lastSession, "session.counted", ({ verbs }) => (verbs.AUTH?.ok ?? 0) > 0);
    if (!refused || !(login ?? counted)) return undefined;
    return { facts: [refused, ...(login ? [login] : [])], confidence: confidence.explicitByEnvelope };
  },
});

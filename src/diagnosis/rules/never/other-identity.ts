/** Nothing came from the address in question, but somebody of that name, or of that domain's Message-IDs, wrote from another one. */
import { likeness } from "../../../mail/return-path.ts";
import { confidence } from "../../confidence.ts";
import { isAsked } from "../../question.ts";
import { defineRule } from "../../rule.ts";

export const otherIdentity = defineRule({
  cause: "never.other-identity",
  refines: ["never.no-trace"],
  evidence: ({ question, recipient, attempts, near }) => {
    const { from } = question;
    if (attempts.length > 0 || from === undefined || recipient === "") return undefined;
    const found = near.find(
      ({ sender, recipient: whom, messageId }) =>
        sender !== undefined &&
        whom !== undefined &&
        isAsked(recipient, whom) &&
        likeness(from, sender, { recipient: whom, messageId }) === "namesake",
    );
    if (!found?.fact) return undefined;
    return { facts: [found.fact], confidence: confidence.inferred, detail: found.sender ?? "" };
  },
});

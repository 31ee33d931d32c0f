/** The message came, under another form of the sender's address: a list's, a forwarder's or a mail service's return path. */
import { say } from "../../../base/saying.ts";
import { likeness, writesByService } from "../../../mail/return-path.ts";
import { confidence } from "../../confidence.ts";
import { arrived, attemptFacts } from "../../look.ts";
import { isAsked, windows } from "../../question.ts";
import { defineRule, type Evidence, type Inquiry } from "../../rule.ts";

/** At that time a mail service brought him something, and its return path does not say for whom. */
function byService({ question, recipient, near }: Inquiry): Evidence | undefined {
  const { from, about } = question;
  if (from === undefined || about === undefined || recipient === "" || !writesByService(from)) return undefined;
  const [then] = windows(question);
  const found = near.filter(
    ({ at, sender = "", recipient: whom, messageId, ...attempt }) =>
      whom !== undefined &&
      isAsked(recipient, whom) &&
      at >= then.from &&
      at <= then.to &&
      arrived(attempt) &&
      likeness(from, sender, { recipient: whom, messageId }) === "service",
  );
  const [nearest] = found.toSorted((a, b) => Math.abs(a.at - about) - Math.abs(b.at - about));
  if (!nearest?.fact) return undefined;
  return {
    facts: [nearest.fact],
    confidence: confidence.enough,
    detail: nearest.sender ?? "",
    missing: [say`the Message-ID, or the header of the message: it names its author`],
  };
}

export const wrongKey = defineRule({
  cause: "evidence.wrong-key",
  refines: ["store.delivered", "evidence.other-node", "never.no-trace"],
  evidence: (inquiry) => {
    const { last, facts, like } = inquiry;
    if (inquiry.attempts.length === 0 && inquiry.lastSession.length === 0) return byService(inquiry);
    if (!last || !arrived(last) || (like !== "rewritten" && like !== "bounces")) return undefined;
    const proof = attemptFacts(facts, last);
    // The line that names the return path is what the asker did not know.
    const arrivals = proof.filter(({ kind }) => kind === "message.accepted");
    return {
      facts: [...new Set([...arrivals, ...proof])],
      confidence: like === "rewritten" ? confidence.specificCode : confidence.inferred,
      detail: last.sender ?? "",
    };
  },
});

/** Answers of machines that are no failures: vacation, read receipts (RFC 8098), challenges, and others (RFC 3834). */
import { say, type Text } from "../../base/saying.ts";
import { bareAddress } from "../../mail/address.ts";
import { parseFields } from "../../mail/dsn.ts";
import { fieldNamed, type MessageParts } from "../../mail/message-parts.ts";
import { bare, type ExplainedRecipient, type Explanation, supposed } from "./explanation.ts";
import { type Notice, noticeOf } from "./signs.ts";

const sentences: Readonly<Record<Notice, (who: Text) => Text>> = {
  vacation: (who) => say`This is an automatic reply of ${who}, no failure: the message arrived in that mailbox.`,
  "read-receipt": (who) => say`This is a receipt of ${who}, no failure: the message arrived there.`,
  unread: (who) => say`This is a receipt of ${who}: the message arrived there, and was deleted without being shown.`,
  success: (who) => say`This is a report of success from ${who}, no failure.`,
  taken: (who) =>
    say`This is a receipt of ${who}: the provider of the sender took the message and sent it on; of its arrival another receipt tells.`,
  challenge: (who) =>
    say`This is a challenge of ${who}: the message is held there until its sender confirms it by the way that this mail names.`,
  automatic: (who) => say`This is an automatic answer of ${who}, no failure: the message arrived there.`,
};

/** Only its sender can release it: he reads the notice. */
const heldFor = (who: string, sentence: Text): ExplainedRecipient<Text> => ({
  ...supposed(who, "local.quarantined", 0.75, sentence),
  party: "sender",
  remedy: [say`Confirm it by the way that the notice names, if the message was yours; else do nothing`],
});

/** A receipt in words alone: what it says of the message is no refusal, whatever its words are. */
export function explainReceipt(parts: MessageParts): Explanation<Text> | undefined {
  const notice = noticeOf(parts.fields, parts.words);
  return notice === "read-receipt" || notice === "unread" || notice === "taken" ? explainAutoReply(parts) : undefined;
}

export function explainAutoReply(parts: MessageParts): Explanation<Text> | undefined {
  const receipt = parts.reports["message/disposition-notification"];
  const fields = parseFields(receipt ?? "");
  const notice = receipt ? "read-receipt" : noticeOf(parts.fields, parts.words);
  if (!notice) return undefined;
  const from = fields.get("final-recipient")?.replace(/^rfc822;\s*/i, "") ?? fieldNamed(parts.fields, "from");
  const who = /<([^<>\s]{3,320})>/.exec(from ?? "")?.[1] ?? (from ? bareAddress(from) : say`somebody`);
  const disposition = fields.get("disposition") ?? "";
  const told = /deleted|denied/i.test(disposition.split(";")[1] ?? "") ? sentences.unread(who) : sentences[notice](who);
  const messageId =
    fields.get("original-message-id") ??
    /<[^<>\s]{1,500}>/.exec(
      fieldNamed(parts.fields, "in-reply-to") ?? fieldNamed(parts.fields, "references") ?? "",
    )?.[0];
  const held = typeof who === "string" && notice === "challenge" ? [heldFor(who, told)] : [];
  return { ...bare("auto-reply", told), recipients: held, originalMessageId: messageId ?? null };
}

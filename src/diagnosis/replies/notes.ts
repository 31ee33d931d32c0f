/** What a refusal's text adds to its cause: whose words they are, what to quote, when to come again; as fields and as steps. */
import { numbered, say, type Text } from "../../base/saying.ts";
import { escapeText } from "../../base/text.ts";
import type { Stage } from "../../events/event.ts";
import { type Reply, replyClass } from "../../mail/reply.ts";
import { type ReplyDetails, replyDetails } from "../../mail/reply-details.ts";
import { recogniseReply, type Speaker } from "./recognise.ts";

export interface ReplyNotes extends ReplyDetails {
  /** The provider or filter service that is known to have said it. */
  readonly provider?: string;
  /** The page that explains its replies. */
  readonly source?: string;
}

/** Null where the reply refuses nothing, or its text tells nothing more. */
export function notesOn(reply: Reply | undefined, stage: Stage, speaker: Speaker = {}): ReplyNotes | null {
  if (!reply || replyClass(reply) < 4) return null;
  const { provider, source } = recogniseReply(reply, stage, speaker) ?? {};
  const notes: ReplyNotes = { ...(provider && { provider }), ...(source && { source }), ...replyDetails(reply) };
  return Object.keys(notes).length > 0 ? notes : null;
}

/** The steps of a remedy, with what the notes tell of the matter before them, and where to ask and read on behind. Harmless to print. */
export function stepsWith(notes: ReplyNotes | null, steps: readonly Text[]): readonly Text[] {
  if (!notes) return steps;
  const { provider, source, retryAfterSeconds, blockLists, blockListError, links, references, movedTo } = notes;
  const matter = [
    retryAfterSeconds !== undefined && say`The server asked to try again in ${spanInWords(retryAfterSeconds)}`,
    blockListError !== undefined &&
      say`The block list refused to answer (${escapeText(blockListError)}): who asks it must ask from his own resolver, or pay`,
    blockLists && say`The block list is ${escapeText(blockLists.join(", "))}`,
    movedTo !== undefined && say`The new address is ${escapeText(movedTo)}`,
    sizeInWords(notes),
  ];
  const [first = "", second] = links ?? [];
  const further = [
    links && say`The reply says to read ${escapeText(first)}${second ? say` and ${escapeText(second)}` : ""}`,
    provider && source && say`What ${provider} means by it: ${source}`,
    references &&
      (provider
        ? say`Quote ${escapeText(references.join(", "))} to ${provider}'s support`
        : say`Quote ${escapeText(references.join(", "))} to the other side's support`),
  ];
  const told = (some: readonly (Text | false | undefined)[]): readonly Text[] => some.flatMap((step) => step || []);
  return [...told(matter), ...steps, ...told(further)];
}

function sizeInWords({ sizeBytes, limitBytes }: ReplyNotes): Text | undefined {
  if (limitBytes === undefined) return undefined;
  return sizeBytes === undefined
    ? say`The limit is ${limitBytes} bytes`
    : say`The message has ${sizeBytes} bytes, the limit is ${limitBytes} bytes`;
}

function spanInWords(seconds: number): Text {
  const hours = seconds / 3600;
  if (seconds >= 7200 && seconds % 3600 === 0) return say`${hours} hours`;
  const minutes = seconds / 60;
  if (seconds >= 60 && seconds % 60 === 0) return numbered(minutes, say`${minutes} minute`, say`${minutes} minutes`);
  return numbered(seconds, say`${seconds} second`, say`${seconds} seconds`);
}

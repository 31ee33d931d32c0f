/** What a refusal's text adds to its cause: whose words they are, what to quote, when to come again; as fields and as steps. */
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
export function stepsWith(notes: ReplyNotes | null, remedy: readonly string[]): readonly string[] {
  if (!notes) return remedy;
  const { provider, source, retryAfterSeconds, blockLists, blockListError, links, references, movedTo } = notes;
  const matter = [
    retryAfterSeconds !== undefined && `The server asked to try again in ${spanInWords(retryAfterSeconds)}`,
    blockListError !== undefined &&
      `The block list refused to answer (${blockListError}): who asks it must ask from his own resolver, or pay`,
    blockLists && `The block list is ${blockLists.join(", ")}`,
    movedTo !== undefined && `The new address is ${movedTo}`,
    sizeInWords(notes),
  ];
  const further = [
    links && `The reply says to read ${links.slice(0, 2).join(" and ")}`,
    provider && source && `What ${provider} means by it: ${source}`,
    references && `Quote ${references.join(", ")} to ${provider ? `${provider}'s` : "the other side's"} support`,
  ];
  const told = (steps: readonly (string | false | undefined)[]) =>
    steps.flatMap((step) => (typeof step === "string" ? escapeText(step) : []));
  return [...told(matter), ...remedy, ...told(further)];
}

const sizeInWords = ({ sizeBytes, limitBytes }: ReplyNotes): string | undefined =>
  limitBytes === undefined
    ? undefined
    : `${sizeBytes === undefined ? "The" : `The message has ${sizeBytes} bytes, the`} limit is ${limitBytes} bytes`;

function spanInWords(seconds: number): string {
  const [count, unit] =
    seconds >= 7200 && seconds % 3600 === 0
      ? [seconds / 3600, "hour"]
      : seconds >= 60 && seconds % 60 === 0
        ? [seconds / 60, "minute"]
        : [seconds, "second"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

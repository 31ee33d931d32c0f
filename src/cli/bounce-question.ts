/** What a bounce (`--bounce FILE`) says of the message that is asked for: whom it was for, from whom, when, its id, and what the sender was told. */
import { readFileSync } from "node:fs";
import type { Explanation, PasteOptions } from "../app/explain.ts";
import { UsageError } from "../base/error.ts";
import { formatReply } from "../mail/reply.ts";

type Options = Readonly<Record<string, unknown>>;

/** A bounce with its message; larger ones are cut before they are read. */
const maxBytes = 20 * 1024 * 1024;

export interface FromBounce {
  /** The options of the question; what the asker says himself counts more. */
  readonly options: Options;
  readonly explanation: Explanation;
}

/** A notice of a failure or a delay; or what else came back, if it says of somebody what became of his message. */
const isOfMessage = ({ kind, recipients }: Explanation): boolean =>
  kind === "bounce" ||
  kind === "delay-notice" ||
  ((kind === "reply" || kind === "auto-reply") && recipients.some(({ address }) => address !== null));

/** Throws UsageError for a file that cannot be read, or is no bounce. */
export async function fromBounce(
  path: string,
  options: Options,
  asker: Omit<PasteOptions, "ours">,
): Promise<FromBounce> {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path).subarray(0, maxBytes);
  } catch (error) {
    throw new UsageError(`--bounce ${path}: ${(error as Error).message}; name the file of a bounce`);
  }
  const { explainPaste } = await import("../app/explain.ts");
  const explanation = await explainPaste(bytes, { ...asker, ours: [] });
  const { recipients, originalMessageId, noticedAt, about } = explanation;
  if (!isOfMessage(explanation))
    throw new UsageError(`--bounce ${path}: this is no bounce; see what it is with: postino explain ${path}`);
  const to = recipients.flatMap(({ address }) => address ?? []);
  const got = recipients.find(({ reply }) => reply)?.reply;
  const facts = got ? [`sender-got=${formatReply(got)}`] : [];
  const found = {
    ...(to.length > 0 && { to }),
    ...(about?.sender && { from: about.sender }),
    // Most logs have no subjects: who wrote it, and when, tells more.
    ...(about?.subject && !(about.sender && noticedAt !== null) && { subject: about.subject }),
    ...(noticedAt !== null && { about: noticedAt }),
    ...((about?.messageId ?? originalMessageId) && { messageId: about?.messageId ?? originalMessageId }),
  };
  const given = (options.fact as readonly string[] | undefined) ?? [];
  return { options: { ...found, ...options, fact: [...facts, ...given] }, explanation };
}

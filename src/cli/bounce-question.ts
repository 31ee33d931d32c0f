/** What a bounce (`--bounce FILE`) says of the message that is asked for: whom it was for, from whom, when, its id, and what the sender was told. */
import { readFileSync } from "node:fs";
import type { Explanation } from "../app/explain.ts";
import { UsageError } from "../base/error.ts";
import type { Catalogue } from "../base/saying.ts";
import { machineZone } from "../base/zone.ts";
import { formatReply } from "../mail/reply.ts";
import type { Io } from "./command.ts";

type Options = Readonly<Record<string, unknown>>;

/** A bounce with its message; larger ones are cut before they are read. */
const maxBytes = 20 * 1024 * 1024;

export interface FromBounce {
  /** The options of the question; what the asker says himself counts more. */
  readonly options: Options;
  readonly explanation: Explanation;
}

/** Throws UsageError for a file that cannot be read, or is no bounce. */
export async function fromBounce(path: string, options: Options, io: Io, catalogue?: Catalogue): Promise<FromBounce> {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path).subarray(0, maxBytes);
  } catch (error) {
    throw new UsageError(`--bounce ${path}: ${(error as Error).message}; name the file of a bounce`);
  }
  const { explainPaste } = await import("../app/explain.ts");
  const explanation = await explainPaste(bytes, { ours: [], zone: machineZone(), now: io.now(), catalogue });
  const { kind, recipients, originalMessageId, noticedAt, about } = explanation;
  if (kind !== "bounce" && kind !== "delay-notice")
    throw new UsageError(`--bounce ${path}: this is no bounce; see what it is with: postino explain ${path}`);
  const to = recipients.flatMap(({ address }) => address ?? []);
  const got = recipients.find(({ reply }) => reply)?.reply;
  const facts = got ? [`sender-got=${formatReply(got)}`] : [];
  const found = {
    ...(to.length > 0 && { to }),
    ...(about?.sender && { from: about.sender }),
    ...(noticedAt !== null && { about: noticedAt }),
    ...((about?.messageId ?? originalMessageId) && { messageId: about?.messageId ?? originalMessageId }),
  };
  const given = (options.fact as readonly string[] | undefined) ?? [];
  return { options: { ...found, ...options, fact: [...facts, ...given] }, explanation };
}

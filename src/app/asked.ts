/** A question as somebody put it, in his own words for time and place, made into one that can be looked up. */
import { defined, type Loose } from "../base/defined.ts";
import { UsageError } from "../base/error.ts";
import { normaliseIp } from "../base/ip.ts";
import { parseSpan } from "../base/span.ts";
import { toldTime } from "../base/spoken-time.ts";
import type { Zone } from "../base/zone.ts";
import type { Question } from "../diagnosis/question.ts";
import { pastedAddress } from "../mail/address.ts";
import { pastedMessageId, pastedQueueId } from "../mail/pasted-id.ts";

export interface Asked
  extends Loose<
    Omit<Partial<Question>, "to" | "about" | "orAbout" | "vagueMilliseconds" | "windowMilliseconds" | "facts" | "limit">
  > {
  readonly to?: readonly string[];
  /** "2026-11-24T10:00", "around ten yesterday". */
  readonly about?: string | undefined;
  /** "90m", "3d". */
  readonly window?: string | undefined;
  readonly facts?: Readonly<Record<string, string>>;
  readonly limit?: number;
}

/** So many other messages are listed where nobody says otherwise. */
const usualLimit = 5;

/** Words for time are in the asker's zone. Throws UsageError for a time, a span or an id that is none. */
export function questionOf(asked: Asked, zone: Zone, now: number): Question {
  const { to = [], from, about, window, facts = {}, limit = usualLimit, ...same } = asked;
  if (window !== undefined && about === undefined)
    throw new UsageError(`a window of ${window} needs a time; say when it was sent, too`, "refused", "about");
  const told = about === undefined ? undefined : inField("about", () => toldTime(about, zone, now));
  // Whoever knows no sender may know his server.
  const isServer = from !== undefined && from.trim() !== "" && normaliseIp(from.trim()) !== undefined;
  return defined({
    ...same,
    ...idsIn(isServer ? { ...asked, ip: asked.ip ?? from } : asked),
    to: to.flatMap(addressesIn),
    from: from === undefined || isServer ? undefined : addressIn(from),
    about: told?.at,
    orAbout: told?.doubt,
    vagueMilliseconds: told?.vagueMilliseconds,
    windowMilliseconds: window === undefined ? undefined : inField("window", () => parseSpan(window)),
    facts,
    limit,
  });
}

/** What is refused in it is told of that field. */
function inField<T>(field: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof UsageError ? new UsageError(error.message, error.kind, field) : error;
  }
}

/** "a@b, c@d" are two; a name with a comma ("Rossi, Ada <a@b>") is one. */
const addressesIn = (text: string): readonly string[] => {
  const parts = text.split(/[,;]/).filter((part) => part.trim() !== "");
  return (parts.length > 1 && parts.every((part) => part.includes("@")) ? parts : [text]).map(addressIn);
};

/** A name without a domain may be one of ours. Throws UsageError for an address without a domain behind its @. */
function addressIn(text: string): string {
  const address = pastedAddress(text);
  if (/@$|@@/.test(address))
    throw new UsageError(`"${text}" is no address; write name@example.org, or @example.org for anybody there`);
  return address;
}

/** Ids as they stand in the log. */
function idsIn({ messageId, queueId, ip }: Asked) {
  const message = messageId === undefined ? undefined : pastedMessageId(messageId);
  if (messageId !== undefined && message === undefined)
    throw new UsageError(
      `"${messageId}" is no Message-ID, which is one word such as <20261124.1@example.com>; of a bounce give the whole text to postino explain, or its file as --bounce`,
    );
  const queue = queueId === undefined ? undefined : pastedQueueId(queueId);
  if (queueId !== undefined && queue === undefined)
    throw new UsageError(`"${queueId}" has no queue id in it, such as 4F2A91B0C3 or 1xXpXj-0000Sf-0A`);
  const address = ip?.trim().replace(/^\[(?:IPv6:)?|\]$/gi, "");
  if (address !== undefined && normaliseIp(address) === undefined)
    throw new UsageError(`"${ip}" is no IP address; a host by its name is --host`);
  return { messageId: message, queueId: queue, ip: address };
}

/** Does it name anybody or anything to look for? */
export const isOfSomething = ({ to, from, messageId, queueId, session, ip, host }: Question): boolean =>
  to.length > 0 || [from, messageId, queueId, session, ip, host].some((part) => part !== undefined);

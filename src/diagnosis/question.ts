/** What somebody wants to know about a message, normalised. */
import { normaliseAddress, withoutTag } from "../mail/address.ts";

export type Side = "receiver" | "sender";

export interface Question {
  /** Asked recipients; "@example.com" is anybody there. Empty: whoever the message was for. */
  readonly to: readonly string[];
  readonly from?: string;
  /** Milliseconds since the epoch. */
  readonly about?: number;
  /** What the same words mean as well, in milliseconds since the epoch: 11 May, where "05/11" is read as 5 November. */
  readonly orAbout?: number;
  /** How far off `about` may be, in milliseconds, where no hour was told; else three quarters of an hour. */
  readonly vagueMilliseconds?: number;
  /** Half the width of the window around `about`, in milliseconds; without it the ladder of `windows`. */
  readonly windowMilliseconds?: number;
  readonly messageId?: string;
  readonly queueId?: string;
  readonly session?: string;
  readonly subject?: string;
  readonly ip?: string;
  readonly host?: string;
  /** Whose log it is; worked out from the log where it is not said. */
  readonly side?: Side;
  /** The log of the sender's server was read, too. */
  readonly senderLog?: true;
  /** Nobody is taken for another: no names are looked up, and no slips. */
  readonly literal?: true;
  /** What the asker knows of the servers (`--fact`), by name. */
  readonly facts: Readonly<Record<string, string>>;
  /** At most so many other candidate messages. */
  readonly limit: number;
}

export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

/** A sender's queue keeps a message for five days; a later try is another message. */
export const tryAgainMilliseconds = 5 * 86_400_000;

const hour = 3_600_000;
const always: TimeWindow = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

/** How far a time that is told may be off: who tells an hour, or its half, rounds; who tells the minute has it from a message. */
export const sloppyMilliseconds = (about: number): number => (about % 1_800_000 === 0 ? 900_000 : 120_000);

/**
 * Where to look, step by step until something is found: 45 minutes around the stated time; then from an hour before
 * (clocks) to five days after (queues keep a message so long); then 14 hours around it (an unknown zone).
 */
export function windows({
  about,
  windowMilliseconds,
  vagueMilliseconds = 0.75 * hour,
}: Question): readonly [TimeWindow, ...TimeWindow[]] {
  if (about === undefined) return [always];
  const around = (before: number, after: number): TimeWindow => ({ from: about - before, to: about + after });
  if (windowMilliseconds !== undefined) return [around(windowMilliseconds, windowMilliseconds)];
  const near = vagueMilliseconds;
  return [
    around(near, near),
    around(Math.max(near, hour), tryAgainMilliseconds),
    around(Math.max(near, 14 * hour), tryAgainMilliseconds),
  ];
}

/** A queue keeps a message so long, and a mail program may look at it a day later. */
export const longestStory = tryAgainMilliseconds + 24 * hour;

/** From when to when there can be anything that a question looks at. */
export function spanOf(question: Question): TimeWindow {
  const { orAbout } = question;
  const steps = [...windows(question), ...(orAbout === undefined ? [] : windows({ ...question, about: orAbout }))];
  return {
    from: Math.min(...steps.map(({ from }) => from)) - longestStory,
    to: Math.max(...steps.map(({ to }) => to)) + longestStory,
  };
}

/** Does an address answer to what was asked: itself, or anybody of "@domain"? Tags and case are no difference. */
export function isAsked(asked: string, address: string): boolean {
  const wanted = normaliseAddress(asked);
  const given = normaliseAddress(address);
  if (wanted.startsWith("@")) return given.endsWith(wanted);
  return given === wanted || withoutTag(given) === wanted;
}

/** How sure an answer may be, by the kind of its evidence; nothing is ever certain. */

export const confidence = {
  /** An explicit final line for this recipient and this very message (its id was asked for). */
  explicitById: 0.97,
  /** The same, found by sender, recipient and time only. */
  explicitByEnvelope: 0.9,
  /** An explicit reply with a specific enhanced code but an unknown text. */
  specificCode: 0.8,
  /** Only 550 or 5.7.1, without a known text. */
  genericCode: 0.55,
  /** The second that a code alone is said for. */
  secondOfCode: 0.3,
  /** Inferred from the shape of what happened. */
  inferred: 0.7,
  /** The same, where it came again. */
  repeated: 0.85,
  /** Nothing there, in a log that is whole over the whole window. */
  absenceProven: 0.75,
  /** Nothing there, and nothing proves that it would be. */
  absence: 0.4,
  /** Below it the two best causes are given, and the command says "no answer". */
  enough: 0.6,
  most: 0.99,
} as const;

/** What else raises or lowers it. */
export const adjustments = {
  /** Another message fits as well, with another end. */
  otherMessages: 0.15,
  /** What the sender says that he was told is what the log says. */
  senderAgrees: 0.05,
} as const;

/** Within bounds, two digits. */
export const bounded = (value: number): number =>
  Math.round(Math.min(Math.max(value, 0.01), confidence.most) * 100) / 100;

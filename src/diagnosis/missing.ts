/** What is missing for an answer that is surer: logs, settings, and what the asker may know. */
import { say, type Text } from "../base/saying.ts";
import type { Zone } from "../base/zone.ts";
import { maxSessions } from "./also-told.ts";
import type { Candidate } from "./candidate.ts";
import type { Finding } from "./diagnose.ts";
import type { Reserve } from "./doubt.ts";
import { levelTooLow } from "./level.ts";
import type { Inquiry } from "./rule.ts";
import { unnamedMissing } from "./unnamed-recipients.ts";

/** How the message was found. */
interface Found {
  readonly candidate: Candidate | undefined;
  readonly reserve: Reserve;
  /** Matched by nothing but its time. */
  readonly guessed: boolean;
  /** Another one fits as well. */
  readonly ambiguous: boolean;
  /** There was more than was looked at. */
  readonly cut: boolean;
}

export const missingOf = (
  inquiry: Inquiry,
  best: Finding,
  zone: Zone,
  { candidate, reserve, guessed, ambiguous, cut }: Found,
): readonly Text[] => [
  ...(best.missing ?? []),
  ...levelTooLow(inquiry, best, zone),
  ...(ambiguous ? [say`the time or the Message-ID of the message: another one fits as well`] : []),
  ...(cut
    ? [
        say`the time of the message: there is more than can be looked at, and only the newest ${maxSessions} sessions were`,
      ]
    : []),
  ...reserve.missing,
  ...unnamedMissing(candidate),
  ...(guessed ? [say`a log that names the recipient of this session; it was matched by its time alone`] : []),
];

/** A message that was told to come later, and was refused when it came: of what it refuses behind DATA, Exim's main log does not say whom it was for. */
import type { Attempt } from "../journeys/attempt.ts";
import type { Journey } from "../journeys/journey.ts";
import { normaliseAddress } from "../mail/address.ts";
import { type Candidate, minuteMilliseconds } from "./candidate.ts";
import type { Question } from "./question.ts";

/** Whoever is told to come later does so within hours. */
const againMilliseconds = 24 * 3_600_000;

type Refused = Candidate & { readonly attempts: readonly [Attempt] };

const isPutOff = ({ status, stage, role }: Attempt): boolean =>
  status === "deferred" && stage === "rcpt" && role === "server";

/** Refused for its content, and nobody knows whom it was for. */
const isUnnamed = (one: Candidate): one is Refused => {
  const [attempt, ...more] = one.attempts;
  return (
    attempt !== undefined &&
    more.length === 0 &&
    one.recipient === "" &&
    attempt.stage === "eod" &&
    (attempt.status === "refused" || attempt.status === "deferred")
  );
};

const isSameClient = (one: Attempt, other: Attempt): boolean =>
  one.peer === other.peer && normaliseAddress(one.sender ?? "?") === normaliseAddress(other.sender ?? "");

/** Was somebody else told to come later whom that client may have come for? */
const hasOther = (journeys: readonly Journey[], putOff: Attempt, refused: Attempt): boolean =>
  journeys.some(({ attempts }) =>
    attempts.some(
      (attempt) =>
        isPutOff(attempt) &&
        attempt.recipient !== putOff.recipient &&
        isSameClient(attempt, refused) &&
        attempt.at < refused.at &&
        refused.at - attempt.at < againMilliseconds,
    ),
  );

/**
 * The same message as `best`, up to where it was refused; undefined where nothing like that is there, or where it may have been another's. What
 * came later for that recipient is another message.
 */
export function cameAgain(
  { about }: Question,
  best: Candidate,
  named: readonly Candidate[],
  journeys: readonly Journey[],
): Candidate | undefined {
  const { attempts } = best;
  for (const one of named.filter(isUnnamed)) {
    const [refused] = one.attempts;
    const before = attempts.findLastIndex(({ at }) => at < refused.at);
    const [putOff, next] = [attempts[before], attempts[before + 1]];
    if (!putOff || !isPutOff(putOff) || !isSameClient(putOff, refused)) continue;
    if (refused.at - putOff.at > againMilliseconds) continue;
    const isAsked = about !== undefined && Math.abs(refused.at - about) <= 2 * minuteMilliseconds;
    if (!isAsked && (next || hasOther(journeys, putOff, refused))) continue;
    const told = [...attempts.slice(0, before + 1), { ...refused, recipient: putOff.recipient ?? "" }];
    return { ...best, attempts: told, journeys: [...new Set([...best.journeys, ...one.journeys])], unnamed: true };
  }
  return undefined;
}

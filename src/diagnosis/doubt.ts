/** How surely the message that was found is the one in question. */
import { parseReply } from "../mail/reply.ts";
import type { Candidate } from "./candidate.ts";
import { adjustments } from "./confidence.ts";
import { senderGot } from "./known.ts";
import { refusalOf } from "./outcome.ts";
import type { Question } from "./question.ts";
import type { Inquiry } from "./rule.ts";

/** A match by time alone is worth so much less: at the very second, and a minute or more away. */
const timeAlone = { exact: 0.05, vague: 0.15 };
/** Two messages fit alike whose scores differ by no more. */
const alikeScores = 0.02;

/** May another message be meant as well, with another end? */
export function isAmbiguous(best: Candidate | undefined, candidates: readonly Candidate[]): boolean {
  const end = ({ attempts }: Candidate) => attempts.at(-1)?.status;
  return candidates.some(
    (other) =>
      best !== undefined &&
      other !== best &&
      other.meant &&
      other.match.score >= best.match.score - alikeScores &&
      end(other) !== end(best),
  );
}

/** What the match takes from the confidence of a finding, or adds to it. */
export function adjustment(
  { question, last, lastSession }: Inquiry,
  candidate: Candidate | undefined,
  { guessed, ambiguous }: { guessed: boolean; ambiguous: boolean },
): number {
  const told = parseReply(senderGot(question.facts) ?? "");
  const said = (last ?? refusalOf({ lastSession }))?.reply;
  const agrees = told !== undefined && said?.code === told.code && said.enhanced === told.enhanced;
  return (
    (guessed ? -doubt(question, candidate) : 0) +
    (ambiguous ? -adjustments.otherMessages : 0) +
    (agrees ? adjustments.senderAgrees : 0)
  );
}

/** How much a match by time alone takes from the confidence. */
function doubt({ about }: Question, candidate: Candidate | undefined): number {
  const seconds = about === undefined || !candidate ? 60 : Math.abs(candidate.at - about) / 1000;
  return timeAlone.exact + (timeAlone.vague - timeAlone.exact) * Math.min(1, seconds / 60);
}

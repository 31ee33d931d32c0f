/** How surely the message that was found is the one in question. */
import { say, type Text, together } from "../base/saying.ts";
import { parseReply } from "../mail/reply.ts";
import { type Candidate, isOfAnotherDay } from "./candidate.ts";
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

/** The most that may be said of what came at another time, or of which nobody knows what it was about. */
const most = { ofAnotherDay: 0.6, ofAnySubject: 0.55 };

/** What of the question the message does not answer to: it bounds what may be said of it, and is told. */
export interface Reserve {
  readonly most: number;
  readonly words: Text;
  readonly missing: readonly Text[];
}

/** `candidate`: one that no id has found. */
export function reserveOf(question: Question, candidate: Candidate | undefined): Reserve {
  const isThen = !candidate || !isOfAnotherDay(question, candidate);
  const isSubject = !candidate || question.subject === undefined || candidate.match.by.includes("subject");
  const noSubject = say`the subject: Postfix logs it where a header check says INFO for it, Exim with log_selector = +subject; ask by sender, time or Message-ID`;
  return {
    most: Math.min(isThen ? 1 : most.ofAnotherDay, isSubject ? 1 : most.ofAnySubject),
    words: together([
      isThen ? "" : say`At the time that was named there is nothing of it in the log; this came at another.`,
      isSubject ? "" : say`The log does not say what the message was about: it may be another one.`,
    ]),
    missing: isSubject ? [] : [noSubject],
  };
}

/** How much a match by time alone takes from the confidence. */
function doubt({ about }: Question, candidate: Candidate | undefined): number {
  const seconds = about === undefined || !candidate ? 60 : Math.abs(candidate.at - about) / 1000;
  return timeAlone.exact + (timeAlone.vague - timeAlone.exact) * Math.min(1, seconds / 60);
}

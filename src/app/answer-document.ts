/** Answers as JSON: the stable document of `why --json`, which the API gives too. */
import type { Answer, Answers } from "../diagnosis/answer.ts";
import type { Question } from "../diagnosis/question.ts";
import type { Role } from "../events/event.ts";
import { toldStatus } from "../journeys/attempt.ts";
import type { Reply } from "../mail/reply.ts";
import { evidenceAt, iso, textsAt } from "./evidence-lines.ts";
import type { Reader } from "./reader.ts";

/** A raw line with its place, as evidence prints it. */
export interface PrintedLine {
  readonly file: string | null;
  readonly line: number | null;
  readonly offset: number | null;
  readonly node: string;
  readonly role: Role;
  readonly at: string | null;
  readonly text: string;
}

export async function printedLines(answer: Answer, reader: Reader): Promise<readonly PrintedLine[]> {
  const textOf = await textsAt(
    answer.evidence.flatMap(({ source }) => source ?? []),
    reader,
  );
  return answer.evidence.map(({ source, node, role, at }) => {
    const { file = null, line = null, offset = null } = source ?? {};
    return { file, line, offset, node, role, at: iso(at), text: source ? textOf(source) : "" };
  });
}

/** The lines of programs that no format reads which name the message. */
export async function unreadLines(answer: Answer, reader: Reader) {
  const lines = await evidenceAt(await reader.unreadAbout(answer), reader);
  return lines();
}

/** The stable document of `why --json` (version 1). */
export async function answersAsJson(
  question: Question,
  { side, understood, answers, others, searched }: Answers,
  reader: Reader,
) {
  const {
    windowMilliseconds: _window,
    vagueMilliseconds: _vague,
    orAbout: _or,
    limit: _limit,
    literal: _,
    facts,
    ...asked
  } = question;
  const about = asked.about === undefined ? undefined : iso(asked.about);
  return {
    version: 1 as const,
    question: { ...asked, about, side, facts },
    ...(understood && { understood }),
    answers: await Promise.all(
      answers.map(async (answer) => ({
        ...answer,
        reply: replyJson(answer.reply),
        next: null,
        attempts: answer.attempts.map((attempt) => ({
          at: iso(attempt.at),
          session: attempt.session,
          transaction: attempt.transaction ?? null,
          peer: attempt.peer ?? null,
          recipient: attempt.recipient ?? null,
          stage: attempt.stage,
          reply: replyJson(attempt.reply),
          status: toldStatus(attempt.status),
        })),
        evidence: await printedLines(answer, reader),
        unreadLines: await unreadLines(answer, reader),
        timeline: answer.timeline.map((entry) => ({ ...entry, at: iso(entry.at) })),
        beside: answer.beside.map(({ text, change }) => ({
          text,
          change: change && { ...change, at: iso(change.at) },
        })),
      })),
    ),
    others: others.map((other) => ({ ...other, at: iso(other.at) })),
    searched: {
      ...searched,
      from: iso(searched.from),
      to: iso(searched.to),
      gaps: searched.gaps.map((gap) => ({ ...gap, from: iso(gap.from), to: iso(gap.to) })),
    },
  };
}

/** A program's word has no code. */
export const replyJson = (reply: Reply | null | undefined) => (reply ? { ...reply, code: reply.code || null } : null);

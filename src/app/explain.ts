/** Explains whatever is pasted: messages and replies by themselves, lines of a log by reading them. */
import { Readable } from "node:stream";
import { inCatalogue, numbered, say, type Text } from "../base/saying.ts";
import type { Zone } from "../base/zone.ts";
import type { Answer } from "../diagnosis/answer.ts";
import { causes } from "../diagnosis/causes.ts";
import { confidence } from "../diagnosis/confidence.ts";
import { explain as explainText } from "../diagnosis/explain/explain.ts";
import {
  bare,
  commandOf,
  type ExplainedRecipient,
  type ExplainOptions,
  type Explanation,
  supposed,
  type ToldExplanation,
} from "../diagnosis/explain/explanation.ts";
import { ofSender } from "../diagnosis/explain/judge.ts";
import { logWords } from "../diagnosis/explain/log-words.ts";
import type { Question } from "../diagnosis/question.ts";
import { untold } from "../diagnosis/step.ts";
import { composeReader, siteReplies } from "./reader.ts";

export type { ExplainedRecipient, Explanation } from "../diagnosis/explain/explanation.ts";

export interface PasteOptions extends ExplainOptions {
  /** The asker's zone, also that of log stamps that name none. */
  readonly zone: Zone;
  readonly now: number;
  /** The administrator's own table of replies: a file. */
  readonly replies?: string | undefined;
}

/** Of a pasted log without sessions so many lines are looked at. */
const maxLines = 200;
/** So many recipients, or sessions that name none, are answered for. */
const maxAnswers = 50;

export async function explainPaste(pasted: Uint8Array | string, options: PasteOptions): Promise<ToldExplanation> {
  const site = await siteReplies(options.replies);
  return explainText(pasted, { ...options, site }, (text) => explainLog(text, options));
}

/** What `why` answers for each recipient in the lines, or for sessions that name none; undefined where no line tells of any. */
async function explainLog(
  text: string,
  { zone, now, catalogue, replies }: PasteOptions,
): Promise<Explanation<Text> | undefined> {
  const reader = await composeReader({
    logs: ["-"],
    data: "",
    askerZone: zone,
    zone,
    now,
    stdin: () => Readable.from([Buffer.from(`${text.trimEnd()}\n`)]),
    catalogue,
    ...(replies && { replies }),
  });
  const asked: Question = { to: [], facts: {}, limit: 0 };
  const { traced } = await reader.trace(asked);
  const named = [
    ...new Set(traced.flatMap(({ recipient, originalRecipient }) => originalRecipient ?? recipient ?? [])),
  ];
  const sessions = named.length > 0 ? [] : await reader.sessionsFor(asked);
  const questions = [
    ...named.map((recipient) => ({ ...asked, to: [recipient] })),
    ...sessions.map(({ session }) => ({ ...asked, session: session.id })),
  ];
  const answers: Answer[] = [];
  for (const question of questions.slice(0, maxAnswers))
    answers.push(...(await reader.why(question)).answers.slice(0, 1));
  const isGap = ({ cause }: Answer) => cause === "evidence.log-gap";
  const telling = answers
    .filter(({ cause }) => !cause.startsWith("never."))
    .sort((a, b) => Number(isGap(a)) - Number(isGap(b)));
  const own = telling.every(isGap) ? ofNoSession(text) : undefined;
  if (own || answers.length === 0) return own;
  // A line that was cut before the reply: what else was copied may have it.
  if (telling.some(isCutShort) && telling.every((answer) => isGap(answer) || isCutShort(answer))) return undefined;
  const many = numbered(
    named.length,
    say`These are lines of a log; they tell of ${named.length} recipient.`,
    say`These are lines of a log; they tell of ${named.length} recipients.`,
  );
  const some = numbered(
    sessions.length,
    say`These are lines of a log; they tell of ${sessions.length} session.`,
    say`These are lines of a log; they tell of ${sessions.length} sessions.`,
  );
  return {
    ...bare("log", named.length > 0 ? many : some),
    recipients: (telling.length > 0 ? telling : answers).map(recipientOf),
    originalMessageId: answers.find(({ message }) => message.messageId !== null)?.message.messageId ?? null,
  };
}

const isCutShort = ({ confidence: sure, outcome, reply }: Answer): boolean =>
  sure < confidence.enough &&
  (outcome === "bounced" || outcome === "deferred") &&
  (reply === null || reply.text === "");

/** A line that is about no session or message, or says too little of one, by its words. */
function ofNoSession(text: string): Explanation<Text> | undefined {
  const row = logWords.find((candidate) => text.split("\n", maxLines).some((line) => candidate.text.test(line)));
  if (!row) return undefined;
  const told = say`This is a line of a log that names no message: ${inCatalogue(causes[row.cause].name)}.`;
  return { ...bare("log", told), recipients: [supposed(null, row.cause, confidence.specificCode, told)] };
}

function recipientOf(answer: Answer): ExplainedRecipient<Text> {
  const { recipient, askedAs, confidence, reply, sentence, steps, stage, attempts, alternatives } = answer;
  const cause = ofSender(answer.cause);
  const party = cause === answer.cause ? answer.party : causes[cause].party;
  return {
    address: askedAs || recipient || null,
    finalAddress: recipient || null,
    cause,
    family: causes[cause].family,
    party,
    confidence,
    alternatives: alternatives.map((other) => ({
      cause: other.cause,
      title: other.title,
      confidence: other.confidence,
    })),
    status: reply?.enhanced ?? null,
    reply,
    command: (stage && commandOf[stage]) ?? null,
    remoteHost: attempts.at(-1)?.relay?.host ?? attempts.at(-1)?.peer ?? null,
    retryUntil: null,
    sentence,
    remedy: steps.map(untold),
  };
}

/** Whoever is asked about as a recipient, and never got anything, may be the one who sent it: then the answer points to his mail. */
import { iso } from "../../app/evidence-lines.ts";
import type { Reader } from "../../app/reader.ts";
import type { Answers } from "../../diagnosis/answer.ts";
import type { Question } from "../../diagnosis/question.ts";

const isNothing = ({ answers }: Answers): boolean =>
  answers.every(({ cause }) => cause === "never.no-trace" || cause === "evidence.log-gap");

/** His address and the time of the last message that he sent; undefined where there is none, or he was not all that was asked about. */
export async function asSender(question: Question, answers: Answers, reader: Reader) {
  const [who, ...others] = question.to;
  const { from, messageId, queueId, session, ip, host, literal } = question;
  const isMore = [from, messageId, queueId, session, ip, host, literal].some((part) => part !== undefined);
  if (who === undefined || others.length > 0 || isMore || !isNothing(answers)) return undefined;
  const sent = (await reader.why({ ...question, to: [], from: who })).answers.filter(({ match }) =>
    match.by.includes("sender"),
  );
  const times = sent.flatMap(({ attempts }) => attempts.map(({ at }) => at));
  return times.length === 0 ? undefined : { from: sent[0]?.message.sender || who, at: iso(Math.max(...times)) };
}

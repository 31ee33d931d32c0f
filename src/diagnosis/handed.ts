/** Messages that a mail server gave to a program: which it was, and what is known of what that did. */
import { defined } from "../base/defined.ts";
import { say } from "../base/saying.ts";
import type { Attempt } from "../journeys/attempt.ts";
import { isFailure, isProgramWord, mayBeOf } from "../journeys/deliverers.ts";
import { commandOf, isByProgram, laysDown } from "../journeys/given-back.ts";
import { ownWord } from "../mail/reply.ts";
import type { CauseId } from "./causes.ts";
import { confidence } from "./confidence.ts";
import { attemptFacts } from "./look.ts";
import { recogniseReply } from "./replies/recognise.ts";
import type { Evidence, Inquiry } from "./rule.ts";

const byProgram = /^(?:procmail|maildrop)\./;

/** Does a delivery program itself say what became of it? */
export const isTold = ({ decidedBy = "" }: Attempt): boolean => byProgram.test(decidedBy);

/** The command that a Postfix, or a program behind it, gave the message to, which is no mailbox. */
export const commandGiven = ({ reply }: Attempt): string | undefined =>
  /^(?:250 2\.0\.0 )?delivered to command: (?:exec )?"?(\S+?)"?(?: |$)/.exec(reply?.text ?? "")?.[1];

/** The service of Postfix's pipe(8), which is a program, and what that wrote. */
const serviceGiven = /^(?:250 2\.0\.0 )?delivered via (\S{1,100}) service(?: \((.{0,1000})\)?)?$/;

/** Transports of Exim that are named as programs. */
const pipeGiven = ({ reply, relay }: Attempt): string | undefined =>
  reply === undefined && relay?.ip === undefined && /pipe$/i.test(relay?.host ?? "") ? relay?.host : undefined;

/** Mailman 3 takes the mail of its lists by LMTP, at a port that nothing else has by custom, and says nothing of them. */
const mailman = { port: 8024, reply: "Ok" };
const listGiven = ({ relay, reply }: Attempt): string | undefined =>
  relay?.port === mailman.port && reply?.text === mailman.reply ? "Mailman" : undefined;

/** The program that took the message, where neither its own log nor that of a mail store says what it did with it. */
export function programGiven(attempt: Attempt): string | undefined {
  if (attempt.where?.folder !== undefined) return undefined;
  if (isTold(attempt)) return attempt.status === "delivered" ? commandGiven(attempt) : undefined;
  const service = serviceGiven.exec(attempt.reply?.text ?? "")?.[1];
  return commandGiven(attempt) ?? service ?? commandOf(attempt) ?? pipeGiven(attempt) ?? listGiven(attempt);
}

/** May what took it last be a program that gives mail back to the queue, and did not give back this one? */
export const isWithheld = (attempt: Attempt): boolean =>
  attempt.fact !== undefined &&
  isByProgram(attempt.fact) &&
  attempt.remoteId === undefined &&
  (attempt.status === "queued" || (attempt.status === "delivered" && attempt.where?.folder === undefined));

/** The program in the way of the message, a filter or a gateway, that alone knows what became of it; none that lays mail into mailboxes. */
export function passedTo(attempt: Attempt): string | undefined {
  if (!isWithheld(attempt) || commandOf(attempt)) return undefined;
  const { status, relay } = attempt;
  const program = programGiven(attempt) ?? (status === "queued" ? relay?.host : undefined);
  return program === undefined || laysDown.test(program) ? undefined : program;
}

/** Does only the message tracking of the Exchange that took it say what became of it? Its protocol log tells of the session alone. */
export const isInTracking = ({ role, status, remoteId }: Attempt): boolean =>
  role === "server" && status === "queued" && remoteId !== undefined;

/** Did a filter take the message and give it back under an id of which the log has no line? No attempt of this entry will follow. */
export const isBackElsewhere = ({ last, facts }: Pick<Inquiry, "last" | "facts">): boolean =>
  last?.status === "queued" &&
  last.remoteId !== undefined &&
  !facts.some(({ queueId }) => queueId?.toUpperCase() === last.remoteId?.toUpperCase());

/** So much of what a transport of Exim took must have come back, that its name does not call a program, to be a filter's habit. */
const habitually = 0.2;

/** A program that gives mail back to the queue took the message, said that all is well, and did not give it back. */
export function swallowed({ last, habit, near, coverage }: Inquiry): Evidence | undefined {
  if (!last?.fact || !habit || habit.back === 0 || !isWithheld(last)) return undefined;
  const isNamed = programGiven(last) !== undefined || passedTo(last) !== undefined;
  if (!isNamed && habit.back < habitually * (habit.back + habit.kept)) return undefined;
  // Where the log ends, or another entry came later, it may still be on its way.
  const isLater = ({ at, messageId, queueId }: Attempt) =>
    messageId !== undefined && messageId === last.messageId && queueId !== last.queueId && at >= last.at;
  if (coverage.to - last.at < stillMilliseconds || near.some(isLater)) return undefined;
  const program = programGiven(last) ?? last.relay?.host ?? "";
  return {
    facts: [last.fact],
    confidence: habit.back >= often ? confidence.repeated : confidence.inferred,
    detail: program,
    missing: [say`the log of the program ${program}`],
  };
}

/** What a program gives back stands in the log as soon as that. */
const stillMilliseconds = 5_000;
const often = 3;

/** What a program wrote that said by its exit that all was well. */
const writtenBy = ({ reply }: Attempt): string | undefined => serviceGiven.exec(reply?.text ?? "")?.[2];

const failures: ReadonlySet<CauseId> = new Set(["rcpt.quota", "eod.system-full", "local.delivery-failed"]);

/** Words of a program that failed to deliver. */
function failureIn(text: string): CauseId | undefined {
  const said = recogniseReply(ownWord(text, "5.0.0"), "store");
  return said?.confidence === undefined && said && failures.has(said.cause) ? said.cause : undefined;
}

export interface Failure extends Evidence {
  readonly why: "quota" | "other";
}

const isQuota = (text: string): boolean => failureIn(text) === "rcpt.quota";

/** What a program says that contradicts the mail server, which believes that the message is delivered. */
export function failureOf({ last, facts, near, others }: Inquiry): Failure | undefined {
  if (!last?.fact) return undefined;
  if (last.status === "lost" && isTold(last)) {
    const text = last.reply?.text ?? "";
    const sure = last.decidedBy?.endsWith(".trouble")
      ? confidence.inferred
      : failureIn(text)
        ? undefined
        : confidence.specificCode;
    const why = isQuota(text) ? "quota" : "other";
    return defined({ why, facts: attemptFacts(facts, last), confidence: sure } as const);
  }
  if (last.status !== "delivered") return undefined;
  const written = writtenBy(last);
  if (written !== undefined && failureIn(written))
    return { why: isQuota(written) ? "quota" : "other", facts: [last.fact], confidence: confidence.inferred };
  return doubtful(last, [...near, ...others]);
}

/** Less than that the message is where the mail server believes it. */
const oneOfSeveral = 0.45;

/** A failure that may be this message's, or another's that fits as well. */
function doubtful(last: Attempt, told: readonly Attempt[]): Failure | undefined {
  const program = programGiven(last);
  if (program === undefined || !last.fact) return undefined;
  const word = told.findLast((other) => isProgramWord(other) && isFailure(other) && mayBeOf(other, last));
  if (!word?.fact) return undefined;
  return {
    why: isQuota(word.reply?.text ?? "") ? "quota" : "other",
    facts: [word.fact, last.fact],
    confidence: oneOfSeveral,
    missing: [say`whose delivery it was that failed: several deliveries fit what the log of the program says`],
  };
}

/** Does what the program says leave it open whether the message is there? */
export const isDoubtful = (inquiry: Inquiry): boolean => failureOf(inquiry)?.confidence === oneOfSeveral;

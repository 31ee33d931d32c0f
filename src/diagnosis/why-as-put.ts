/** The answer to a question as somebody put it: names for addresses, and addresses with a slip, are told as what they were taken for. */
import { say, type Text, told } from "../base/saying.ts";
import type { Answer, Answers } from "./answer.ts";
import { moment } from "./moment.ts";
import type { Question } from "./question.ts";
import { misheard, named } from "./whom.ts";
import { type Engine, why } from "./why.ts";

export async function whyAsPut(asked: Question, engine: Engine): Promise<Answers> {
  if (asked.literal) return why(asked, engine);
  const { question, understood: heardAs } = await named(asked, engine.source, engine.residents);
  const understood = [...heardAs];
  const tell = (answers: Answers, texts: typeof understood): Answers =>
    texts.length > 0 ? { ...answers, understood: texts.map((text) => told(text, engine.catalogue)) } : answers;
  const answers = await why(question, engine);
  if (answers.answers.every(isNothing)) understood.push(...(await strangers(question, engine)));
  if (isHis(question, answers) || question.session !== undefined) return tell(answers, understood);
  const heard = await misheard(question, engine.source);
  const again = heard && (await why(heard.question, engine));
  if (again && isFound(again)) return tell(again, [...understood, ...heard.understood]);
  const isAbsent = answers.answers.every(isNothing);
  const orThen = isAbsent ? otherDay(question) : undefined;
  const other = orThen && (await why(orThen, engine));
  if (other && isHis(orThen, other)) return tell(other, [...understood, ofTheOtherDay(question, engine)]);
  const before = isAbsent ? dayBefore(question) : undefined;
  const then = before && (await why(before, engine));
  if (then && isHis(before, then) && !then.answers.some(hasArrived))
    return tell(then, [...understood, ofTheDayBefore(then, engine)]);
  const turned = turnedRound(question);
  const round = turned && (await why(turned, engine));
  const isMixedUp = turned && round && isHis(turned, round) && hasMail(round);
  return tell(answers, isMixedUp ? [...understood, otherWay(question)] : understood);
}

/** Who is asked for as a recipient of this server, and is none. */
async function strangers({ to, side }: Question, { residents }: Engine): Promise<readonly Text[]> {
  if (!residents || side === "sender") return [];
  const unknown: string[] = [];
  for (const address of to)
    if (address.includes("@") && (await residents.has(address)) === false) unknown.push(address);
  return unknown.map((address) => say`${address} is no address here: no account, alias or group has it.`);
}

/** Where the day that was told may be another as well. */
const otherDay = ({ orAbout, ...question }: Question): Question | undefined =>
  orAbout === undefined ? undefined : { ...question, about: orAbout };

const ofTheOtherDay = ({ about = 0, orAbout = 0 }: Question, { zone }: Engine): Text =>
  say`The time that was asked for may be ${moment(about, zone)}, of which nothing is there, or ${moment(orAbout, zone)}: this is of the second.`;

/** Whoever misses a message may tell the day wrong by one: which came later is looked for in any case. */
const dayMilliseconds = 86_400_000;

function dayBefore(question: Question): Question | undefined {
  const { about, from, to, windowMilliseconds } = question;
  const isOfTwo = from !== undefined && to.length > 0 && windowMilliseconds === undefined;
  return about === undefined || !isOfTwo ? undefined : { ...question, about: about - dayMilliseconds };
}

/** Does it say that there is nothing of the message, and no session that may have been its? */
const isNothing = ({ cause }: Answer): boolean => cause === "never.no-trace" || cause === "evidence.log-gap";

/** What arrived the day before is no answer to where another message is. */
const hasArrived = ({ outcome }: Answer): boolean => arrivedAs.has(outcome);
const arrivedAs: ReadonlySet<Answer["outcome"]> = new Set([
  "delivered",
  "relayed",
  "forwarded",
  "expanded",
  "nothing-offered",
]);

const ofTheDayBefore = ({ answers: [answer] }: Answers, { zone }: Engine): Text =>
  say`Nothing of that is there at the time that was asked for; this is of ${moment(answer?.attempts.at(-1)?.at ?? 0, zone)}.`;

/** Who sent and who should have got it may be mixed up; but who writes to each other does so both ways. */
function turnedRound(question: Question): Question | undefined {
  const [to = "", ...others] = question.to;
  const { from = "" } = question;
  const isWhole = to.includes("@") && from.includes("@") && others.length === 0;
  return isWhole ? { ...question, from: to, to: [from] } : undefined;
}

const otherWay = ({ from = "", to: [to = ""] }: Question): Text =>
  say`There is mail the other way round, from ${to} to ${from}: if that is meant, ask so.`;

const isFound = ({ answers }: Answers): boolean => answers.some(({ attempts }) => attempts.length > 0);

/** Is there mail of his: more than a login, or a session that named nobody? */
const hasMail = ({ answers }: Answers): boolean =>
  answers.some(({ attempts }) => attempts.some(({ recipient }) => recipient !== undefined && recipient !== ""));

/** Is it the sender's who was asked for, and no session that names nobody? */
const isHis = ({ from }: Question, { answers }: Answers): boolean =>
  answers.some(({ attempts, match }) => attempts.length > 0 && (from === undefined || match.by.includes("sender")));

/** Programs of a mail server that do not start, and what waits for them: their last words name no message. */
import { say, type Text } from "../base/saying.ts";
import type { FailureEvent } from "../sessions/failures.ts";
import { confidence } from "./confidence.ts";
import type { Evidence, Inquiry } from "./rule.ts";

/** Postfix's delivery agents: those that lay mail into mailboxes, and those that bring it to other hosts. */
export const agents = {
  store: new Set(["virtual", "local", "pipe", "lmtp"]),
  outbound: new Set(["smtp", "relay"]),
} as const;

/** Postfix's queue manager: what it has not seen yet stands in the log without sender and recipients. */
const managers: ReadonlySet<string> = new Set(["qmgr", "nqmgr"]);

/** So long master waits before it starts a program again; then that one is asked for what came meanwhile. */
export const throttledMilliseconds = 61_000;
/** So soon an agent is started for what came. */
const atOnceMilliseconds = 5_000;
/** What fails later is another story. */
const laterMilliseconds = 600_000;
const often = 3;

export const isLastWord = /^(?:fatal|panic): /;

/** The program that failed: master names its file. */
export const programOf = ({ program, text }: FailureEvent): string =>
  /^\S{0,300}\/([\w-]{1,40}): bad command startup\b/.exec(text)?.[1] ?? program;

/** The last words of a program, in the log's own. */
export const lastWords = (events: readonly FailureEvent[]): string =>
  (events.find(({ text }) => isLastWord.test(text)) ?? events[0])?.text ?? "";

/** The message lies in a queue, and of the agents that it may wait for these do not start. */
export function unstarted({ last, facts, coverage }: Inquiry, meant: ReadonlySet<string>): Evidence | undefined {
  if (last && last.status !== "queued") return undefined;
  const taken = facts.findLast((fact) => fact.kind === "message.accepted");
  if (!taken || facts.some((fact) => fact.kind === "message.ended" || fact.kind === "attempt.ended")) return undefined;
  const failed = coverage.failures.filter(
    (event) =>
      event.node === taken.node &&
      event.at >= taken.at - throttledMilliseconds &&
      event.at <= taken.at + laterMilliseconds &&
      isAgent(programOf(event)),
  );
  const atOnce = failed.find(
    ({ at, text }) => at >= taken.at && at <= taken.at + atOnceMilliseconds && isLastWord.test(text),
  );
  // It may have been handed to another a moment ago.
  if (!atOnce && coverage.to - taken.at < throttledMilliseconds) return undefined;
  const programs = [...new Set((atOnce ? [atOnce] : failed).map(programOf))];
  if (programs.length === 0 || !programs.every((program) => meant.has(program))) return undefined;
  const own = failed.filter((event) => programs.includes(programOf(event)));
  const said = [...(atOnce ? [atOnce] : []), ...own.filter((event) => event !== atOnce)];
  return {
    facts: [taken],
    told: said.slice(0, often),
    confidence: programs.length === 1 && own.length >= often ? confidence.repeated : confidence.inferred,
    detail: waiting(programs.join(" / "), lastWords(said)),
  };
}

/** Nothing is found, and until the log ends the program does not start whose lines name what was taken. */
export function unnamed({ attempts, lastSession, window, coverage }: Inquiry): Evidence | undefined {
  if (attempts.length > 0 || lastSession.length > 0) return undefined;
  const failed = coverage.failures.filter((event) => managers.has(programOf(event)));
  let until = coverage.to;
  const down: FailureEvent[] = [];
  for (const event of failed.toReversed()) {
    if (event.at < until - laterMilliseconds) break;
    down.unshift(event);
    until = event.at;
  }
  const [first] = down;
  if (!first || first.at > window.to) return undefined;
  return {
    facts: [],
    told: down.slice(0, often),
    confidence: confidence.inferred,
    detail: say`the program ${programOf(first)} does not start ("${lastWords(down)}"), and until it does what was taken waits, and stands in the log without sender and recipients`,
  };
}

const isAgent = (program: string): boolean => agents.store.has(program) || agents.outbound.has(program);

const waiting = (program: string, words: string): Text =>
  say`it waits in the queue for the program ${program}, which does not start: "${words}"`;

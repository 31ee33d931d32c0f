/** The raw lines that prove an answer, and the story that points into them. */
import type { Text } from "../base/saying.ts";
import type { Fact, MailEvent, Source } from "../events/event.ts";
import type { Session } from "../sessions/session.ts";
import type { Answer, EvidenceLine } from "./answer.ts";
import type { Finding } from "./diagnose.ts";
import { changeText } from "./mailbox-words.ts";
import { changesOf } from "./pickup.ts";
import { milterWords, policyWords } from "./policed.ts";
import type { Inquiry } from "./rule.ts";
import { attemptText } from "./sentence.ts";

/** Evidence is 1 to 12 lines. */
const maxEvidence = 12;

/** An entry of the timeline, before it is told in a language. */
type Told = Omit<Answer["timeline"][number], "text"> & { readonly text: Text };

/** The raw lines, the most decisive first, and the story of the attempts that points into them. */
export function proof(
  inquiry: Inquiry,
  finding: Finding,
  sessions: readonly Session[],
): { lines: readonly EvidenceLine[]; timeline: readonly Told[] } {
  const { attempts, last, facts, lastSession, neighbours } = inquiry;
  const lines: EvidenceLine[] = [];
  const roles = new Map(sessions.map(({ id, role }) => [id, role]));
  const add = (fact: MailEvent, source: Source | undefined): number => {
    if (!source) return -1;
    const known = lines.findIndex((line) => line.source?.file === source.file && line.source.offset === source.offset);
    if (known >= 0 || lines.length >= maxEvidence) return known;
    lines.push({ source, node: fact.node, role: roles.get(fact.session ?? "") ?? "server", at: source.at ?? fact.at });
    return lines.length - 1;
  };
  const addAll = (fact: Fact) =>
    [fact.source, ...(fact.source?.also ?? [])].map((source) => add(fact, source)).filter((index) => index >= 0);
  for (const fact of finding.facts) addAll(fact);
  for (const fact of [...policyWords(inquiry), ...milterWords(inquiry)]) addAll(fact);
  for (const event of finding.told ?? []) add(event, event.source);
  const told: Told[] = attempts.flatMap((attempt) =>
    attempt.fact ? [{ at: attempt.at, text: attemptText(attempt), evidence: addAll(attempt.fact) }] : [],
  );
  for (const change of changesOf({ last, facts }))
    told.push({ at: change.at, text: changeText(change), evidence: addAll(change) });
  if (lines.length === 0) for (const fact of lastSession.slice(0, 3)) addAll(fact);
  if (lines.length === 0) for (const event of neighbours) add(event, event.source);
  return { lines, timeline: told };
}

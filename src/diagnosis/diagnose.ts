/** Tries every rule and row on an inquiry and ranks the causes that hold. */
import type { Fact } from "../events/event.ts";
import type { Attempt } from "../journeys/attempt.ts";
import { replyClass } from "../mail/reply.ts";
import { type CauseId, isCauseId } from "./causes.ts";
import { bounded, confidence } from "./confidence.ts";
import { decidedBy, factOf, hasDialogue } from "./look.ts";
import { recogniseReply } from "./replies/recognise.ts";
import type { DiagnosisRule, Evidence, Inquiry } from "./rule.ts";

export interface Finding extends Evidence {
  readonly cause: CauseId;
  readonly confidence: number;
}

/** What a content decision of the receiving server means, by its id or status word. */
const decidedCauses: Readonly<Record<string, CauseId>> = {
  "content.delete": "local.spam-deleted",
  "content.quarantine": "local.quarantined",
  "content.spam": "local.spam-folder",
  "content.reject": "eod.spam",
};

/** "header_checks header Content-Type: …; name=x.exe": a rule of Postfix for a header or for the content. */
function checkCause(decidedBy: string): CauseId | undefined {
  if (!/^(?:mime_|nested_)?header_checks |^body_checks /.test(decidedBy)) return undefined;
  return /^\S+ header content-(?:type|disposition):.*name\*?=/i.test(decidedBy) ? "eod.attachment" : "eod.content-rule";
}

/** All causes that hold, the surest first; those that a held one refines are gone. The order of rules does not matter. */
export function diagnose(inquiry: Inquiry, rules: readonly DiagnosisRule[], byId: boolean): readonly Finding[] {
  const explicit = byId ? confidence.explicitById : confidence.explicitByEnvelope;
  const held: Finding[] = [];
  const refined = new Set<CauseId>();
  for (const rule of rules) {
    const evidence = rule.evidence(inquiry);
    if (!evidence) continue;
    held.push({ ...evidence, cause: rule.cause, confidence: evidence.confidence ?? explicit });
    for (const cause of rule.refines ?? []) refined.add(cause);
  }
  for (const said of [fromReply(inquiry, explicit), fromDecision(inquiry, explicit), fromStatus(inquiry)])
    if (said) held.push(said);
  // What is inferred from commands is a guess where they are not in the log.
  const judged = held.length === 0 || !hasDialogue(inquiry.lastSession) ? fromSummary(inquiry) : undefined;
  if (judged && !held.some(({ cause }) => cause === judged.cause)) held.push(judged);
  const best = new Map<CauseId, Finding>();
  for (const finding of held) {
    const known = best.get(finding.cause);
    if (refined.has(finding.cause) || (known && known.confidence >= finding.confidence)) continue;
    best.set(finding.cause, { ...finding, confidence: bounded(finding.confidence) });
  }
  return [...best.values()].sort((a, b) => b.confidence - a.confidence || a.cause.localeCompare(b.cause));
}

/** The reply of the last attempt, or (before any attempt) of the session. */
function fromReply({ last, lastSession }: Inquiry, explicit: number): Finding | undefined {
  // A message that arrived is not explained by what was refused before it came.
  if (last?.status === "delivered") return undefined;
  const refused = last?.reply
    ? last.fact
    : factOf(lastSession, "rcpt.refused", ({ recipient }) => recipient === undefined);
  if (!refused || (refused.kind !== "rcpt.refused" && refused.kind !== "attempt.ended") || !refused.reply)
    return undefined;
  if (replyClass(refused.reply) < 4) return undefined;
  const stage = refused.kind === "rcpt.refused" ? refused.stage : (refused.stage ?? "queue");
  const recognised = recogniseReply(refused.reply, stage, refused.kind === "attempt.ended" ? refused.relay : undefined);
  if (!recognised) return undefined;
  return { cause: recognised.cause, facts: [refused as Fact], confidence: recognised.confidence ?? explicit };
}

/** Who decided wrote down why: nothing has to be guessed. */
function fromDecision({ last, facts }: Inquiry, explicit: number): Finding | undefined {
  const own = last && decidedBy(facts, last.decidedBy, last.session);
  if (own?.cause && isCauseId(own.cause))
    return { cause: own.cause, facts: last?.fact ? [last.fact, own] : [own], confidence: explicit };
  const content = last?.decidedBy && (decidedCauses[last.decidedBy] ?? checkCause(last.decidedBy));
  if (content)
    return { cause: content, facts: [...scored(facts, last), ...(last.fact ? [last.fact] : [])], confidence: explicit };
  return undefined;
}

/** At level summary little is left to infer from; then what the server itself wrote into its summary speaks. */
function fromSummary({ last, lastSession }: Inquiry): Finding | undefined {
  if (last && last.status !== "nothing-offered" && last.status !== "aborted") return undefined;
  const ended = decidedBy(lastSession, "session.ended");
  if (!ended?.cause || !isCauseId(ended.cause)) return undefined;
  return { cause: ended.cause, facts: [ended], confidence: confidence.specificCode };
}

const scored = (facts: readonly Fact[], { queueId }: Attempt): readonly Fact[] =>
  facts.filter((fact) => fact.kind === "message.scored" && fact.queueId === queueId);

/** Where only the state is known: another host has it, or it went on to somebody else. */
function fromStatus({ last }: Inquiry): Finding | undefined {
  if (!last?.fact || !(last.status === "relayed" || last.status === "forwarded")) return undefined;
  const cause = last.status === "relayed" ? "evidence.other-node" : "local.forward-nocopy";
  return {
    cause,
    facts: [last.fact],
    confidence: confidence.specificCode,
    missing: ["the log of the host that took it"],
  };
}

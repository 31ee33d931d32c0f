/** Tries every rule and row on an inquiry and ranks the causes that hold. */
import { defined } from "../base/defined.ts";
import { say } from "../base/saying.ts";
import type { Fact } from "../events/event.ts";
import { replyClass } from "../mail/reply.ts";
import { type CauseId, isCauseId } from "./causes.ts";
import { bounded, confidence } from "./confidence.ts";
import { isBackElsewhere, isInTracking, passedTo } from "./handed.ts";
import { decidedBy, factOf, givenBack, hasDialogue } from "./look.ts";
import { saidMeanwhile } from "./meanwhile.ts";
import { recogniseReply } from "./replies/recognise.ts";
import type { DiagnosisRule, Evidence, Inquiry } from "./rule.ts";

export interface Finding extends Evidence {
  readonly cause: CauseId;
  readonly confidence: number;
  /** The administrator says so of the reply. */
  readonly bySite?: true;
}

/** "header_checks header Content-Type: …; name=x.exe": a rule of Postfix for a header or for the content. */
function checkCause(decidedBy: string): CauseId | undefined {
  if (!/^(?:mime_|nested_|milter_)?header_checks |^body_checks /.test(decidedBy)) return undefined;
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
  const replied = fromReply(inquiry, explicit);
  const second = replied && secondOf(inquiry, replied);
  if (second) held.push(second);
  for (const said of [replied ?? fromHost(inquiry), fromDecision(inquiry, explicit), fromStatus(inquiry)])
    if (said) held.push(said);
  if (replied?.bySite) refined.delete(replied.cause);
  // What is inferred from commands is a guess where they are not in the log.
  const judged = held.length === 0 || !hasDialogue(inquiry.lastSession) ? fromSummary(inquiry) : undefined;
  if (judged && !held.some(({ cause }) => cause === judged.cause)) held.push(judged);
  const best = new Map<CauseId, Finding>();
  for (const finding of held) {
    const known = best.get(finding.cause);
    if (refined.has(finding.cause) || (known && !finding.bySite && known.confidence >= finding.confidence)) continue;
    best.set(finding.cause, { ...finding, confidence: bounded(finding.confidence) });
  }
  return [...best.values()].sort(
    (a, b) =>
      Number(b.bySite ?? false) - Number(a.bySite ?? false) ||
      b.confidence - a.confidence ||
      a.cause.localeCompare(b.cause),
  );
}

/** The reply of the last attempt, or (before any attempt) of the session. */
function fromReply({ last, lastSession, facts, site }: Inquiry, explicit: number): Finding | undefined {
  // A message that arrived is not explained by what was refused before it came.
  if (last?.status === "delivered") return undefined;
  // What it waited for is not what ended it.
  if (last?.status === "deferred" && factOf(facts, "message.ended", ({ how }) => how === "deleted")) return undefined;
  const refused = last?.reply
    ? last.fact
    : factOf(lastSession, "rcpt.refused", ({ recipient }) => recipient === undefined);
  if (!refused || (refused.kind !== "rcpt.refused" && refused.kind !== "attempt.ended") || !refused.reply)
    return undefined;
  if (replyClass(refused.reply) < 4) return undefined;
  const stage = refused.kind === "rcpt.refused" ? refused.stage : (refused.stage ?? "queue");
  const speaker = refused.kind === "attempt.ended" ? refused.relay : undefined;
  const recognised = recogniseReply(refused.reply, stage, speaker, site);
  if (!recognised) return undefined;
  const { bySite } = recognised;
  // What has a sender is no bounce, whatever words its rule was given.
  const isNoBounce = recognised.cause === "mail.null-sender-refused" && !bySite && Boolean(last?.sender);
  const cause = isNoBounce ? "mail.sender-blocked" : recognised.cause;
  // Its time alone says that it is this message's.
  const most = last?.decidedBy?.endsWith(".trouble") ? confidence.inferred : explicit;
  const sure = bySite ? confidence.explicitById : Math.min(recognised.confidence ?? explicit, most);
  return { cause, facts: [refused as Fact], confidence: sure, ...(bySite && { bySite }) };
}

/** What a host said while the try went on: another may have taken the message since. */
function fromHost(inquiry: Inquiry): Finding | undefined {
  const fact = saidMeanwhile(inquiry);
  const { reply, stage = "connect", relay } = fact?.said ?? {};
  const recognised = reply && recogniseReply(reply, stage, defined({ host: relay?.host }), inquiry.site);
  if (!fact || !recognised) return undefined;
  const sure = Math.min(recognised.confidence ?? confidence.inferred, confidence.inferred);
  return {
    cause: recognised.cause,
    facts: [fact],
    confidence: sure,
    missing: [say`the log of the time after it, or the server's queue: nothing is said of a try before it ends`],
  };
}

/** What the code of that reply may mean as well, where it alone tells. */
function secondOf({ site }: Inquiry, { facts: [refused], confidence: sure }: Finding): Finding | undefined {
  if (sure >= confidence.enough || !refused || !("reply" in refused) || !refused.reply) return undefined;
  const stage = refused.kind === "rcpt.refused" || refused.kind === "attempt.ended" ? refused.stage : undefined;
  const next = recogniseReply(refused.reply, stage ?? "queue", {}, site)?.next;
  return next && { cause: next, facts: [refused], confidence: confidence.secondOfCode };
}

/** Who decided wrote down why: nothing has to be guessed. */
function fromDecision({ last, facts }: Inquiry, explicit: number): Finding | undefined {
  const own = last ? decidedBy(facts, last.decidedBy, last.session) : givenBack(facts);
  if (own?.cause && isCauseId(own.cause))
    return { cause: own.cause, facts: last?.fact ? [last.fact, own] : [own], confidence: explicit };
  const checked = last?.decidedBy && checkCause(last.decidedBy);
  if (checked) return { cause: checked, facts: last.fact ? [last.fact] : [], confidence: explicit };
  return undefined;
}

/** At level summary little is left to infer from; then what the server itself wrote into its summary speaks. */
function fromSummary({ last, lastSession }: Inquiry): Finding | undefined {
  if (last && last.status !== "nothing-offered" && last.status !== "aborted") return undefined;
  const ended = decidedBy(lastSession, "session.ended");
  if (!ended?.cause || !isCauseId(ended.cause)) return undefined;
  return { cause: ended.cause, facts: [ended], confidence: confidence.specificCode };
}

/** Where only the state is known: another host or a program has it, or it went on to somebody else. */
function fromStatus({ last, facts }: Inquiry): Finding | undefined {
  const program = last && passedTo(last);
  if (last?.fact && program !== undefined)
    return {
      cause: "evidence.other-node",
      facts: [last.fact],
      confidence: confidence.specificCode,
      missing: [say`the log of the program ${program}`],
    };
  if (!last?.fact || !(last.status === "relayed" || last.status === "forwarded" || isBackElsewhere({ last, facts })))
    return undefined;
  const cause = last.status === "forwarded" ? "local.forward-nocopy" : "evidence.other-node";
  return {
    cause,
    facts: [last.fact],
    confidence: confidence.specificCode,
    missing: [
      isInTracking(last) ? say`the message tracking log of that Exchange` : say`the log of the host that took it`,
    ],
  };
}

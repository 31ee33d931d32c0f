/** What a content filter has against a message, where its own log says so. */
import type { EventOf, Fact, Outcome } from "../events/event.ts";
import { normaliseAddress } from "../mail/address.ts";
import { factOf } from "./look.ts";
import type { Evidence, Inquiry } from "./rule.ts";

type Scored = EventOf<"message.scored"> & Fact;
/** `rule`: no score led to it, a rule of the site spoke. */
type Objection = "virus" | "attachment" | "header" | "rule" | "spam";

/** How a message ends that a filter objects to. */
const ends: ReadonlySet<Outcome> = new Set(["refused", "bounced", "quarantined", "discarded", "held"]);
/** What engines advise about spam, or call it; the first four are our words for what they did. */
const againstSpam = /^(?:REJECT|BOUNCE|DELETE|QUARANTINE|reject|discard|quarantine|spam)$/;

/** Amavis has a number for what is wrong. */
const badHeader = /^BAD-HEADER(?:-\d)?$/;

/** ClamAV and amavis name the kind of what they found, rspamd and SpamAssassin count. */
function objectionOf({ letters, action }: Scored): Objection | undefined {
  if (letters.INFECTED !== undefined) return "virus";
  if (letters.BANNED !== undefined) return "attachment";
  if (Object.keys(letters).some((letter) => badHeader.test(letter))) return "header";
  if (letters.FORCED !== undefined) return "rule";
  return againstSpam.test(action) ? "spam" : undefined;
}

/** Amavis names what it found in its reply, too: "250 2.7.0 Ok, discarded, id=15303-02 - INFECTED: Eicar". */
const inReply = /^Ok, discarded, id=\S{1,40} - (?:(INFECTED|VIRUS|BANNED): ?(.{1,200})|)/;
/** So does ClamSMTP, which looks for nothing else. */
const byClamSmtp = "Virus Detected; Discarded Email";

function objectionInReply({ last }: Inquiry, objection: Objection): Evidence | undefined {
  if (last?.status === "discarded" && last.reply?.text === byClamSmtp)
    return objection === "virus" && last.fact ? { facts: [last.fact] } : undefined;
  const [said, kind, detail] = (last?.status === "discarded" && inReply.exec(last.reply?.text ?? "")) || [];
  if (said === undefined || !last?.fact) return undefined;
  const found: Objection =
    kind === "INFECTED" || kind === "VIRUS" ? "virus" : kind === "BANNED" ? "attachment" : "spam";
  return found === objection ? { facts: [last.fact], ...(detail && { detail }) } : undefined;
}

/** What MailScanner was told to do with spam, where it passed nothing on; the last of its words is its last. */
export function withheld(facts: readonly Fact[]): (EventOf<"decision"> & Fact) | undefined {
  const said = facts.findLast((fact) => fact.kind === "decision" && fact.by === "mailscanner");
  return said?.kind === "decision" && !/\b(?:deliver|forward)/.test(said.verdict) ? said : undefined;
}

/** Where Exim's filter of the system laid a message that then left, and that nobody else was given. */
export function filedBySystem({
  last,
  facts,
}: Pick<Inquiry, "last" | "facts">): (EventOf<"decision"> & Fact) | undefined {
  const by = (verdict: string) => (fact: EventOf<"decision">) =>
    fact.by === "exim.system-filter" && fact.verdict === verdict;
  const isOver = last ? last.decidedBy === "exim.system-filter" : factOf(facts, "decision", by("quarantine"));
  return isOver && (!last || last.status === "quarantined") ? factOf(facts, "decision", by("save")) : undefined;
}

/** What became of the message, and the filter's word with what it found: evidence that the message ended so for this reason. */
export function objectionTo(inquiry: Inquiry, objection: Objection): Evidence | undefined {
  const { last, facts } = inquiry;
  if (!last) return undefined;
  const words = facts.filter((fact): fact is Scored => fact.kind === "message.scored" && fact.action !== "NONE");
  const isHis = ({ recipient }: Scored) => normaliseAddress(recipient) === normaliseAddress(last.recipient ?? "");
  const word = words.find(isHis) ?? words[0];
  // SA-Exim tells the sender of what it will never take to come again.
  const isPutOff =
    last.status === "deferred" && last.role === "server" && last.stage === "eod" && word?.action === "REJECT";
  if (!ends.has(last.status) && !isPutOff) return undefined;
  if (!word) return objectionInReply(inquiry, objection);
  if (objectionOf(word) !== objection) return undefined;
  const found = word.letters.INFECTED ?? word.letters.BANNED;
  const own = last.fact && last.fact !== word ? [last.fact] : [];
  // What a milter says is done by the server, whose line names sender, recipient and reply.
  const lines = last.decidedBy === "milter" ? [...own, word] : [word, ...own];
  return { facts: lines, ...(found && { detail: found }) };
}

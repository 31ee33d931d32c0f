/** What a content filter has against a message, where its own log says so. */
import type { EventOf, Fact, Outcome } from "../events/event.ts";
import { normaliseAddress } from "../mail/address.ts";
import type { Evidence, Inquiry } from "./rule.ts";

type Scored = EventOf<"message.scored"> & Fact;
type Objection = "virus" | "attachment" | "spam";

/** How a message ends that a filter objects to. */
const ends: ReadonlySet<Outcome> = new Set(["refused", "bounced", "quarantined", "discarded", "held"]);
/** What engines advise about spam; the first four are our words for what they did. */
const againstSpam = /^(?:REJECT|BOUNCE|DELETE|QUARANTINE|reject|discard|quarantine)$/;

/** ClamAV and amavis name the kind of what they found, rspamd and SpamAssassin count. */
function objectionOf({ letters, action }: Scored): Objection | undefined {
  if (letters.INFECTED !== undefined) return "virus";
  if (letters.BANNED !== undefined) return "attachment";
  return againstSpam.test(action) ? "spam" : undefined;
}

/** The filter's word, and what it says that it found: evidence that the message ended so for this reason. */
export function objectionTo({ last, facts }: Inquiry, objection: Objection): Evidence | undefined {
  if (!last || !ends.has(last.status)) return undefined;
  const words = facts.filter((fact): fact is Scored => fact.kind === "message.scored" && fact.action !== "NONE");
  const isHis = ({ recipient }: Scored) => normaliseAddress(recipient) === normaliseAddress(last.recipient ?? "");
  const word = words.find(isHis) ?? words[0];
  if (!word || objectionOf(word) !== objection) return undefined;
  const found = word.letters.INFECTED ?? word.letters.BANNED;
  const own = last.fact && last.fact !== word ? [last.fact] : [];
  return { facts: [word, ...own], ...(found && { detail: found }) };
}

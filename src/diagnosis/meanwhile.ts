/** What a host said to a queue, where the log ends before the queue says what becomes of that try. */
import { say, type Text } from "../base/saying.ts";
import type { EventOf, Fact, Said } from "../events/event.ts";
import type { Inquiry } from "./rule.ts";
import { letter, quote, type Told } from "./told.ts";

type Quoting = EventOf<"program.warned"> & Fact & { readonly said: Said };

/** Undefined where a try has ended, or no host refused anything. */
export function saidMeanwhile({ last, lastSession }: Pick<Inquiry, "last" | "lastSession">): Quoting | undefined {
  if (last || lastSession.some(({ kind }) => kind === "message.ended")) return undefined;
  return lastSession.findLast((fact): fact is Quoting => fact.kind === "program.warned" && isRefusal(fact.said));
}

const isRefusal = (said: Said | undefined): boolean => said !== undefined && said.reply.code >= 400;

/** The sentence of it, where it is what was found. */
export function meanwhile({ inquiry, finding }: Told): Text | undefined {
  const fact = saidMeanwhile(inquiry);
  if (!fact || fact !== finding.facts[0]) return undefined;
  const host = fact.said.relay?.host || say`The other host`;
  return say`${host} did not take the message ${letter(inquiry)}${quote(fact.said.reply)}. The log ends before it says what became of it: another host may be tried, or the same one later.`;
}

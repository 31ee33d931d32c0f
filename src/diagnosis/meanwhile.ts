/** What a host said to a queue, where the log ends before the queue says what becomes of that try. */
import { say, type Text } from "../base/saying.ts";
import type { EventOf, Stage } from "../events/event.ts";
import { parseReply, type Reply } from "../mail/reply.ts";
import { factOf } from "./look.ts";
import type { Inquiry } from "./rule.ts";
import { letter, quote, type Told } from "./told.ts";

/** Postfix's remark before it turns to the next host, and Exim's. */
const remark =
  /^host ([^\s[]{1,255})\[[^\]]{1,60}\](?: said| refused to talk to me): (.*?)(?: \(in reply to (.{1,60}?)(?: command)?\))?$/s;
const eximRemark =
  /^(?:H=(\S{1,255}) .{1,100}: )?SMTP error from remote mail server after (.{1,1000}?): (?:host (\S{1,255}) \[[^\]]{1,60}\](?::\d+)?: )?([2-5]\d\d[ -].*)$/s;

const stages: readonly (readonly [RegExp, Stage])[] = [
  [/^(?:end of|pipelined end)/i, "eod"],
  [/^(?:pipelined )?MAIL/, "mail"],
  [/^(?:pipelined )?RCPT/, "rcpt"],
  [/^(?:DATA|BDAT)/, "data"],
  [/^(?:EHLO|HELO|LHLO)/, "helo"],
];
const stageAfter = (command: string): Stage => stages.find(([words]) => words.test(command))?.[1] ?? "connect";

export interface SaidMeanwhile {
  readonly fact: EventOf<"program.warned">;
  readonly host: string;
  readonly reply: Reply;
  readonly stage: Stage;
}

/** Undefined where a try has ended, or no host refused anything. */
export function saidMeanwhile({ last, lastSession }: Pick<Inquiry, "last" | "lastSession">): SaidMeanwhile | undefined {
  if (last || lastSession.some(({ kind }) => kind === "message.ended")) return undefined;
  const fact = factOf(lastSession.toReversed(), "program.warned", ({ text }) => told(text) !== undefined);
  const said = fact && told(fact.text);
  return said && { fact, ...said };
}

function told(text: string): Omit<SaidMeanwhile, "fact"> | undefined {
  const [, host = "", words = "", command = ""] = remark.exec(text) ?? [];
  const [, name, after = "", behind, exims = ""] = eximRemark.exec(text) ?? [];
  const reply = parseReply(words || exims);
  if (!reply || reply.code < 400) return undefined;
  return { host: host || (name ?? behind ?? ""), reply, stage: stageAfter(command || after) };
}

/** The sentence of it, where it is what was found. */
export function meanwhile({ inquiry, finding }: Told): Text | undefined {
  const said = saidMeanwhile(inquiry);
  if (!said || said.fact !== finding.facts[0]) return undefined;
  const host = said.host || say`The other host`;
  return say`${host} did not take the message ${letter(inquiry)}${quote(said.reply)}. The log ends before it says what became of it: another host may be tried, or the same one later.`;
}

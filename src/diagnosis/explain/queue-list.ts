/** What `mailq` prints: an entry's first line names its sender, then come why it waits and for whom (Postfix, Sendmail, Exim). */
import { numbered, say, type Text } from "../../base/saying.ts";
import { bare, type ExplainedRecipient, type ExplainOptions, type Explanation, supposed } from "./explanation.ts";
import { explained } from "./judge.ts";
import { aboutMessage } from "./made-by.ts";
import { oneLine, saidIn } from "./said.ts";

/** Postfix (`*` is sent just now, `!` is held) and Sendmail: id, size, when it came, the sender. */
const dated =
  /^[ \t]{0,4}[0-9A-Za-z]{6,20}(?<mark>[*!#-]?)[ \t]{1,20}\d{1,12}[ \t]{1,4}(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2}[ \t]{1,2}\d{1,2} \d\d:\d\d(?::\d\d)?[ \t]{1,20}<?(?<sender>[^\s<>]{1,320})>?$/;
/** Exim: how long it waits, size, id, the sender. */
const aged =
  /^[ \t]{0,6}\d{1,5}[mhdw][ \t]{1,6}[\d.]{1,8}[KMG]?[ \t]{1,4}\w{6}-\w{6,11}-\w{2,4} <(?<sender>[^<>\s]{0,320})>(?<mark>[ \t]{1,4}\*\*\* frozen \*\*\*)?$/;
/** A line with the one who waits; `D`: he has it (Exim). */
const waits = /^[ \t]{4,60}<?([^\s<>@]{1,64}@[^\s<>]{1,255})>?$/;
const reason = /^[ \t]{0,60}\((.{1,1000}?)\)?$/;

const maxLines = 2000;

interface Entry {
  readonly sender: string;
  readonly recipients: ExplainedRecipient<Text>[];
}

/** Undefined where no line begins an entry of a queue. */
export function explainQueueList(text: string, options: ExplainOptions): Explanation<Text> | undefined {
  const entries = entriesOf(text.split("\n", maxLines));
  const recipients = entries.flatMap((entry) => entry.recipients);
  if (recipients.length === 0) return undefined;
  const [only, ...more] = entries;
  const sentence = numbered(
    recipients.length,
    say`This is a list of a mail queue; its messages wait for ${recipients.length} recipient.`,
    say`This is a list of a mail queue; its messages wait for ${recipients.length} recipients.`,
  );
  const sender = only?.sender.includes("@") && more.length === 0 ? only.sender : null;
  return { ...bare("log", sentence), recipients, about: sender === null ? null : aboutMessage([], options, sender) };
}

function entriesOf(lines: readonly string[]): readonly Entry[] {
  const entries: Entry[] = [];
  let why = "";
  let isHeld = false;
  for (const line of lines.map((raw) => raw.trimEnd())) {
    const begun = (dated.exec(line) ?? aged.exec(line))?.groups;
    if (begun) {
      entries.push({ sender: begun.sender ?? "", recipients: [] });
      [why, isHeld] = ["", /!|frozen/.test(begun.mark ?? "")];
    }
    const entry = entries.at(-1);
    if (!entry || begun) continue;
    const told = reason.exec(line)?.[1];
    if (told !== undefined) why = oneLine(told);
    const address = waits.exec(line)?.[1];
    if (address !== undefined) entry.recipients.push(isHeld ? held(address) : waiting(address, why));
  }
  return entries;
}

const waiting = (address: string, why: string): ExplainedRecipient<Text> =>
  explained({ address, fate: "delayed", ...saidIn(why), words: why });

const held = (address: string): ExplainedRecipient<Text> =>
  supposed(
    address,
    "queue.held",
    0.9,
    say`The message for ${address} is held in the queue: it is sent to nobody until somebody releases it.`,
  );

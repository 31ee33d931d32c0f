/** Answers and lists on a terminal, and as JSON. */
import { styleText } from "node:util";
import { type PrintedLine, printedLines, unreadLines } from "../app/answer-document.ts";
import type { Reader } from "../app/reader.ts";
import { inert } from "../base/inert.ts";
import { type Catalogue, inCatalogue, numbered, say, type Text, told } from "../base/saying.ts";
import type { Zone } from "../base/zone.ts";
import type { Answer, Answers, OtherMessage } from "../diagnosis/answer.ts";
import type { Attempt } from "../journeys/attempt.ts";
import { formatReply } from "../mail/reply.ts";
import type { Party } from "../mail/status-codes.ts";
import type { Gap } from "../sessions/source.ts";

type Style = Parameters<typeof styleText>[0];
/** Styles text where it is shown on a terminal; control characters of a log never reach that. */
export type Paint = (style: Style, text: string) => string;
export const painter =
  (terminal: boolean): Paint =>
  (style, text) =>
    terminal ? styleText(style, inert(text), { validateStream: false }) : inert(text);

const outcomeStyle = (outcome: Answer["outcome"]): Style =>
  ["delivered", "relayed", "nothing-offered"].includes(outcome)
    ? "green"
    : ["deferred", "queued", "held", "never-seen", "unknown"].includes(outcome)
      ? "yellow"
      : "red";

/** How it is shown: times in a zone, colours or none, a language. */
export interface Shown {
  readonly zone: Zone;
  readonly paint: Paint;
  readonly catalogue: Catalogue | undefined;
}

/** Of a session that names nobody the address is all that is known. */
const broughtBy = ({ sender, peer }: OtherMessage): string =>
  sender === null ? (peer ? `[${peer}]` : "?") : sender || "<>";

/** What a tired person reads. The first `asked` answers are told in full, further recipients in short. */
export async function answersAsText(
  { understood = [], answers, others, searched, side }: Answers,
  asked: number,
  shown: Shown & { readonly reader: Reader },
): Promise<string> {
  const { reader, zone, paint, catalogue } = shown;
  const tell = (text: Text) => told(text, catalogue);
  const blocks: string[] = understood.length > 0 ? [understood.map((text) => inert(text)).join("\n")] : [];
  for (const [index, answer] of answers.entries()) {
    const head = `${paint("bold", answer.recipient || answer.askedAs || tell(say`(nobody named)`))}  ${paint(outcomeStyle(answer.outcome), outcomeText(answer.outcome, shown))}`;
    const whole = index < asked ? await details(answer, side, reader, shown) : [`  ${answer.cause}`];
    blocks.push([head, inert(answer.sentence), ...whole].join("\n"));
  }
  if (others.length > 0) {
    const rows = others.map((other) =>
      inert(
        `  ${zone.iso(other.at)}  ${broughtBy(other)} → ${other.recipient || "?"}  ${outcomeText(other.outcome, shown)}  ${other.cause}`,
      ),
    );
    blocks.push([tell(say`Other messages that could be meant:`), ...rows].join("\n"));
  }
  const unreadable = searched.gaps.filter(({ file }) => file !== undefined);
  if (unreadable.length > 0) blocks.push(unreadable.map((gap) => inert(tell(damageText(gap, zone)))).join("\n"));
  const { passedFiles = [], passedLines = 0, copiedLines = 0, damagedFiles = [] } = searched;
  if (damagedFiles.length > 0)
    blocks.push(damagedFiles.map(({ file, why }) => inert(tell(say`Not read: ${file} (${why}).`))).join("\n"));
  const passed = passedFiles.length > 0 ? say`; not read: ${files(passedFiles.length)} of other times` : "";
  const between = passedLines > 0 ? say`; passed over: ${lines(passedLines)} of minutes without a trace of it` : "";
  const copied = copiedLines > 0 ? say`, ${lines(copiedLines)} in more than one file` : "";
  const gapCount = searched.gaps.length;
  const gaps = gapCount > 0 ? numbered(gapCount, say`, ${gapCount} gap`, say`, ${gapCount} gaps`) : "";
  const span = searched.lines > 0 ? say` from ${timeAt(searched.from, zone)} to ${timeAt(searched.to, zone)}` : "";
  blocks.push(
    paint(
      "dim",
      tell(
        say`Searched ${lines(searched.lines)} of ${files(searched.files.length)}${span}; ${unread(searched.unread)}${copied}${gaps}${between}${passed}.`,
      ),
    ),
  );
  return blocks.join("\n\n");
}

const files = (count: number): Text => numbered(count, say`${count} file`, say`${count} files`);
const lines = (count: number): Text => numbered(count, say`${count} line`, say`${count} lines`);
const unread = (count: number): Text => numbered(count, say`${count} line unread`, say`${count} lines unread`);

/** An outcome is an id: a language other than English has a word for it. */
const outcomeText = (outcome: Answer["outcome"], { catalogue }: Pick<Shown, "catalogue">): string =>
  told(inCatalogue(outcome), catalogue);

/** Labels stand in one column. */
export const label = (text: Text, { catalogue }: Pick<Shown, "catalogue">): string => told(text, catalogue).padEnd(11);

/** Empty for the bounds of what has none. */
const timeAt = (at: number, zone: Zone): string => (Number.isFinite(at) ? zone.iso(at) : "");

/** What a damaged file had is not known, so an answer may be missing. */
const damageText = ({ file = "", reason = "", from, to }: Gap, zone: Zone): Text =>
  say`Not read: ${file} (${reason}); what it had from ${timeAt(from, zone)} to ${timeAt(to, zone)} is missing here.`;

/** What stands below the sentence: who must act and how, the proof, the story, and what else it could be. */
async function details(
  answer: Answer,
  side: Answers["side"],
  reader: Reader,
  shown: Shown,
): Promise<readonly string[]> {
  const { zone, paint, catalogue } = shown;
  const tell = (text: Text) => told(text, catalogue);
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  const proof = await printedLines(answer, reader);
  const unread = await unreadLines(answer, reader);
  const tries = answer.timeline.length > 1 ? answer.timeline : [];
  const section = (title: Text, rows: readonly string[]) => (rows.length > 0 ? ["", tell(title), ...rows] : []);
  return [
    "",
    `${label(say`Cause`, shown)}${answer.cause} (${tell(say`${percent(answer.confidence)} sure`)})`,
    `${label(say`Must act`, shown)}${tell(partyWords(answer, side))}`,
    ...steps(answer.remedy, shown),
    ...section(
      say`The lines that prove it:`,
      proof.flatMap((line) => [`  ${paint("dim", place(line, zone))}`, `    ${inert(line.text)}`]),
    ),
    ...section(
      say`Other programs name it in lines that Postino does not understand:`,
      unread.flatMap((line) => [`  ${paint("dim", `${line.file}:${line.line}`)}`, `    ${inert(line.text)}`]),
    ),
    ...section(
      answer.attempts.length === tries.length ? say`Attempts (${tries.length}):` : say`What happened:`,
      tries.map(({ at, text }) => `  ${zone.iso(at)}  ${inert(text)}`),
    ),
    ...section(
      say`Beside it:`,
      answer.sideways.map((text) => `  ${inert(text)}`),
    ),
    ...section(
      say`Less likely:`,
      answer.alternatives.map(({ cause, confidence, because }) =>
        inert(`  ${cause} (${percent(confidence)}): ${because}`),
      ),
    ),
    ...answer.missing.flatMap((missing) => ["", inert(tell(say`Missing: ${missing}`))]),
  ];
}

/** The first behind its label, the others below it. */
export const steps = (remedy: readonly string[], shown: Pick<Shown, "catalogue">): readonly string[] =>
  remedy.map((step, index) => `${label(index === 0 ? say`What to do` : "", shown)}${inert(step)}`);

const place = ({ file, line, at }: PrintedLine, zone: Zone): string =>
  `${file ?? "records"}${line === null ? "" : `:${line}`}  ${at === null ? "" : zone.iso(Date.parse(at))}`;

const partyNames: Readonly<Record<Party, Text>> = {
  "our-server": say`the receiving server's postmaster`,
  "our-policy": say`the receiving server's postmaster (a rule of his)`,
  "sender-server": say`the postmaster of the sender's server`,
  recipient: say`the recipient`,
  sender: say`the sender`,
  network: say`whoever runs the network between the two`,
  nobody: say`nobody`,
  "third-party": say`a third party`,
};
/** Parties are named from the receiver's side. */
export const partyName = (party: Party): Text => partyNames[party];

/** Whoever reads is one of them. Where nothing of the message is in the log, it does not show whose that is. */
function partyWords({ party, us, cause, attempts }: Answer, side: Answers["side"]): Text {
  if (!us) return partyName(party);
  if (attempts.length === 0 && cause.startsWith("evidence.")) return say`whoever keeps this log`;
  if (side === "receiver") return say`${partyName(party)}: that is you (this is the receiver's log)`;
  // The server whose host has no name, or that forwards, is the one whose log it is.
  const own = party === "our-server" ? "sender-server" : party;
  return say`${partyName(own)}: that is you (this is the sender's log)`;
}

/** One line an attempt. */
export const attemptLine = (attempt: Attempt & { readonly cause: string | null }, zone: Zone, paint: Paint): string => {
  const from = attempt.sender === "" ? "<>" : (attempt.sender ?? "?");
  const reply = attempt.reply ? `  ${formatReply(attempt.reply)}` : "";
  const folder = attempt.where?.folder ? `  in ${attempt.where.folder}` : "";
  const rest = ` ${from} → ${attempt.recipient ?? "?"}  ${attempt.queueId ?? attempt.session}${folder}${reply}`;
  return `${zone.iso(attempt.at)}  ${paint(outcomeStyle(attempt.status), attempt.status.padEnd(10))}${inert(rest)}`;
};

/** Answers and lists on a terminal, and as JSON. */
import { styleText } from "node:util";
import { type PrintedLine, printedLines } from "../app/answer-document.ts";
import { iso } from "../app/evidence-lines.ts";
import type { Reader } from "../app/reader.ts";
import type { Zone } from "../base/zone.ts";
import type { Answer, Answers } from "../diagnosis/answer.ts";
import type { Attempt } from "../journeys/attempt.ts";
import { formatReply } from "../mail/reply.ts";
import type { Party } from "../mail/status-codes.ts";
import type { Gap } from "../sessions/source.ts";

type Style = Parameters<typeof styleText>[0];
/** Styles text where it is shown on a terminal. */
export type Paint = (style: Style, text: string) => string;
export const painter =
  (terminal: boolean): Paint =>
  (style, text) =>
    terminal ? styleText(style, text, { validateStream: false }) : text;

const outcomeStyle = (outcome: Answer["outcome"]): Style =>
  ["delivered", "relayed", "nothing-offered"].includes(outcome)
    ? "green"
    : ["deferred", "queued", "held", "never-seen", "unknown"].includes(outcome)
      ? "yellow"
      : "red";

/** What a tired person reads. The first `asked` answers are told in full, further recipients in short. */
export async function answersAsText(
  { answers, others, searched, side }: Answers,
  asked: number,
  reader: Reader,
  zone: Zone,
  paint: Paint,
): Promise<string> {
  const blocks: string[] = [];
  for (const [index, answer] of answers.entries()) {
    const head = `${paint("bold", answer.recipient || answer.askedAs || "(nobody named)")}  ${paint(outcomeStyle(answer.outcome), answer.outcome)}`;
    const whole = index < asked ? await details(answer, side, reader, zone, paint) : [`  ${answer.cause}`];
    blocks.push([head, inert(answer.sentence), ...whole].join("\n"));
  }
  if (others.length > 0) {
    const rows = others.map(
      (other) =>
        `  ${zone.iso(other.at)}  ${other.sender ?? "?"} → ${other.recipient || "?"}  ${other.outcome}  ${other.cause}`,
    );
    blocks.push(["Other messages that could be meant:", ...rows].join("\n"));
  }
  const unreadable = searched.gaps.filter(({ file }) => file !== undefined);
  if (unreadable.length > 0) blocks.push(unreadable.map(damageText).join("\n"));
  const { passedFiles = [] } = searched;
  const passed = passedFiles.length > 0 ? `; not read: ${counted(passedFiles.length, "file")} of other times` : "";
  const gaps = searched.gaps.length > 0 ? `, ${counted(searched.gaps.length, "gap")}` : "";
  const span = searched.lines > 0 ? ` from ${iso(searched.from)} to ${iso(searched.to)}` : "";
  blocks.push(
    paint(
      "dim",
      `Searched ${counted(searched.lines, "line")} of ${counted(searched.files.length, "file")}${span}; ${counted(searched.unread, "line")} unread${gaps}${passed}.`,
    ),
  );
  return blocks.join("\n\n");
}

/** "1 file", "2 files". */
const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** What a damaged file had is not known, so an answer may be missing. */
const damageText = ({ file = "", reason, from, to }: Gap): string =>
  inert(`Not read: ${file} (${reason}); what it had from ${iso(from)} to ${iso(to)} is missing here.`);

/** What stands below the sentence: who must act and how, the proof, the story, and what else it could be. */
async function details(
  answer: Answer,
  side: string,
  reader: Reader,
  zone: Zone,
  paint: Paint,
): Promise<readonly string[]> {
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  const steps = answer.remedy.map((step, index) => `${index === 0 ? "What to do " : "           "}${step}`);
  const lines = await printedLines(answer, reader);
  const tries = answer.timeline.length > 1 ? answer.timeline : [];
  const section = (title: string, rows: readonly string[]) => (rows.length > 0 ? ["", title, ...rows] : []);
  return [
    "",
    `Cause      ${answer.cause} (${percent(answer.confidence)} sure)`,
    `Must act   ${partyWords(answer, side)}`,
    ...steps,
    ...section(
      "The lines that prove it:",
      lines.flatMap((line) => [`  ${paint("dim", place(line))}`, `    ${inert(line.text)}`]),
    ),
    ...section(
      answer.attempts.length === tries.length ? `Attempts (${tries.length}):` : "What happened:",
      tries.map(({ at, text }) => `  ${zone.iso(at)}  ${inert(text)}`),
    ),
    ...section(
      "Beside it:",
      answer.sideways.map((text) => `  ${inert(text)}`),
    ),
    ...section(
      "Less likely:",
      answer.alternatives.map(({ cause, confidence, because }) => `  ${cause} (${percent(confidence)}): ${because}`),
    ),
    ...answer.missing.flatMap((missing) => ["", `Missing: ${missing}`]),
  ];
}

const place = ({ file, line, at }: PrintedLine): string =>
  `${file ?? "records"}${line === null ? "" : `:${line}`}  ${at ?? ""}`;

const partyNames: Readonly<Record<Party, string>> = {
  "our-server": "the receiving server's postmaster",
  "our-policy": "the receiving server's postmaster (a rule of his)",
  "sender-server": "the postmaster of the sender's server",
  recipient: "the recipient",
  sender: "the sender",
  network: "whoever runs the network between the two",
  nobody: "nobody",
  "third-party": "a third party",
};
/** Parties are named from the receiver's side. */
export const partyName = (party: Party): string => partyNames[party];

/** Whoever reads is one of them. */
const partyWords = ({ party, us }: Answer, side: string): string =>
  `${partyName(party)}${us ? `: that is you (this is the ${side}'s log)` : ""}`;

/** Control characters of a log never reach the terminal. */
export const inert = (text: string): string =>
  text.replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g,
    (mark) => `\\x${mark.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );

/** One line an attempt. */
export const attemptLine = (attempt: Attempt & { readonly cause: string | null }, zone: Zone, paint: Paint): string => {
  const from = attempt.sender === "" ? "<>" : (attempt.sender ?? "?");
  const reply = attempt.reply ? `  ${formatReply(attempt.reply)}` : "";
  const folder = attempt.where?.folder ? `  in ${attempt.where.folder}` : "";
  return inert(
    `${zone.iso(attempt.at)}  ${paint(outcomeStyle(attempt.status), attempt.status.padEnd(10))} ${from} → ${attempt.recipient ?? "?"}  ${attempt.queueId ?? attempt.session}${folder}${reply}`,
  );
};

/** An answer as plain text: to be pasted into a ticket or a mail. */

import { inert } from "../../base/inert.ts";
import type { Answer, Role, Searched } from "../documents.ts";
import { timeText, zoneName } from "../parts/time-text.ts";
import { t, word } from "../text/t.ts";
import { sureText } from "./sureness.ts";
import { remedyFor, usText } from "./who-may.ts";

interface Told {
  readonly searched: Searched;
  readonly side: string;
  /** Of the reader. */
  readonly role: Role | undefined;
  readonly zone?: string;
}

export function answerText(answer: Answer, { searched, side, role, zone = zoneName() }: Told): string {
  const { recipient, askedAs, sentence, outcome, party, confidence, cause, title, evidence, timeline } = answer;
  const { title: above, steps } = remedyFor(answer, side, role);
  const who = usText(answer, side, role);
  const lines = [
    `${recipient || askedAs || "?"}: ${word("outcome", outcome)}`,
    sentence,
    "",
    `${t("answer.cause")}: ${title ? `${title} (${cause})` : cause}; ${sureText(confidence)}`,
    `${t("answer.party")}: ${word("party", party)}${who ? ` (${who})` : ""}`,
    ...section(
      t(above),
      steps.map((step, index) => `${index + 1}. ${step}`),
    ),
    ...section(
      `${t("answer.way")} (${zone})`,
      timeline.map(({ at, text }) => `${timeText(at, "full", zone)}  ${text}`),
    ),
    ...section(
      t("answer.proof"),
      evidence.map(({ file, line, text }) => `${file ?? ""}${line === null ? "" : `:${line}`}\n  ${text}`),
    ),
    "",
    t("searched.lines", { n: searched.lines }),
  ];
  return inert(lines.join("\n"));
}

const section = (title: string, rows: readonly string[]): readonly string[] =>
  rows.length === 0 ? [] : ["", `${title}:`, ...rows];

/** What was said in a session, line by line; pauses are shown to scale. */
import { useState } from "preact/hooks";
import type { EvidenceLine, TranscriptLine } from "../documents.ts";
import { t } from "../text/t.ts";
import { Foreign } from "./foreign.tsx";
import { Time } from "./time.tsx";
import { spanText } from "./time-text.ts";
import { pauseHeight, rowsOf } from "./transcript-rows.ts";

/** Beyond so many lines more are shown on demand only. */
const mostLines = 2000;

export function Transcript({
  lines,
  evidence = [],
  isWhole = false,
}: {
  readonly lines: readonly TranscriptLine[];
  readonly evidence?: readonly EvidenceLine[];
  /** Nothing is folded away. */
  readonly isWhole?: boolean;
}) {
  const [whole, setWhole] = useState(isWhole);
  const [most, setMost] = useState(mostLines);
  const rows = rowsOf(lines, evidence, whole);
  return (
    <>
      <p class="day">
        <Time at={lines[0]?.at} style="day" />
      </p>
      <ol class="transcript">
        {rows.slice(0, most).map((row) =>
          typeof row === "number" ? (
            <li class="fold">
              <button type="button" class="link" onClick={() => setWhole(true)}>
                {t("transcript.folded", { n: row })}
              </button>
            </li>
          ) : (
            <Line line={row.line} isEvidence={row.isEvidence} />
          ),
        )}
        {rows.length > most && (
          <li class="fold">
            <button type="button" class="link" onClick={() => setMost(most + mostLines)}>
              {t("transcript.more", { n: rows.length - most })}
            </button>
          </li>
        )}
      </ol>
    </>
  );
}

/** What each line of our own log repeats: address, session, time. */
const repeated = /^\S{1,45} {1,20}\[[0-9A-F]{4,16}\] [0-9:.]{8,12} /;

function Line({ line, isEvidence }: { readonly line: TranscriptLine; readonly isEvidence: boolean }) {
  const { at, pauseSeconds, file, line: number, text, who } = line;
  const [prefix = ""] = repeated.exec(text) ?? [];
  const height = pauseHeight(pauseSeconds);
  const place = file === null ? "" : `${file}${number === null ? "" : `:${number}`}`;
  return (
    <li class={`${who}${isEvidence ? " evidence" : ""}`}>
      {height > 0 && (
        <span class="pause" style={{ blockSize: `${height}px` }}>
          {t("transcript.pause", { span: spanText(pauseSeconds) })}
        </span>
      )}
      <span class="line" title={place}>
        <Time at={at} style="clock" />
        <span class="who">{t(`who.${who}`)}</span>
        <span class="said">
          {isEvidence && <span class="hidden">{t("transcript.evidence")} </span>}
          {prefix !== "" && (
            <span class="prefix">
              <Foreign text={prefix} />
            </span>
          )}
          <Foreign text={text.slice(prefix.length)} />
        </span>
      </span>
    </li>
  );
}

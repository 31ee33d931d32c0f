/** The picture of a message's way: a column a lane, a row a step, an arrow to where it came. */
import { useState } from "preact/hooks";
import { toneOf } from "../parts/badge.tsx";
import { Icon, type IconName } from "../parts/icon.tsx";
import { Sentence } from "../parts/sentence.tsx";
import { Time } from "../parts/time.tsx";
import { spanText, timeText } from "../parts/time-text.ts";
import { t, word } from "../text/t.ts";
import { type Lane, lanesOf, type Step } from "./lane-steps.ts";

/** Of a longer story the middle is folded. */
const mostSteps = 12;
const keptAtEnds = 4;
/** Shorter pauses are not worth a word. */
const leastPauseSeconds = 1;

export function Lanes({ steps, side }: { readonly steps: readonly Step[]; readonly side: string }) {
  const [whole, setWhole] = useState(false);
  const folded = whole || steps.length <= mostSteps ? 0 : steps.length - 2 * keptAtEnds;
  const last = steps.length - 1;
  const lanes = lanesOf(side);
  return (
    <div class="lanes">
      <div class="lane-heads" aria-hidden="true">
        {lanes.map((lane) => (
          <span class={steps.some(({ from, to }) => from === lane || to === lane) ? "" : "faint"}>
            {laneName(lane, side)}
          </span>
        ))}
      </div>
      <ol>
        {steps.map((step, index) => {
          if (folded > 0 && index === keptAtEnds)
            return (
              <li class="fold">
                <button type="button" class="link" onClick={() => setWhole(true)}>
                  {t("lanes.folded", { n: folded })}
                </button>
              </li>
            );
          if (folded > 0 && index > keptAtEnds && index < steps.length - keptAtEnds) return null;
          const isNewDay = timeText(step.at, "day") !== timeText(steps[index - 1]?.at, "day");
          return <StepRow step={step} side={side} isLast={index === last} isNewDay={isNewDay} />;
        })}
      </ol>
    </div>
  );
}

const laneName = (lane: Lane, side: string): string => t(side === "sender" ? `lane.sender.${lane}` : `lane.${lane}`);

const ends: Readonly<Record<ReturnType<typeof toneOf>, IconName>> = {
  good: "check",
  wait: "clock",
  bad: "stop",
  quiet: "question",
};

interface RowProps {
  readonly step: Step;
  readonly side: string;
  readonly isLast: boolean;
  readonly isNewDay: boolean;
}

function StepRow({ step, side, isLast, isNewDay }: RowProps) {
  const { at, pauseSeconds, from, to, status, text } = step;
  const lanes = lanesOf(side);
  const tone = status === "" ? "quiet" : toneOf(status);
  const [start, end] = [lanes.indexOf(from), lanes.indexOf(to)];
  const way = start === end ? "here" : start < end ? "forth" : "back";
  return (
    <li class={isLast ? "last" : ""}>
      {pauseSeconds !== null && pauseSeconds >= leastPauseSeconds && (
        <p class="pause">{t("lanes.later", { span: spanText(pauseSeconds) })}</p>
      )}
      {isNewDay && (
        <p class="pause">
          <Time at={at} style="day" />
        </p>
      )}
      <div class="step">
        <span class="lane-grid" aria-hidden="true">
          {lanes.map((_, lane) => (
            <span class="lane" style={{ gridColumn: lane + 1 }} />
          ))}
          <span
            class={`arrow ${way} ${tone}`}
            style={{
              gridColumn: `${Math.min(start, end) + 1} / ${Math.max(start, end) + 2}`,
              "--lanes": Math.abs(start - end) + 1,
            }}
          >
            <span class="arrow-end">
              <Icon name={status === "" ? "mailbox" : ends[tone]} />
            </span>
          </span>
        </span>
        <p class="step-text">
          <Time at={at} style="clock" />{" "}
          <span class="hidden">
            {laneName(from, side)} → {laneName(to, side)}
            {status !== "" && `, ${word("outcome", status)}`}:{" "}
          </span>
          <Sentence text={text} most={400} />
        </p>
      </div>
    </li>
  );
}

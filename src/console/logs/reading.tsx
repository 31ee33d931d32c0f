/** A log while it is read, and what came of it. */
import { useEffect, useState } from "preact/hooks";
import { Problem, stream } from "../api.ts";
import type { ReadEvent } from "../documents.ts";
import { Failed } from "../parts/states.tsx";
import { Time } from "../parts/time.tsx";
import { zoneName } from "../parts/time-text.ts";
import { percent, t } from "../text/t.ts";

interface Props {
  readonly id: string;
  /** Bytes of the whole file. */
  readonly of: number;
  /** Of stamps that name none. */
  readonly zone: string;
  readonly close: () => void;
  /** It cannot be asked: nothing reads it. */
  readonly useless: () => void;
}

type Progress = Extract<ReadEvent, { readonly event: "progress" }>;
type End = Extract<ReadEvent, { readonly event: "end" }>;

const isLog = ({ formats }: End): boolean => formats.length > 0;

export function Reading({ id, of, zone, close, useless }: Props) {
  const [progress, setProgress] = useState<Progress>();
  const [end, setEnd] = useState<End>();
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    const leave = stream(
      "log-upload-read",
      { id, zone },
      {
        progress: (told) => setProgress(told as Progress),
        end: (told) => {
          setEnd(told as End);
          if (!isLog(told as End)) useless();
        },
      },
      {
        over: (found) => {
          setProblem(found);
          if (found?.status === 400) useless();
        },
        // To try again would be to read again.
        broken: (isBroken) => {
          if (isBroken) leave();
          if (isBroken) setProblem(new Problem(0, {}));
        },
      },
    );
    return leave;
  }, [id, zone]);
  if (end && !isLog(end)) return <p role="status">{t(end.lines === 0 ? "brought.empty" : "brought.noLog")}</p>;
  if (end)
    return (
      <p role="status">
        {t("reading.end", { n: end.lines, formats: end.formats.join(", ") })}
        {end.unread > 0 && <strong> {t("searched.unread", { n: end.unread })}.</strong>}{" "}
        {end.from !== null && (
          <>
            <Time at={end.from} /> – <Time at={end.to} /> ({zoneName()}).
          </>
        )}{" "}
        {t("brought.zoneTaken", { zone })}
      </p>
    );
  if (problem) return <Failed problem={problem} />;
  const share = of === 0 ? 0 : Math.min(1, (progress?.bytes ?? 0) / of);
  return (
    <p class="row">
      <progress value={share} aria-label={t("reading.title")} /> {percent(share)}
      <span class="faint" role="status">
        {t("reading.lines", { n: progress?.lines ?? 0 })}
      </span>
      <button type="button" data-close onClick={close}>
        {t("cancel")}
      </button>
    </p>
  );
}

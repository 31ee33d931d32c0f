/** How much the log of each service says; more for a time, while something is looked into. */
import { useState } from "preact/hooks";
import type { LogLevel } from "../documents.ts";
import { me } from "../me.ts";
import { useAsked } from "../parts/asked.ts";
import { useDone } from "../parts/done.ts";
import { Failed, Loading } from "../parts/states.tsx";
import { Time } from "../parts/time.tsx";
import { spanText } from "../parts/time-text.ts";
import { t, word } from "../text/t.ts";

const levels = ["none", "summary", "debug", "extended"] as const;
type Level = (typeof levels)[number];

/** In seconds; 0 is for good. */
const lengths = [0, 15 * 60, 3600, 24 * 3600] as const;

export function LogLevels() {
  const { answer, problem, waiting, again } = useAsked("log-level-list", {});
  if (problem) return <Failed problem={problem} again={again} />;
  if (!answer) return waiting ? <Loading /> : null;
  return (
    <>
      <p class="faint">{t("levels.lead")}</p>
      <table class="cards">
        <thead>
          <tr>
            <th scope="col">{t("sessions.service")}</th>
            <th scope="col">{t("levels.level")}</th>
            <th scope="col">{t("levels.until")}</th>
            {me.value?.role === "admin" && <th scope="col">{t("levels.change")}</th>}
          </tr>
        </thead>
        <tbody>
          {answer.levels.map((one) => (
            <tr key={one.service}>
              <th scope="row">{word("service", one.service)}</th>
              <td data-label={t("levels.level")}>{word("level", one.level)}</td>
              <td data-label={t("levels.until")}>
                {one.until === undefined ? (
                  t("levels.stays")
                ) : (
                  <>
                    <Time at={one.until} />
                    {one.afterwards && ` · ${t("levels.then", { level: word("level", one.afterwards) })}`}
                  </>
                )}
              </td>
              {me.value?.role === "admin" && (
                <td>
                  <Change of={one} changed={again} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Change({ of, changed }: { readonly of: LogLevel; readonly changed: () => void }) {
  const [level, setLevel] = useState<Level>(levels.find((one) => one === of.level) ?? "debug");
  const [seconds, setSeconds] = useState(0);
  const { run, busy, problem } = useDone("log-levels", changed);
  const service = word("service", of.service);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    void run({ changes: [{ service: of.service, level }], ...(seconds > 0 && { forSeconds: seconds }) });
  };
  return (
    <form class="row" onSubmit={submit}>
      <select
        aria-label={`${service}: ${t("levels.level")}`}
        onChange={({ currentTarget }) => setLevel(levels.find((one) => one === currentTarget.value) ?? level)}
      >
        {levels.map((one) => (
          <option value={one} selected={one === level}>
            {word("level", one)}
          </option>
        ))}
      </select>
      <select
        aria-label={`${service}: ${t("levels.until")}`}
        onChange={({ currentTarget }) => setSeconds(Number(currentTarget.value))}
      >
        {lengths.map((one) => (
          <option value={one} selected={one === seconds}>
            {one === 0 ? t("levels.stays") : t("levels.for", { span: spanText(one) })}
          </option>
        ))}
      </select>
      <button type="submit" disabled={busy || (level === of.level && seconds === 0 && of.until === undefined)}>
        {t("levels.set")}
      </button>
      {problem && <Failed problem={problem} />}
    </form>
  );
}

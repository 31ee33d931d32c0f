/** Who changed what and when, the newest first. */
import { useEffect, useState } from "preact/hooks";
import { call, Problem } from "../api.ts";
import { Foreign } from "../parts/foreign.tsx";
import { Empty, Failed, Loading } from "../parts/states.tsx";
import { Time } from "../parts/time.tsx";
import type { Output } from "../routes.gen.ts";
import { valueText, whatText } from "../text/change-text.ts";
import { t } from "../text/t.ts";

type Entries = Output<"journal-list">["entries"];

export function Journal() {
  const [entries, setEntries] = useState<Entries>([]);
  /** Where the next page begins; undefined: at the newest; null: there is none. */
  const [next, setNext] = useState<string | null>();
  const [busy, setBusy] = useState(true);
  const [problem, setProblem] = useState<Problem>();
  const fetchMore = async (cursor: string | undefined) => {
    setBusy(true);
    setProblem(undefined);
    try {
      const page = await call("journal-list", cursor === undefined ? {} : { cursor });
      setEntries((before) => (cursor === undefined ? page.entries : [...before, ...page.entries]));
      setNext(page.next);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    }
    setBusy(false);
  };
  useEffect(() => void fetchMore(undefined), []);
  if (next === null && entries.length === 0) return <Empty title={t("journal.none")} />;
  return (
    <>
      {entries.length > 0 && (
        <table class="cards">
          <thead>
            <tr>
              <th scope="col">{t("journal.at")}</th>
              <th scope="col">{t("journal.by")}</th>
              <th scope="col">{t("journal.what")}</th>
              <th scope="col">{t("journal.before")}</th>
              <th scope="col">{t("journal.after")}</th>
            </tr>
          </thead>
          <tbody>
            {entries.map(({ at, by, what, before, after }) => (
              <tr>
                <td>
                  <Time at={at} />
                </td>
                <td class="journal-by">
                  <Foreign text={by} most={320} />
                </td>
                <th scope="row">
                  <Foreign text={whatText(what)} most={300} />
                </th>
                <td data-label={t("journal.before")}>
                  <Foreign text={valueText(what, before)} most={300} />
                </td>
                <td data-label={t("journal.after")}>
                  <Foreign text={valueText(what, after)} most={300} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {problem && <Failed problem={problem} again={() => void fetchMore(next ?? undefined)} />}
      {busy && <Loading />}
      {!busy && typeof next === "string" && (
        <p class="actions">
          <button type="button" onClick={() => void fetchMore(next)}>
            {t("journal.more")}
          </button>
        </p>
      )}
    </>
  );
}

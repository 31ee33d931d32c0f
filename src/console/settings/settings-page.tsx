/** Settings: each with its sentence, found by our name or that of the API variable; and the journal of what was changed. */
import { go, query, withQuery } from "../address.ts";
import { useAsked } from "../parts/asked.ts";
import { Heading } from "../parts/heading.tsx";
import { Empty, Failed, Loading } from "../parts/states.tsx";
import { describedHere } from "../text/of-server.ts";
import { t } from "../text/t.ts";
import { Journal } from "./journal.tsx";
import { SettingRow } from "./setting-row.tsx";
import { matching, sectionsOf } from "./setting-search.ts";

export function SettingsPage() {
  const isJournal = query.value.get("view") === "journal";
  return (
    <>
      <Heading title={t("settings.title")} />
      <nav class="tabs" aria-label={t("settings.title")}>
        <a class="button" href={withQuery({ view: "" }, "/settings")} aria-current={isJournal ? undefined : "page"}>
          {t("settings.all")}
        </a>
        <a
          class="button"
          href={withQuery({ view: "journal" }, "/settings")}
          aria-current={isJournal ? "page" : undefined}
        >
          {t("settings.journal")}
        </a>
      </nav>
      {isJournal ? <Journal /> : <Settings />}
    </>
  );
}

function Settings() {
  const { answer, problem, waiting, again } = useAsked("setting-list", {});
  const wanted = query.value.get("q") ?? "";
  const found = matching((answer ?? []).map(describedHere), wanted);
  return (
    <>
      <label class="search">
        {t("settings.search")}
        <input
          type="search"
          data-box
          value={wanted}
          placeholder="smtp.sessionTimeoutSeconds, C_System_…"
          autoComplete="off"
          spellcheck={false}
          onInput={({ currentTarget }) => go(withQuery({ q: currentTarget.value }), { replace: true })}
        />
      </label>
      {problem && <Failed problem={problem} again={again} />}
      {!answer && waiting && <Loading />}
      <p class="hidden" aria-live="polite">
        {answer && t("settings.found", { n: found.length })}
      </p>
      {answer && found.length === 0 && <Empty title={t("settings.none")} />}
      {sectionsOf(found).map(([section, settings]) => (
        <section class="card settings" aria-labelledby={`section-${section}`}>
          <h2 id={`section-${section}`}>{section}</h2>
          {settings.map((setting) => (
            <SettingRow key={setting.path} setting={setting} changed={again} />
          ))}
        </section>
      ))}
    </>
  );
}

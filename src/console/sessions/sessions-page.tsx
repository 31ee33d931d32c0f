/** Sessions: past ones and those that end now, with filters; one of them beside the list. */
import { useEffect, useRef } from "preact/hooks";
import { go, here, query, withQuery } from "../address.ts";
import { Heading } from "../parts/heading.tsx";
import { t } from "../text/t.ts";
import { FilterForm } from "./filter-form.tsx";
import { LiveSessions } from "./live-sessions.tsx";
import { PastSessions } from "./past-sessions.tsx";
import { filterIn } from "./session-filter.ts";
import { SessionPane } from "./session-pane.tsx";

export function SessionsPage() {
  const filter = filterIn(query.value);
  const isLive = query.value.get("live") === "true";
  const [, , shown] = here.value.path.split("/");
  const list = withQuery({}, "/sessions");
  const before = useRef(shown);
  // Whoever closes a session is back at its row.
  useEffect(() => {
    if (!shown && before.current)
      document.querySelector<HTMLElement>(`[data-row="${CSS.escape(before.current)}"]`)?.focus();
    before.current = shown;
  }, [shown]);
  return (
    <div class={shown ? "sessions with-pane" : "sessions"}>
      <div class="list-side">
        <Heading title={t("sessions.title")}>
          <button
            type="button"
            aria-pressed={isLive}
            onClick={() => go(withQuery({ live: !isLive, log: "", from: "", to: "" }, "/sessions"))}
          >
            <span class={isLive ? "dot on" : "dot"} aria-hidden="true" />
            {t("sessions.live")}
          </button>
        </Heading>
        <FilterForm filter={filter} isLive={isLive} />
        {isLive ? (
          <LiveSessions filter={filter} shown={shown} />
        ) : (
          <PastSessions key={JSON.stringify(filter)} filter={filter} shown={shown} />
        )}
      </div>
      {shown && <SessionPane key={shown} id={shown} log={filter.log} list={list} />}
    </div>
  );
}

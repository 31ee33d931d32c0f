/** Sessions as they end, the newest first. */
import { useEffect, useState } from "preact/hooks";
import { type Problem, stream } from "../api.ts";
import type { SessionRow } from "../documents.ts";
import { Failed } from "../parts/states.tsx";
import { t } from "../text/t.ts";
import { fits, type SessionFilter } from "./session-filter.ts";
import { SessionTable } from "./session-table.tsx";

/** Older ones are in the records. */
const mostKept = 500;

export function LiveSessions({
  filter,
  shown,
}: {
  readonly filter: SessionFilter;
  readonly shown: string | undefined;
}) {
  const [rows, setRows] = useState<readonly SessionRow[]>([]);
  const [isBroken, setBroken] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  useEffect(
    () =>
      stream(
        "session-live",
        {},
        { session: (row) => setRows((before) => [row as SessionRow, ...before].slice(0, mostKept)) },
        { broken: setBroken, over: setProblem },
      ),
    [],
  );
  const wanted = rows.filter((row) => fits(row, filter));
  return (
    <section class="scroller" aria-label={t("sessions.live")}>
      {problem && <Failed problem={problem} />}
      <p class="live-note" role="status">
        {isBroken ? <strong>{t("live.broken")}</strong> : t(wanted.length === 0 ? "live.waiting" : "live.on")}
      </p>
      <SessionTable rows={wanted} first={0} total={wanted.length} above={0} below={0} shown={shown} />
    </section>
  );
}

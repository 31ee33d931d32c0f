/** Sessions as they end, the newest first. */
import { useEffect, useState } from "preact/hooks";
import { stream } from "../api.ts";
import type { SessionRow } from "../documents.ts";
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
  useEffect(
    () =>
      stream(
        "session-live",
        {},
        { session: (row) => setRows((before) => [row as SessionRow, ...before].slice(0, mostKept)) },
        { broken: setBroken, over: () => setBroken(true) },
      ),
    [],
  );
  const wanted = rows.filter((row) => fits(row, filter));
  return (
    <section class="scroller" aria-label={t("sessions.live")}>
      <p class="live-note" role="status">
        {isBroken ? <strong>{t("live.broken")}</strong> : t(wanted.length === 0 ? "live.waiting" : "live.on")}
      </p>
      <SessionTable rows={wanted} first={0} total={wanted.length} above={0} below={0} shown={shown} />
    </section>
  );
}

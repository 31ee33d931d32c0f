/** Sessions of the records or of a log that was brought, however many: pages come as one scrolls. */
import { useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from "preact/hooks";
import { call, Problem } from "../api.ts";
import type { SessionRow } from "../documents.ts";
import { Empty, Failed, Loading } from "../parts/states.tsx";
import { zoneName } from "../parts/time-text.ts";
import { useSeen } from "../parts/virtual.ts";
import { t } from "../text/t.ts";
import type { SessionFilter } from "./session-filter.ts";
import { SessionPages } from "./session-pages.ts";
import { SessionTable } from "./session-table.tsx";

/** Twice as many make the page miss a frame when they come. */
const pageRows = 100;

function usePages(filter: SessionFilter): SessionPages<SessionRow> {
  const [, redraw] = useReducer((round: number) => round + 1, 0);
  const abort = useRef(new AbortController());
  const pages = useMemo(() => {
    const fetch = async (cursor: string | undefined) => {
      const input = { ...filter, zone: zoneName(), limit: pageRows, ...(cursor !== undefined && { cursor }) };
      const { sessions, next } = await call("session-list", input, abort.current.signal);
      return { rows: sessions, next };
    };
    return new SessionPages(fetch, () => redraw(0 as never));
  }, [filter]);
  useEffect(() => () => abort.current.abort(), []);
  return pages;
}

export function PastSessions({
  filter,
  shown,
}: {
  readonly filter: SessionFilter;
  readonly shown: string | undefined;
}) {
  const [kept] = useState(filter);
  const pages = usePages(kept);
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const rowHeight = useRowHeight(scroller);
  const seen = useSeen(scroller, pages.count, rowHeight);
  useEffect(() => pages.look(seen.first, Math.max(seen.last, 0)));
  const { error } = pages;
  if (error instanceof Problem && pages.count === 0) return <Failed problem={error} again={() => pages.retry()} />;
  if (pages.isWhole && pages.count === 0)
    return (
      <Empty title={t("sessions.none")}>
        <p>{t("sessions.noneHint")}</p>
      </Empty>
    );
  return (
    <>
      <p class="hidden" aria-live="polite">
        {pages.count > 0 && t("sessions.count", { n: pages.count })}
      </p>
      <section class="scroller" ref={setScroller} aria-label={t("sessions.title")}>
        <SessionTable
          rows={pages.count === 0 ? [] : range(seen.first, seen.last).map((index) => pages.rowAt(index))}
          first={seen.first}
          total={pages.isWhole ? pages.count : -1}
          above={seen.above}
          below={seen.below}
          shown={shown}
        />
        {!pages.isWhole && pages.count === 0 && <Loading />}
        {error instanceof Problem && <Failed problem={error} again={() => pages.retry()} />}
      </section>
    </>
  );
}

const range = (first: number, last: number): readonly number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);

/** As `sessions.css` has it: one line, in a narrow list two. */
const rowHeights = { wide: 34, narrow: 58 } as const;
const narrowPixels = 704;

function useRowHeight(scroller: HTMLElement | null): number {
  const [isNarrow, setNarrow] = useState(false);
  useLayoutEffect(() => {
    if (!scroller) return undefined;
    const measure = () => setNarrow(scroller.clientWidth <= narrowPixels);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(scroller);
    return () => observer.disconnect();
  }, [scroller]);
  return isNarrow ? rowHeights.narrow : rowHeights.wide;
}

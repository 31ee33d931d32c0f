/** Blocks: who is kept out and why; one of them with the session that caused it and the mail that it cost. */
import { useState } from "preact/hooks";
import { go, here, query, withQuery } from "../address.ts";
import type { Block } from "../documents.ts";
import { me } from "../me.ts";
import { useAsked } from "../parts/asked.ts";
import { Foreign } from "../parts/foreign.tsx";
import { Heading } from "../parts/heading.tsx";
import { Scroll } from "../parts/scroll.tsx";
import { Empty, Failed, Loading } from "../parts/states.tsx";
import { Time } from "../parts/time.tsx";
import { reasonText } from "../text/of-server.ts";
import { t } from "../text/t.ts";
import { AddBlock } from "./add-block.tsx";
import { BlockPane } from "./block-pane.tsx";
import { RemoveBlock } from "./remove-block.tsx";

export function BlocksPage() {
  const shown = here.value.path.split("/")[2];
  const { answer, problem, waiting, again } = useAsked("blocks-list", {});
  const [adding, setAdding] = useState(false);
  const isAdmin = me.value?.role === "admin";
  const of = query.value.get("of") ?? "";
  const fitting = (answer ?? []).filter((block) => fits(block, of.trim().toLowerCase()));
  return (
    <>
      <Heading title={t("blocks.title")}>
        {isAdmin && (
          <button type="button" aria-expanded={adding} onClick={() => setAdding(!adding)}>
            {t("blocks.add")}
          </button>
        )}
      </Heading>
      {adding && (
        <AddBlock
          done={() => {
            setAdding(false);
            again();
          }}
          close={() => setAdding(false)}
        />
      )}
      <label class="search">
        {t("blocks.search")}
        <input
          type="search"
          data-box
          value={of}
          onInput={({ currentTarget }) => go(withQuery({ of: currentTarget.value }), { replace: true })}
        />
      </label>
      {shown && (
        <BlockPane key={shown} blocked={decodeURIComponent(shown)} list={withQuery({}, "/blocks")} removed={again} />
      )}
      <div aria-busy={waiting}>
        <p class="hidden" role="status">
          {answer && t("blocks.count", { n: fitting.length })}
        </p>
        {problem && <Failed problem={problem} again={again} />}
        {!answer && waiting && <Loading />}
        {answer && fitting.length === 0 && (
          <Empty title={t(answer.length === 0 ? "blocks.none" : "blocks.noneFits")}>
            {answer.length === 0 && <p>{t("blocks.noneHint")}</p>}
          </Empty>
        )}
        {fitting.length > 0 && <Table blocks={fitting} isAdmin={isAdmin} removed={again} />}
      </div>
    </>
  );
}

const fits = (block: Block, wanted: string): boolean =>
  [block.blocked, reasonText(block), block.note ?? "", block.rule].some((text) => text.toLowerCase().includes(wanted));

interface TableProps {
  readonly blocks: readonly Block[];
  readonly isAdmin: boolean;
  readonly removed: () => void;
}

/** So many are shown; the search finds the others. */
const mostShown = 500;

function Table({ blocks, isAdmin, removed }: TableProps) {
  return (
    <Scroll label={t("blocks.list")}>
      <table class="cards" aria-rowcount={blocks.length + 1}>
        <thead>
          <tr>
            <th scope="col">{t("blocks.who")}</th>
            <th scope="col">{t("blocks.why")}</th>
            <th scope="col">{t("blocks.since")}</th>
            <th scope="col">{t("blocks.until")}</th>
            <th scope="col">{t("blocks.refused")}</th>
            {isAdmin && (
              <th scope="col">
                <span class="hidden">{t("blocks.unblock")}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {blocks.slice(0, mostShown).map((block) => (
            <tr key={block.blocked}>
              <th scope="row">
                <a href={withQuery({}, `/blocks/${encodeURIComponent(block.blocked)}`)} data-row>
                  <Foreign text={block.blocked} most={100} />
                </a>
              </th>
              <td>
                <Foreign text={reasonText(block)} most={200} /> <code>{block.code}</code>
                {block.note !== null && (
                  <span class="faint">
                    {" "}
                    <Foreign text={block.note} most={200} />
                  </span>
                )}
              </td>
              <td data-label={t("blocks.since")}>
                <Time at={block.since} />
              </td>
              <td data-label={t("blocks.until")}>
                {block.until === null ? t("blocks.forever") : <Time at={block.until} />}
              </td>
              <td data-label={t("blocks.refused")}>{t("blocks.sessions", { n: block.refused })}</td>
              {isAdmin && (
                <td>
                  <RemoveBlock blocked={block.blocked} removed={removed} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {blocks.length > mostShown && <p class="faint">{t("blocks.more", { n: blocks.length - mostShown })}</p>}
    </Scroll>
  );
}

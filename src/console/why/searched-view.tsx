/** What was looked through, and what could not be. */
import type { Searched } from "../documents.ts";
import { Foreign } from "../parts/foreign.tsx";
import { Time } from "../parts/time.tsx";
import { zoneName } from "../parts/time-text.ts";
import { t, word } from "../text/t.ts";

/** So many names of files are shown. */
const mostFiles = 100;

export function SearchedView({ searched }: { readonly searched: Searched }) {
  const { files, from, to, lines, unread, gaps, damagedFiles = [] } = searched;
  return (
    <details class="searched">
      <summary>
        {lines > 0 ? t("searched.lines", { n: lines }) : t("searched.nothing")}
        {unread > 0 && <> · {t("searched.unread", { n: unread })}</>}
        {gaps.length > 0 && <strong> · {t("searched.gaps", { n: gaps.length })}</strong>}
        {damagedFiles.length > 0 && <strong> · {t("searched.damaged", { n: damagedFiles.length })}</strong>}
      </summary>
      {from !== null && to !== null && (
        <p>
          {t("searched.from")} <Time at={from} /> {t("searched.to")} <Time at={to} /> ({zoneName()})
        </p>
      )}
      {gaps.length > 0 && (
        <ul>
          {gaps.slice(0, mostFiles).map((gap) => (
            <li>
              <Time at={gap.from} /> – <Time at={gap.to} />: {word("gap", gap.why)}
            </li>
          ))}
        </ul>
      )}
      {damagedFiles.length > 0 && (
        <ul>
          {damagedFiles.slice(0, mostFiles).map(({ file, why }) => (
            <li>
              <Foreign text={`${file}: ${why}`} most={300} />
            </li>
          ))}
        </ul>
      )}
      <ul class="files">
        {files.slice(0, mostFiles).map((file) => (
          <li>
            <Foreign text={file} most={300} />
          </li>
        ))}
      </ul>
      {files.length > mostFiles && <p>{t("searched.moreFiles", { n: files.length - mostFiles })}</p>}
    </details>
  );
}

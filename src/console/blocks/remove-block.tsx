/** The button that ends a block; it asks once more, as mail comes in again at once. */
import { useState } from "preact/hooks";
import { useDone } from "../parts/done.ts";
import { Failed } from "../parts/states.tsx";
import { t } from "../text/t.ts";

export function RemoveBlock({ blocked, removed }: { readonly blocked: string; readonly removed: () => void }) {
  const [asking, setAsking] = useState(false);
  const { run, busy, problem } = useDone("blocks-remove", removed);
  if (problem) return <Failed problem={problem} />;
  if (!asking)
    return (
      <button type="button" onClick={() => setAsking(true)} aria-label={t("blocks.unblockWho", { who: blocked })}>
        {t("blocks.unblock")}
      </button>
    );
  return (
    <span class="row">
      <button type="button" class="danger" disabled={busy} onClick={() => run({ blocked })}>
        {t("blocks.reallyUnblock")}
      </button>
      <button type="button" onClick={() => setAsking(false)}>
        {t("cancel")}
      </button>
    </span>
  );
}

/** Blocks an address or a network by hand. */
import { useEffect, useRef } from "preact/hooks";
import { useDone } from "../parts/done.ts";
import { Failed } from "../parts/states.tsx";
import { spanText } from "../parts/time-text.ts";
import { t } from "../text/t.ts";

const hour = 3600;
/** In seconds; 0 is until it is removed. */
const lengths = [hour, 24 * hour, 7 * 24 * hour, 0] as const;

export function AddBlock({ done, close }: { readonly done: () => void; readonly close: () => void }) {
  const { run, busy, problem } = useDone("blocks-add", done);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    const [blocked = "", note = "", seconds = ""] = ["blocked", "note", "seconds"].map((name) =>
      String(given.get(name)).trim(),
    );
    void run({
      blocked,
      ...(Number(seconds) > 0 && { forSeconds: Number(seconds) }),
      ...(note !== "" && { note }),
    });
  };
  return (
    <form class="card filters" onSubmit={submit}>
      <label>
        {t("blocks.address")}
        <input ref={first} name="blocked" required placeholder="192.0.2.0/24" autoComplete="off" />
      </label>
      <label>
        {t("blocks.length")}
        <select name="seconds">
          {lengths.map((length) => (
            <option value={length}>{length === 0 ? t("blocks.forever") : spanText(length)}</option>
          ))}
        </select>
      </label>
      <label>
        {t("blocks.note")}
        <input name="note" maxLength={500} autoComplete="off" />
      </label>
      <button type="submit" class="primary" disabled={busy}>
        {t("blocks.add")}
      </button>
      <button type="button" data-close onClick={close}>
        {t("cancel")}
      </button>
      {problem && <Failed problem={problem} />}
    </form>
  );
}

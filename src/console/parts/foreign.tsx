/** Text that a stranger wrote: isolated, inert, and cut until it is asked for. */
import { useState } from "preact/hooks";
import { t } from "../text/t.ts";
import { cutAt, inertPieces, shownAtFirst } from "./pieces.ts";

export function Foreign({ text, most = shownAtFirst }: { readonly text: string; readonly most?: number }) {
  const [whole, setWhole] = useState(false);
  const isCut = !whole && text.length > most;
  const pieces = inertPieces(isCut ? cutAt(text, most) : text);
  return (
    <bdi class="foreign">
      {pieces.map((piece) => (piece.mark ? <span class="mark">{piece.text}</span> : piece.text))}
      {isCut && (
        <>
          …{" "}
          <button type="button" class="link" onClick={() => setWhole(true)}>
            {t("showMore", { n: text.length - most })}
          </button>
        </>
      )}
    </bdi>
  );
}

/** When it was: in words, or picked from a calendar. */
import { useRef } from "preact/hooks";
import { t } from "../text/t.ts";

export function WhenField({ value = "" }: { readonly value: string | undefined }) {
  const words = useRef<HTMLInputElement>(null);
  return (
    <div class="when">
      <label>
        {t("ask.about")}
        <input ref={words} name="about" defaultValue={value} placeholder={t("ask.aboutHint")} autoComplete="off" />
      </label>
      <input
        type="datetime-local"
        class="picker"
        aria-label={t("ask.pick")}
        onInput={({ currentTarget }) => {
          if (words.current) words.current.value = currentTarget.value.replace("T", " ");
        }}
      />
    </div>
  );
}

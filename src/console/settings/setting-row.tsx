/** One setting: what it is for, its value, and a field to change it. */
import { useState } from "preact/hooks";
import type { Setting } from "../documents.ts";
import { useDone } from "../parts/done.ts";
import { Foreign } from "../parts/foreign.tsx";
import { Failed } from "../parts/states.tsx";
import { t } from "../text/t.ts";

export function SettingRow({ setting, changed }: { readonly setting: Setting; readonly changed: () => void }) {
  const { path, description, type, value, byDefault, variable, restart } = setting;
  const [isOpen, setOpen] = useState(false);
  const [effect, setEffect] = useState<string>();
  const { run, busy, problem } = useDone("setting-change", ({ changed: changes }) => {
    setEffect(changes.some((one) => one.effect !== "now") ? t("settings.atRestart") : t("settings.saved"));
    setOpen(false);
    changed();
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget as HTMLFormElement).get("value");
    void run({ name: path, value: String(typed ?? "false") });
  };
  return (
    <div class="setting">
      <div>
        <h3>
          <code>{path}</code>
        </h3>
        <p>{description}</p>
        <p class="faint">
          {variable && (
            <>
              <code>{variable.name}</code> = <Foreign text={variable.value} most={200} /> ·{" "}
            </>
          )}
          {t("settings.default")} <Foreign text={byDefault || t("settings.empty")} most={200} />
          {restart && ` · ${t("settings.restart")}`}
        </p>
      </div>
      <div class="setting-value">
        {isOpen ? (
          <form onSubmit={submit} class="row">
            <Field setting={setting} />
            <button type="submit" class="primary" disabled={busy}>
              {t("save")}
            </button>
            <button type="button" data-close onClick={() => setOpen(false)}>
              {t("cancel")}
            </button>
          </form>
        ) : (
          <p class="row">
            <strong class={value === byDefault ? "plain" : ""}>
              <Foreign text={shown(setting) || t("settings.empty")} most={300} />
            </strong>
            {type === "parts" ? (
              <span class="faint">{t("settings.inFile")}</span>
            ) : (
              <button
                type="button"
                onClick={() => setOpen(true)}
                aria-label={t("settings.changeWhich", { name: path })}
              >
                {t("settings.change")}
              </button>
            )}
          </p>
        )}
        <p role="status" class="faint">
          {effect}
        </p>
        {problem && <Failed problem={problem} />}
      </div>
    </div>
  );
}

const shown = ({ type, value }: Setting): string =>
  type === "boolean" ? t(value === "true" ? "settings.yes" : "settings.no") : value;

function Field({ setting: { path, type, words, value, least, most } }: { readonly setting: Setting }) {
  const focus = (element: HTMLElement | null) => element?.focus();
  if (type === "boolean" || type === "enum") {
    const choices = type === "boolean" ? ["true", "false"] : words;
    return (
      <select name="value" aria-label={path} ref={focus}>
        {choices.map((one) => (
          <option value={one} selected={one === value}>
            {type === "boolean" ? t(one === "true" ? "settings.yes" : "settings.no") : one}
          </option>
        ))}
      </select>
    );
  }
  return (
    <>
      <input
        name="value"
        aria-label={path}
        ref={focus}
        defaultValue={value}
        inputMode={type === "number" ? "decimal" : "text"}
        autoComplete="off"
        spellcheck={false}
      />
      {type === "number" && (least !== null || most !== null) && (
        <span class="faint">{t("settings.range", { least: least ?? "…", most: most ?? "…" })}</span>
      )}
      {type === "list" && <span class="faint">{t("settings.list")}</span>}
    </>
  );
}

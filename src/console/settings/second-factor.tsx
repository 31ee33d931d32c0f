/** A second factor: begun with a secret for the telephone, in use once a code of it was right. */
import { useState } from "preact/hooks";
import { Copy } from "../parts/copy.tsx";
import { useDone } from "../parts/done.ts";
import { Failed } from "../parts/states.tsx";
import { t } from "../text/t.ts";

export function SecondFactor({ inUse, changed }: { readonly inUse: boolean; readonly changed: () => void }) {
  const [secret, setSecret] = useState<{ readonly secret: string; readonly uri: string }>();
  const start = useDone("second-factor-start", setSecret);
  const confirm = useDone("second-factor-confirm", () => {
    setSecret(undefined);
    changed();
  });
  const remove = useDone("second-factor-remove", changed);
  const problem = start.problem ?? confirm.problem ?? remove.problem;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget as HTMLFormElement).get("code") ?? "");
    void confirm.run({ code: code.replace(/\s/g, "") });
  };
  return (
    <section class="card account" aria-labelledby="second-factor">
      <h2 id="second-factor">{t("factor.title")}</h2>
      <p>{t(inUse ? "factor.on" : "factor.off")}</p>
      {inUse && (
        <button type="button" class="danger" disabled={remove.busy} onClick={() => void remove.run({})}>
          {t("factor.remove")}
        </button>
      )}
      {!inUse && !secret && (
        <button type="button" disabled={start.busy} onClick={() => void start.run({})}>
          {t("factor.start")}
        </button>
      )}
      {secret && (
        <form onSubmit={submit}>
          <p>{t("factor.secret")}</p>
          <p class="row">
            <code class="secret">{secret.secret.replace(/(.{4})(?=.)/g, "$1 ")}</code>
            <Copy label={t("factor.copy")} text={() => secret.secret} />
            <a class="button" href={secret.uri}>
              {t("factor.open")}
            </a>
          </p>
          <p class="row">
            <label>
              {t("login.code")}
              <input name="code" inputMode="numeric" autoComplete="one-time-code" pattern="[\d\s]{6,8}" required />
            </label>
            <button type="submit" class="primary" disabled={confirm.busy}>
              {t("factor.confirm")}
            </button>
          </p>
        </form>
      )}
      {problem && <Failed problem={problem} />}
    </section>
  );
}

/** Tokens by which programs ask in one's name. */
import { useState } from "preact/hooks";
import { useAsked } from "../parts/asked.ts";
import { Copy } from "../parts/copy.tsx";
import { useDone } from "../parts/done.ts";
import { Foreign } from "../parts/foreign.tsx";
import { Failed, Loading } from "../parts/states.tsx";
import { Time } from "../parts/time.tsx";
import { t } from "../text/t.ts";

const scopes = { read: ["*:read"], write: ["*:read", "*:write"] } as const;
const usualDays = 365;

export function Tokens() {
  const { answer, problem, waiting, again } = useAsked("token-list", {});
  const [made, setMade] = useState<{ readonly name: string; readonly token: string }>();
  const add = useDone("token-add", (token) => {
    setMade(token);
    again();
  });
  const remove = useDone("token-remove", again);
  const failed = add.problem ?? remove.problem;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const given = new FormData(form);
    const scope = given.get("scope") === "write" ? scopes.write : scopes.read;
    void add.run({ name: String(given.get("name")), scopes: [...scope], days: Number(given.get("days")) || usualDays });
    form.reset();
  };
  return (
    <section class="card account" aria-labelledby="tokens">
      <h2 id="tokens">{t("tokens.title")}</h2>
      <p>{t("tokens.lead")}</p>
      {problem && <Failed problem={problem} again={again} />}
      {!answer && waiting && <Loading />}
      <ul class="rows">
        {answer?.map(({ name, scopes: own, expiresAt, usedAt }) => (
          <li class="row">
            <strong>
              <Foreign text={name} most={100} />
            </strong>
            <code class="grow">{own.join(" ")}</code>
            <span class="faint">
              {t("tokens.until")} <Time at={expiresAt} style="day" /> · {t("tokens.used")} <Time at={usedAt} />
            </span>
            <button type="button" class="danger" disabled={remove.busy} onClick={() => void remove.run({ name })}>
              {t("remove")}
            </button>
          </li>
        ))}
      </ul>
      {made && (
        <p class="row made" role="status">
          {t("tokens.once")} <code class="secret">{made.token}</code>
          <Copy label={t("tokens.copy")} text={() => made.token} />
        </p>
      )}
      <form class="filters" onSubmit={submit}>
        <label>
          {t("tokens.name")}
          <input name="name" required maxLength={100} autoComplete="off" />
        </label>
        <label>
          {t("tokens.scope")}
          <select name="scope">
            <option value="read">{t("tokens.read")}</option>
            <option value="write">{t("tokens.write")}</option>
          </select>
        </label>
        <label>
          {t("tokens.days")}
          <input name="days" type="number" min={1} max={3650} defaultValue={`${usualDays}`} />
        </label>
        <button type="submit" disabled={add.busy}>
          {t("tokens.add")}
        </button>
      </form>
      {failed && <Failed problem={failed} />}
    </section>
  );
}

/** Login: address, password, and the code of the second factor where there is one. */
import { useEffect, useRef, useState } from "preact/hooks";
import { go, query } from "../address.ts";
import { call, Problem } from "../api.ts";
import { me } from "../me.ts";
import { Heading } from "../parts/heading.tsx";
import { Icon } from "../parts/icon.tsx";
import { Failed } from "../parts/states.tsx";
import { t } from "../text/t.ts";
import { wayBack } from "./way-back.ts";

export function LoginPage() {
  const [codeNeeded, setCodeNeeded] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const address = useRef<HTMLInputElement>(null);
  const code = useRef<HTMLInputElement>(null);
  useEffect(() => address.current?.focus(), []);
  useEffect(() => {
    if (codeNeeded) code.current?.focus();
  }, [codeNeeded]);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const given = Object.fromEntries(new FormData(event.currentTarget as HTMLFormElement));
    setBusy(true);
    setProblem(undefined);
    try {
      const came = await call("login", given as never);
      if ("codeNeeded" in came) setCodeNeeded(true);
      else {
        me.value = came;
        go(wayBack(query.value.get("back")), { replace: true });
      }
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    }
    setBusy(false);
  };
  return (
    <div class="login">
      <Heading title={t("login.title")} />
      <p class="faint">{t("login.lead")}</p>
      <form onSubmit={submit} aria-busy={busy}>
        <label>
          {t("login.address")}
          <input name="address" type="text" inputMode="email" autoComplete="username" required ref={address} />
        </label>
        <label>
          {t("login.password")}
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
        {codeNeeded && (
          <label>
            {t("login.code")}
            <input ref={code} name="code" inputMode="numeric" autoComplete="one-time-code" pattern="\d{6}" required />
            <small class="faint">{t("login.codeHint")}</small>
          </label>
        )}
        {problem &&
          (problem.status === 401 ? (
            <p class="state failed" role="alert">
              <Icon name="warning" /> {t("login.wrong")}
            </p>
          ) : (
            <Failed problem={problem} />
          ))}
        <button type="submit" class="primary" disabled={busy}>
          {t("login.submit")}
        </button>
      </form>
    </div>
  );
}

/** What stands around every page: the bar, the way past it, and who one is. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { here } from "./address.ts";
import { chooseLanguage, chooseTheme, theme, themes } from "./choices.ts";
import { keysShown } from "./keys.ts";
import { logOut, me, pagesFor } from "./me.ts";
import { Icon } from "./parts/icon.tsx";
import { language, t } from "./text/t.ts";

const isOpen = (path: string): boolean =>
  path === "/" ? here.value.path === "/" : here.value.path === path || here.value.path.startsWith(`${path}/`);

export function Shell({ children }: { readonly children: ComponentChildren }) {
  const who = me.value;
  return (
    <>
      <a class="skip" href="#main">
        {t("skip")}
      </a>
      <header class="bar">
        <a class="brand" href="/">
          <Icon name="mailbox" /> Postino
        </a>
        {who && (
          <nav aria-label={t("nav")}>
            {pagesFor(who.role).map(({ path, text }) => (
              <a href={path} aria-current={isOpen(path) ? "page" : undefined}>
                {t(text)}
              </a>
            ))}
          </nav>
        )}
        <Choices />
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <Keys />
    </>
  );
}

function Choices() {
  const who = me.value;
  const menu = useRef<HTMLDetailsElement>(null);
  const { path, search } = here.value;
  useEffect(() => menu.current?.removeAttribute("open"), [path, search]);
  return (
    <details class="menu" ref={menu}>
      <summary title={t("menu")}>
        <Icon name="person" />
        <span class="wide">{who ? who.address : t("menu")}</span>
      </summary>
      <div class="menu-body">
        {who && (
          <p class="faint">
            {t(`role.${who.role}`)} · {who.hostname} · {who.version}
          </p>
        )}
        <fieldset>
          <legend>{t("language")}</legend>
          {(["en", "it"] as const).map((one) => (
            <label class="choice" lang={one}>
              <input
                type="radio"
                name="language"
                checked={language.value === one}
                onChange={() => chooseLanguage(one)}
              />
              {{ en: "English", it: "Italiano" }[one]}
            </label>
          ))}
        </fieldset>
        <fieldset>
          <legend>{t("theme")}</legend>
          {themes.map((one) => (
            <label class="choice">
              <input type="radio" name="theme" checked={theme.value === one} onChange={() => chooseTheme(one)} />
              {t(`theme.${one}`)}
            </label>
          ))}
        </fieldset>
        <p>
          <button type="button" class="link" onClick={() => (keysShown.value = true)}>
            {t("keys.title")}
          </button>
        </p>
        {who && (
          <p class="row">
            <a href="/account">{t("account")}</a>
            <button type="button" onClick={() => void logOut()}>
              {t("logOut")}
            </button>
          </p>
        )}
      </div>
    </details>
  );
}

function Keys() {
  const dialog = useRef<HTMLDialogElement>(null);
  const shown = keysShown.value;
  useEffect(() => {
    if (shown) dialog.current?.showModal();
    else dialog.current?.close();
  }, [shown]);
  const pages = me.value ? pagesFor(me.value.role) : [];
  const rows: readonly (readonly [string, string])[] = [
    ["/", t("keys.box")],
    ...pages.map(({ key, text }) => [`g ${key}`, t(text)] as const),
    ["j k", t("keys.step")],
    ["Enter", t("keys.open")],
    ["Esc", t("keys.close")],
    ["?", t("keys.title")],
  ];
  return (
    <dialog ref={dialog} aria-labelledby="keys-title" onClose={() => (keysShown.value = false)}>
      <h2 id="keys-title">{t("keys.title")}</h2>
      <dl class="keys">
        {rows.map(([key, what]) => (
          <div>
            <dt>
              {key.split(" ").map((one) => (
                <kbd>{one}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <form method="dialog">
        <button type="submit">{t("close")}</button>
      </form>
    </dialog>
  );
}

/** What a page shows when it has nothing to show yet, or never will. */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Problem } from "../api.ts";
import { problemText } from "../text/problem-text.ts";
import { t, word } from "../text/t.ts";
import { Foreign } from "./foreign.tsx";
import { Icon } from "./icon.tsx";

/** A quick answer needs no sign of waiting. */
const quickMilliseconds = 150;

export function Loading() {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), quickMilliseconds);
    return () => clearTimeout(timer);
  }, []);
  return (
    <p class="state loading" role="status">
      {shown && (
        <>
          <span class="spinner" aria-hidden="true" /> {t("loading")}
        </>
      )}
    </p>
  );
}

/** Other kinds of trouble are told as the server, or a proxy before it, tells them. */
const isKnown = (status: number): boolean => word("problem", `${status}`) !== `${status}`;

export function Failed({ problem, again }: { readonly problem: Problem; readonly again?: () => void }) {
  const { status, title, detail, id, isOfServer } = problem;
  return (
    <div class="state failed" role="alert">
      <Icon name="warning" />
      <div>
        <p>
          <strong>{isKnown(status) ? word("problem", `${status}`) : <Foreign text={title} />}</strong>
        </p>
        {detail !== "" && detail !== title && (
          <p>
            <Foreign text={problemText(detail)} />
          </p>
        )}
        {isOfServer && id !== "" && (
          <p class="faint">
            {t("problemId")} <code>{id}</code>
          </p>
        )}
        {isOfServer && again && (
          <button type="button" onClick={again}>
            {t("tryAgain")}
          </button>
        )}
      </div>
    </div>
  );
}

export function Empty({ title, children }: { readonly title: string; readonly children?: ComponentChildren }) {
  return (
    <div class="state empty">
      <p>
        <strong>{title}</strong>
      </p>
      {children}
    </div>
  );
}

/** The heading of a page: names the document, and takes the focus when one comes to the page. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** The page that was loaded first keeps the focus where the browser puts it. */
let arrived = false;

interface Props {
  readonly title: string;
  /** Of a part that comes beside the page. */
  readonly level?: 1 | 2;
  readonly children?: ComponentChildren;
}

export function Heading({ title, level = 1, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Postino`;
  }, [title]);
  useEffect(() => {
    if (arrived) heading.current?.focus({ preventScroll: true });
    arrived = true;
    if (level === 1) scrollTo(0, 0);
  }, [level]);
  return (
    <div class="heading">
      {level === 1 ? (
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
      ) : (
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
      )}
      {children}
    </div>
  );
}

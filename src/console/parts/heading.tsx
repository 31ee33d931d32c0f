/** The heading of a page: names the document, and takes the focus when one comes to the page. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** The page that was loaded first keeps the focus where the browser puts it. */
let arrived = false;

export function Heading({ title, children }: { readonly title: string; readonly children?: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Postino`;
  }, [title]);
  useEffect(() => {
    if (arrived) heading.current?.focus({ preventScroll: true });
    arrived = true;
    scrollTo(0, 0);
  }, []);
  return (
    <div class="heading">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </div>
  );
}

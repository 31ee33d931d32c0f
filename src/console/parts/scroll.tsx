/** A part that is wider than the page, and scrolls by itself, also by the keyboard. */
import type { ComponentChildren } from "preact";

export const Scroll = ({ label, children }: { readonly label: string; readonly children: ComponentChildren }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
  <section class="scroll" aria-label={label} tabIndex={0}>
    {children}
  </section>
);

/** The keyboard: `/` the box, `g` and a letter a page, `j` and `k` through a list, `?` what there is. */
import { signal } from "@preact/signals";
import { go } from "./address.ts";
import { me, pagesFor } from "./me.ts";

export const keysShown = signal(false);

/** A `g` counts for so long. */
const chordMilliseconds = 1500;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Moves to the next or the previous row that can be opened, from that which has the focus or is open. */
function step(by: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-row]")];
  const focused = rows.indexOf(document.activeElement as HTMLElement);
  const at = focused < 0 ? rows.findIndex((row) => row.ariaCurrent === "true") : focused;
  const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function focusBox(): void {
  const box = document.querySelector<HTMLElement>("[data-box]");
  if (box) box.focus();
  else go("/");
}

/** What a key does; false where it is not ours. */
function press(key: string): boolean {
  if (key === "/") focusBox();
  else if (key === "?") keysShown.value = true;
  else if (key === "j") step(1);
  else if (key === "k") step(-1);
  else return false;
  return true;
}

/** Follows the keyboard; gives the end of it. */
export function followKeys(): () => void {
  let chordUntil = 0;
  const down = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") {
      document.querySelector<HTMLElement>("[data-close]")?.click();
      return;
    }
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    const page =
      event.timeStamp < chordUntil && me.value
        ? pagesFor(me.value.role).find(({ key }) => key === event.key)
        : undefined;
    chordUntil = event.key === "g" ? event.timeStamp + chordMilliseconds : 0;
    if (page) go(page.path);
    if (page || press(event.key)) event.preventDefault();
  };
  addEventListener("keydown", down);
  return () => removeEventListener("keydown", down);
}

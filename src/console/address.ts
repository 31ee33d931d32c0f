/** Where one is: the address of the page, which holds its whole state, so that a link can be sent and Back works. */
import { computed, signal } from "@preact/signals";
import { type Fields, queryOf } from "./request.ts";

export interface Place {
  readonly path: string;
  /** With its question mark, or empty. */
  readonly search: string;
  /** What is too long for an address; goes with the entry of the history. */
  readonly state: unknown;
}

const read = (): Place => ({ path: location.pathname, search: location.search, state: history.state });

export const here = signal<Place>(read());
export const query = computed(() => new URLSearchParams(here.value.search));

/** Goes to another page or state. */
export function go(to: string, { replace = false, state = null }: { replace?: boolean; state?: unknown } = {}): void {
  if (replace) history.replaceState(state, "", to);
  else history.pushState(state, "", to);
  here.value = read();
}

/** The same page with some fields of its query changed; an empty one is taken out. */
export function withQuery(changes: Fields, path = here.value.path): string {
  const text = queryOf({ ...Object.fromEntries(query.value), ...changes });
  return text === "" ? path : `${path}?${text}`;
}

/** Follows Back, Forward and links within the page; gives the end of it. */
export function followAddress(): () => void {
  const back = () => {
    here.value = read();
  };
  const click = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!(link instanceof HTMLAnchorElement) || link.origin !== location.origin || link.target || link.download) return;
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    if (link.hash !== "" && link.pathname === location.pathname) return;
    event.preventDefault();
    go(link.pathname + link.search);
  };
  addEventListener("popstate", back);
  document.addEventListener("click", click);
  return () => {
    removeEventListener("popstate", back);
    document.removeEventListener("click", click);
  };
}

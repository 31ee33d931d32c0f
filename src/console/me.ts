/** Who is logged in, and what he may open. */
import { signal } from "@preact/signals";
import { call, Problem } from "./api.ts";
import type { Me, Role } from "./documents.ts";
import type { TextId } from "./text/t.ts";

/** Undefined until the server told; null: nobody. */
export const me = signal<Me | null | undefined>(undefined);
/** Why the server could not tell. */
export const unreachable = signal<Problem | undefined>(undefined);

export async function fetchMe(): Promise<void> {
  unreachable.value = undefined;
  try {
    me.value = await call("me", {});
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.status === 401) me.value = null;
    else unreachable.value = error;
  }
}

export async function logOut(): Promise<void> {
  await call("logout", {});
  me.value = null;
}

export interface PageLink {
  readonly path: string;
  readonly text: TextId;
  /** Pressed after `g`. */
  readonly key: string;
  readonly roles: readonly Role[];
}

/** The pages of the bar, in its order. */
export const pages: readonly PageLink[] = [
  { path: "/", text: "nav.why", key: "w", roles: ["admin", "helpdesk", "user"] },
  { path: "/sessions", text: "nav.sessions", key: "s", roles: ["admin", "helpdesk"] },
  { path: "/logs", text: "nav.logs", key: "l", roles: ["admin", "helpdesk"] },
  { path: "/blocks", text: "nav.blocks", key: "b", roles: ["admin", "helpdesk"] },
  { path: "/settings", text: "nav.settings", key: "e", roles: ["admin"] },
];

export const pagesFor = (role: Role): readonly PageLink[] => pages.filter(({ roles }) => roles.includes(role));

/** Changed settings as people read them. */
import type { SettingChange } from "../app/settings-desk.ts";

/** What the operation `reload` gives. */
export interface Reloaded {
  readonly file: string;
  readonly changed: readonly SettingChange[];
}

/** `smtp.errors: 20 → 21`, and when it counts where that is not at once. */
export const changeLine = ({ path, before, after, effect }: SettingChange): string =>
  `${path}: ${before === undefined ? "" : `${before} → `}${after}${effect === "at-restart" ? " (counts when the server is started again)" : ""}`;

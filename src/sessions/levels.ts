/** How much the log of each service said, and from when on: what it could not tell at a time follows from it. */
import type { MailEvent } from "../events/event.ts";

/** From an instant on (epoch milliseconds) the log of that service had that level. */
export interface LevelChange {
  readonly at: number;
  readonly service: string;
  /** none, summary, debug or extended. */
  readonly level: string;
}

const setting = "log.levels.";

export class LevelHistory {
  readonly #changes: LevelChange[] = [];

  /** Each stamp tells the level; that there is none any more stands in the journal only. */
  take(event: MailEvent): void {
    const { at } = event;
    if (event.kind === "log.opened") this.#changes.push({ at, service: event.service, level: event.level });
    if (event.kind !== "settings.changed" || !event.what.startsWith(setting)) return;
    const [level = ""] = (event.after ?? "").split(" ", 1);
    this.#changes.push({ at, service: event.what.slice(setting.length), level });
  }

  /** What was in force when [from, to] began, and the changes in it, oldest first. */
  between(from: number, to: number): readonly LevelChange[] {
    const last = new Map<string, LevelChange>();
    const found: LevelChange[] = [];
    for (const change of this.#changes.toSorted((a, b) => a.at - b.at)) {
      if (change.at > to) break;
      const before = last.get(change.service);
      if (before?.level === change.level) continue;
      last.set(change.service, change);
      if (before && change.at <= from) found.splice(found.indexOf(before), 1);
      found.push(change);
    }
    return found;
  }
}

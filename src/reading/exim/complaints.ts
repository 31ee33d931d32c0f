/** What a line before a refusal says of it, which then has no words of its own, or names nobody: a check that failed, and SA-Exim's verdict. */
import { BoundedMap } from "../../base/bounded.ts";
import type { Source } from "../../events/event.ts";

export interface Complaint {
  readonly text: string;
  readonly at: number;
  readonly source: Source;
  /** Whose message it is about. */
  readonly named?: Named;
}

export interface Named {
  readonly recipients: readonly string[];
  readonly messageId?: string;
  readonly score: number;
}

/** Of so many messages it is remembered: the refusal stands in the next lines. */
const maxComplaints = 1000;
/** Within this time. */
const pendingMilliseconds = 60_000;

export class Complaints {
  readonly #byId = new BoundedMap<string, Complaint>(maxComplaints);

  add(id: string, complaint: Complaint): void {
    this.#byId.add(id, complaint);
  }

  of(id: string): Complaint | undefined {
    return this.#byId.get(id);
  }

  /** Lines of which a refusal may still come, at an instant of the log. */
  *pending(now: number): Generator<Source> {
    for (const { at, source } of this.#byId.values()) if (at >= now - pendingMilliseconds) yield source;
  }
}

/** Tells whoever watches of each session of the running server when it is over. */
import type { Session } from "../sessions/session.ts";

export interface LiveSessions {
  /** Gives what ends the watching. */
  readonly watch: (told: (session: Session) => void) => () => void;
}

export class SessionNews implements LiveSessions {
  readonly #watchers = new Set<(session: Session) => void>();

  tell(session: Session): void {
    for (const told of this.#watchers) told(session);
  }

  watch(told: (session: Session) => void): () => void {
    this.#watchers.add(told);
    return () => this.#watchers.delete(told);
  }
}

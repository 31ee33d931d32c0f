/** What an operation may know and do of the request that asks for it. */

import type { Reply } from "../../mail/reply.ts";

export interface Visit {
  /** Address of the asker, also behind a proxy that is believed. */
  readonly ip: string;
  /** What came behind the header, for an operation that takes it as it is. */
  readonly body: () => AsyncIterable<Uint8Array>;
  /** The secret of the cookie, where there is one. */
  readonly cookie: string | undefined;
  /** Sets the cookie; undefined takes it away. */
  readonly setCookie: (secret: string | undefined) => void;
  /** Writes a login into the log as a session of its own, where intrusion prevention counts it; gives the session's id. */
  readonly loggedIn: (login: string, account: string | undefined, refused: Reply | undefined) => string;
}

/** What is written down of those who come by the web: logins as sessions, so that intrusion prevention counts them, and remarks. */
import type { EventBase, MailEvent } from "../events/event.ts";
import type { Reply } from "../mail/reply.ts";

export interface WebLog {
  /** Somebody tried to sign in; without an account he was refused. Gives the session's id. */
  readonly loggedIn: (ip: string, login: string, account: string | undefined, refused: Reply | undefined) => string;
  /** A remark in the log of the web service. */
  readonly noted: (text: string) => void;
}

interface WebLogOptions {
  readonly emit: (event: MailEvent) => void;
  /** Resolves when what was emitted is written. */
  readonly written: () => Promise<void>;
  readonly nextId: () => string;
  readonly node: string;
  readonly now: () => number;
}

/** What a login is called in the log, and how it is answered: RFC 4954 §6 has the codes, whatever the protocol. */
const verb = "LOGIN";
const right: Reply = { code: 235, enhanced: "2.7.0", text: "signed in" };

export function createWebLog({ emit, written, nextId, node, now }: WebLogOptions): WebLog {
  const base = (): EventBase => ({ at: now(), atPrecisionSeconds: 0.001, node, service: "web" });
  return {
    loggedIn: (ip, login, account, refused) => {
      const session = nextId();
      const said = () => ({ ...base(), session, peer: ip });
      emit({ ...said(), kind: "session.opened", role: "server" });
      emit({ ...said(), kind: "smtp.command", verb, argument: login });
      if (account !== undefined)
        emit({ ...said(), kind: "decision", by: "auth.login", verdict: "accept", detail: account });
      emit({ ...said(), kind: "smtp.reply", ...(refused ?? right) });
      emit({ ...said(), kind: "session.closed", ended: "quit" });
      void written();
      return session;
    },
    noted: (text) => {
      emit({ ...base(), kind: "system.noted", text });
      void written();
    },
  };
}

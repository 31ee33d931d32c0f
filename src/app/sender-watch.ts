/** Our own users of a running server: who writes to too many is held, who looks stolen is suspended and told why. */
import type { Database } from "../base/database.ts";
import type { Config } from "../config/schema.ts";
import type { EventOf, MailEvent } from "../events/event.ts";
import type { EndedSession, Guard } from "../intrusion/guard.ts";
import { type Excess, type Origin, Senders, type Stranger } from "../intrusion/senders.ts";
import { openSenders } from "../intrusion/store.ts";
import type { Refusal } from "../mail/envelope.ts";
import type { SmtpHooks } from "../smtp/hooks.ts";
import type { Ledger } from "./ledger.ts";
import { mayNotWrite, suspendedLogin } from "./suspended.ts";
import type { Suspensions } from "./suspensions.ts";

export interface SenderWatch extends Guard {
  readonly mayWrite: NonNullable<SmtpHooks["mayWrite"]>;
  /** Writes what has changed; once a day what is old is forgotten. Throws the database's error. */
  readonly save: () => void;
}

interface SenderWatchOptions {
  /** The configuration in force. */
  readonly config: () => Config;
  readonly database: Database;
  readonly suspensions: Pick<Suspensions, "of" | "suspend" | "refused">;
  /** Does an address tell nothing of the user there? That of a web client's server does not. */
  readonly isShared: (peer: string) => boolean;
  readonly ledger: () => Pick<Ledger, "emit" | "report">;
  readonly now: () => number;
}

const pruneMilliseconds = 86_400_000;

export function createSenderWatch(options: SenderWatchOptions): SenderWatch {
  const { config, database, suspensions, isShared, ledger, now } = options;
  const node = String(config().server.node);
  const senders = new Senders(() => config().intrusion.accounts, openSenders(database));
  /** Those who are told in the log already. */
  const held = new Set<string>();
  let prunedAt = Number.NEGATIVE_INFINITY;
  const note = (text: string, peer?: string) => {
    const base = { at: now(), atPrecisionSeconds: 0.001, node, service: "intrusion", ...(peer && { peer }) } as const;
    ledger().emit({ kind: "system.noted", ...base, text });
  };
  const originOf = (peer: string | undefined, session: string): Origin => ({
    session,
    ...(peer !== undefined && !isShared(peer) && { peer }),
  });
  const hold = (account: string, excess: Excess): Refusal => {
    if (!held.has(account)) note(`${account} is held: more than ${excess.limit} recipients within ${span(excess)}`);
    held.add(account);
    return heldFor(account, excess);
  };
  const meet = (account: string, stranger: Stranger, { peer, session }: Origin): Refusal | undefined => {
    const { network, recipients: count, limit } = stranger;
    const reason = `recipients within a day from ${network}, where it was never seen before`;
    if (config().intrusion.accounts.newNetwork === "suspend")
      return mayNotWrite(suspensions.suspend({ account, rule: "new-network", reason, count, limit, session }));
    note(`${account} wrote to ${count} ${reason}, more than ${limit}; session=${session}`, peer);
    return undefined;
  };
  return {
    mayWrite: (account, { peer, session }) => {
      if (!config().intrusion.enabled) return undefined;
      const block = suspensions.of(account);
      if (block) return mayNotWrite(block);
      const origin = originOf(peer, session);
      const found = senders.add(account, origin, now());
      if (found && "within" in found) return hold(account, found);
      held.delete(account);
      return found && meet(account, found, origin);
    },
    take: (event) => {
      if (event.kind !== "decision" || !config().intrusion.enabled) return;
      const account = accountOf(event);
      if (event.by === suspendedLogin) suspensions.refused(account);
      if (event.by === "auth.login" && event.verdict === "accept" && event.session !== undefined)
        senders.seen(account, originOf(event.peer, event.session), now());
    },
    end: (session) => {
      if (session.user === undefined || !config().intrusion.enabled) return;
      const { recipients, refused } = recipientsOf(session);
      const found = senders.ended(session.user, recipients, refused, now());
      if (!found || suspensions.of(session.user)) return;
      const reason = `${found.refused} of ${found.recipients} recipients of an hour were refused`;
      try {
        suspensions.suspend({ account: session.user, rule: "refused-recipients", reason, session: session.id });
      } catch (error) {
        // The account may be gone meanwhile; the session that ends here is to end in any case.
        ledger().report(`the suspension of ${session.user}`, error);
      }
    },
    save: () => {
      senders.save();
      if (now() - prunedAt < pruneMilliseconds) return;
      senders.prune(now());
      prunedAt = now();
    },
  };
}

/** Of a decision about a login: "bob@example.org", perhaps with more behind it. */
const accountOf = ({ detail = "" }: EventOf<"decision"> & MailEvent): string => detail.split("; ", 1)[0] ?? "";

function recipientsOf({ facts }: EndedSession) {
  const counted = facts.find((fact) => fact.kind === "session.counted");
  // What is refused because the account is suspended says nothing more of it.
  const refused = facts.filter(
    (fact) =>
      fact.kind === "rcpt.refused" &&
      fact.stage === "rcpt" &&
      fact.reply.code >= 500 &&
      fact.decidedBy !== "sender.suspended",
  );
  return { recipients: counted?.verbs.RCPT?.all ?? 0, refused: refused.length };
}

const span = ({ within }: Excess): string => (within === "hour" ? "an hour" : "a day");

function heldFor(account: string, excess: Excess): Refusal {
  const { within, limit, waitMilliseconds, session } = excess;
  const minutes = Math.ceil(waitMilliseconds / 60_000);
  const text = `${account} may write to ${limit} recipients within ${span(excess)}, and has; there is room again in ${minutes} min`;
  return {
    reply: { code: 450, enhanced: "4.7.1", text },
    by: `sender.rate-${within}`,
    cause: "submission.rate-limit",
    ...(session !== undefined && { detail: `${account}; session=${session}` }),
  };
}

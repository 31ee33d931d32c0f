/** Our own users of a running server: who writes to too many is held, whose recipients are mostly refused is suspended. */
import type { AccountStore } from "../accounts/store.ts";
import type { Config } from "../config/schema.ts";
import type { EventOf } from "../events/event.ts";
import type { EndedSession } from "../intrusion/guard.ts";
import { type Excess, Senders } from "../intrusion/senders.ts";
import type { Refusal } from "../mail/envelope.ts";
import type { SmtpHooks } from "../smtp/hooks.ts";
import type { Ledger } from "./ledger.ts";

export interface SenderWatch {
  readonly mayWrite: NonNullable<SmtpHooks["mayWrite"]>;
  /** A session is over. */
  readonly end: (session: EndedSession) => void;
}

interface SenderWatchOptions {
  /** The configuration in force. */
  readonly config: () => Config;
  readonly accounts: Pick<AccountStore, "changeAccount">;
  readonly ledger: () => Pick<Ledger, "emit" | "journal" | "report">;
  readonly now: () => number;
}

/** Who suspends, in the journal. */
const by = "intrusion.refused-recipients";

export function createSenderWatch({ config, accounts, ledger, now }: SenderWatchOptions): SenderWatch {
  const node = String(config().server.node);
  const senders = new Senders(() => config().intrusion.accounts);
  /** Those who are told in the log already. */
  const held = new Set<string>();
  const note = (text: string, peer?: string) => {
    const base = { at: now(), atPrecisionSeconds: 0.001, node, service: "intrusion", ...(peer && { peer }) } as const;
    ledger().emit({ kind: "system.noted", ...base, text });
  };
  return {
    mayWrite: (account) => {
      if (!config().intrusion.enabled) return undefined;
      const excess = senders.add(account, now());
      if (!excess) {
        held.delete(account);
        return undefined;
      }
      if (!held.has(account))
        note(
          `${account} is held: more than ${excess.limit} recipients within ${excess.within === "hour" ? "an hour" : "a day"}`,
        );
      held.add(account);
      return refusalFor(account, excess);
    },
    end: ({ id, user, peer, facts }) => {
      if (user === undefined || !config().intrusion.enabled) return;
      const counted = facts.find((fact): fact is EventOf<"session.counted"> => fact.kind === "session.counted");
      const refused = facts.filter(
        (fact) => fact.kind === "rcpt.refused" && fact.stage === "rcpt" && fact.reply.code >= 500,
      );
      const found = senders.ended(user, counted?.verbs.RCPT?.all ?? 0, refused.length, now());
      if (!found) return;
      try {
        accounts.changeAccount(user, { state: "login-disabled" });
      } catch (error) {
        // It may be gone meanwhile; the session that ends here is to end in any case.
        return ledger().report(`the suspension of ${user}`, error);
      }
      ledger().journal(by, `account ${user} state`, "enabled", "login-disabled");
      const share = `${found.refused} of ${found.recipients} recipients of an hour were refused`;
      note(`${user} is suspended: ${share}; session=${id}; postino account resume ${user} lifts it`, peer);
    },
  };
}

function refusalFor(account: string, { within, limit, waitMilliseconds }: Excess): Refusal {
  const minutes = Math.ceil(waitMilliseconds / 60_000);
  const text = `${account} may write to ${limit} recipients within ${within === "hour" ? "an hour" : "a day"}, and has; there is room again in ${minutes} min`;
  return { reply: { code: 450, enhanced: "4.7.1", text }, by: `sender.rate-${within}`, cause: "submission.rate-limit" };
}

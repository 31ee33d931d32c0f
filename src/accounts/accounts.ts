/** The directory as servers ask it: who is meant by an address, who may log in, and as whom he may send. */
import type { RecipientQuestion, Resolution } from "../mail/envelope.ts";
import type { Authentication } from "../mail/login.ts";
import { createLogins, type LoginOptions } from "./login.ts";
import { addressKey } from "./name.ts";
import { ownsAddress } from "./ownership.ts";
import { createResolution, type ResolutionOptions } from "./resolution.ts";

export interface Accounts {
  /** A promise only where the size of a mailbox must be read first. A broken database is a refusal too. */
  readonly resolve: (question: RecipientQuestion) => Resolution | Promise<Resolution>;
  /** With SCRAM while the setting is on. */
  readonly authentication: Authentication;
  /** See `login.ts`. */
  readonly checkOwnPassword: Authentication["checkPassword"];
  /** The members of a group in the asking account's own domain, named with it or without; undefined for what is none. */
  readonly expand: (account: string, name: string) => readonly string[] | undefined;
}

/** Answers from the store at each question; changes there and in the policy count from the next one. */
export function createAccounts(options: LoginOptions & ResolutionOptions): Accounts {
  const { scram, checkPassword, checkOwnPassword, mayNotStay } = createLogins(options);
  const { store, policy } = options;
  return {
    resolve: createResolution(options),
    checkOwnPassword,
    expand: (account, name) => {
      const { domain } = addressKey(account);
      const asked = addressKey(name);
      const isOwn = asked.domain === "" || asked.domain === domain;
      return isOwn ? store.lookUp({ domain, local: asked.local })?.targets : undefined;
    },
    authentication: {
      checkPassword,
      mayNotStay,
      get scram() {
        return policy().scram ? scram : undefined;
      },
      ownsAddress: (account, address) => ownsAddress(store, policy().separator, account, address),
    },
  };
}

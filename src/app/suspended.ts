/** What a suspended account is told: in a session that is open, and when it logs in. */
import type { Block } from "../intrusion/block.ts";
import type { Refusal } from "../mail/envelope.ts";
import type { Authentication, Login } from "../mail/login.ts";
import type { Suspensions } from "./suspensions.ts";

const cause = "submission.account-blocked";

/** Who decides when a suspended account logs in. */
export const suspendedLogin = "login.suspended";

/** At a recipient, of an account that was logged in already. */
export const mayNotWrite = (block: Block): Refusal => ({
  reply: { code: 550, enhanced: "5.7.1", text: textOf(block) },
  by: "sender.suspended",
  ...{ cause, detail: detailOf(block) },
});

/** The same authentication, but who is suspended is told why, once he has proven who he is. */
export function explained(inner: Authentication, { of }: Pick<Suspensions, "of">): Authentication {
  const explain = (login: Login): Login => {
    const { account, refusal } = login;
    const block = account !== undefined && refusal?.cause === cause ? of(account) : undefined;
    return account !== undefined && block ? { account, refusal: mayNotLogIn(block) } : login;
  };
  return {
    ...inner,
    checkPassword: async (...asked) => explain(await inner.checkPassword(...asked)),
    mayNotStay: (...asked) => {
      const refusal = inner.mayNotStay?.(...asked);
      const block = refusal?.cause === cause ? of(asked[0]) : undefined;
      return refusal && block ? { ...mayNotWrite(block), reply: { ...refusal.reply, text: textOf(block) } } : refusal;
    },
    // Offered or not, as the configuration says at the moment.
    get scram() {
      const { scram } = inner;
      if (!scram) return undefined;
      return (login: string) => {
        const secret = scram(login);
        return { ...secret, login: explain(secret.login) };
      };
    },
  };
}

const mayNotLogIn = (block: Block): Refusal => ({
  reply: { code: 535, enhanced: "5.7.8", text: textOf(block) },
  by: suspendedLogin,
  ...{ cause, detail: detailOf(block) },
});

const reasonOf = ({ reason, count }: Block): string => (count === undefined ? reason : `${count} ${reason}`);

const textOf = (block: Block): string => `${block.blocked} is suspended, ${reasonOf(block)}; ask the administrator`;

/** Begins with the account: whoever looks for its logins finds them by that. */
const detailOf = (block: Block): string => `${block.blocked}; ${reasonOf(block)}; session=${block.session}`;

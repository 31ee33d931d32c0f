/** Every refusal that the directory gives: to a sender for a recipient, and to somebody who logs in. */
import type { Refusal } from "../mail/envelope.ts";

const refusal = (by: string, cause: string, code: number, enhanced: string, text: string): Refusal => ({
  reply: { code, enhanced, text },
  by,
  cause,
});

export const unknown = (address: string) =>
  refusal(
    "recipient.unknown",
    "rcpt.user-unknown",
    550,
    "5.1.1",
    `<${address}> has no mailbox here, check the spelling of the address`,
  );

export const relayDenied = (address: string) =>
  refusal(
    "relay.denied",
    "rcpt.relay-denied",
    550,
    "5.7.1",
    `<${address}> is not in a domain of this server, and it does not relay`,
  );

export const disabled = (address: string) =>
  refusal("recipient.disabled", "rcpt.disabled", 550, "5.2.1", `<${address}> takes no mail, it is switched off`);

export const suspendedDomain = (address: string) =>
  refusal(
    "domain.suspended",
    "rcpt.disabled",
    450,
    "4.2.1",
    `<${address}> takes no mail for the time being, try again later`,
  );

/** `mailbox`: whose it is, where that is another name; strangers are not told, the log is. */
export const full = (address: string, isPermanent: boolean, mailbox?: string): Refusal => ({
  ...(isPermanent
    ? refusal("recipient.full", "rcpt.quota", 552, "5.2.2", `The mailbox of <${address}> is full`)
    : refusal("recipient.full", "rcpt.quota", 452, "4.2.2", `The mailbox of <${address}> is full, try again later`)),
  ...(mailbox !== undefined && { detail: mailbox }),
});

/** An alias, a forward or a catch-all of ours that leads to a name that nobody has. */
export const targetUnknown = (address: string) =>
  refusal(
    "alias.target-unknown",
    "local.alias-wrong",
    550,
    "5.1.1",
    `<${address}> leads to a mailbox that does not exist, tell the postmaster here`,
  );

/** Aliases or forwards that lead round, or on and on. */
export const circle = (address: string) =>
  refusal("recipient.circle", "queue.loop", 550, "5.4.6", `<${address}> leads in a circle and reaches nobody`);

export const directoryDown = (address: string) =>
  refusal(
    "directory.error",
    "rcpt.directory-down",
    451,
    "4.3.0",
    `<${address}> cannot be looked up now, try again later`,
  );

/** For a wrong name and a wrong password alike. */
export const loginFailed = refusal(
  "login.failed",
  "submission.auth-failed",
  535,
  "5.7.8",
  "Name or password is wrong; the name is the whole address",
);

/** The same password is as wrong as before: a program that has an old one tries it on and on, and guesses nothing. */
export const loginRepeated: Refusal = { ...loginFailed, by: "login.repeated" };

export const loginBlocked = refusal(
  "login.blocked",
  "submission.account-blocked",
  535,
  "5.7.8",
  "This account may not log in, ask its administrator",
);

/** Told in a session that is open still; `why` in the words of the log too. */
export const loggedOut = (account: string, cause: string, why: string): Refusal => ({
  ...refusal("sender.logged-out", cause, 421, "4.7.0", `${account} is logged out, ${why}`),
  detail: `${account}; ${why}`,
});

export const loginBusy = refusal(
  "login.busy",
  "submission.auth-backend",
  454,
  "4.7.0",
  "Too many log in at this moment, try again soon",
);

export const loginDown = refusal(
  "directory.error",
  "submission.auth-backend",
  454,
  "4.7.0",
  "Nobody can log in now because of an error on our side, try again later",
);

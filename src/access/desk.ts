/** The desk where people and programs show who they are: login with a second factor, the cookie of the page, tokens. */
import { randomBytes } from "node:crypto";
import { addressKey, mailboxOf } from "../accounts/name.ts";
import type { AccountStore } from "../accounts/store.ts";
import { UsageError } from "../base/error.ts";
import type { Authentication } from "../mail/login.ts";
import type { Reply } from "../mail/reply.ts";
import type { Role } from "./role.ts";
import { base32, secretUri, stepOf } from "./second-factor.ts";
import type { AccessStore, Holder, Token } from "./store.ts";
import { makeSecret, makeToken, secretHash } from "./token.ts";

/** Who is asking. */
export interface Asker {
  /** Key of his account: alice@example.org. */
  readonly account: string;
  readonly role: Role;
  /** Absent for a person at the page, who may do all that his role may. */
  readonly scopes?: readonly string[];
}

/** A secret is told once, and kept by the asker. */
export type SignIn =
  | { readonly secret: string; readonly asker: Asker }
  /** The password is right, and a code of the telephone is needed. */
  | { readonly codeNeeded: true }
  /** 535 counts as a failed login; any other code is no fault of the asker. */
  | { readonly refused: Reply };

export interface AccessDesk {
  /** Takes some 70 ms of CPU for whoever it is. */
  readonly signIn: (login: string, password: string, code: string | undefined, peer: string) => Promise<SignIn>;
  readonly signOut: (secret: string) => void;
  /** By the cookie; undefined where it is none of ours, too old, or of an account that may not log in now. */
  readonly byCookie: (secret: string) => Asker | undefined;
  readonly byToken: (token: string) => Asker | undefined;
  readonly roleOf: (account: string) => Role;
  /** To be done inside `keepingAdmin`. */
  readonly setRole: (account: string, role: Role) => void;
  /** Does a change of accounts, domains or roles whole, or not at all: throws UsageError where no administrator could sign in any more. */
  readonly keepingAdmin: <T>(change: () => T) => T;
  readonly hasSecondFactor: (account: string) => boolean;
  readonly beginSecondFactor: (account: string, issuer: string) => { readonly secret: string; readonly uri: string };
  /** Throws UsageError for a wrong code. */
  readonly confirmSecondFactor: (account: string, code: string) => void;
  readonly removeSecondFactor: (account: string) => boolean;
  readonly tokens: (account: string) => readonly Token[];
  /** Throws UsageError for a name that is taken. */
  readonly addToken: (account: string, wish: TokenWish) => string;
  readonly removeToken: (account: string, name: string) => void;
  /** Ends what was signed in: the password is new, or the account may not log in any more. */
  readonly endAll: (account: string) => void;
  /** Is it one of the account's addresses? See `accounts/ownership.ts`. */
  readonly ownsAddress: Authentication["ownsAddress"];
}

interface TokenWish {
  readonly name: string;
  readonly scopes: readonly string[];
  readonly days: number;
}

interface DeskOptions {
  readonly store: AccessStore;
  readonly accounts: AccountStore;
  readonly checkPassword: Authentication["checkPassword"];
  readonly ownsAddress: Authentication["ownsAddress"];
  /** The settings in force. */
  readonly limits: () => { readonly idleMinutes: number; readonly longestHours: number };
  readonly now: () => number;
}

const secretBytes = 20;
const mostTokens = 50;
const minute = 60_000;
const wrongLogin: Reply = { code: 535, enhanced: "5.7.8", text: "wrong address, password or code" };

export const createAccessDesk = (options: DeskOptions): AccessDesk => ({
  ...signing(options),
  ...roleKeeping(options),
  ...secondFactors(options),
  ...tokenKeeping(options),
  ownsAddress: options.ownsAddress,
});

const holder = (account: string): Holder => addressKey(account);

/** Undefined for an account that may not log in now. */
function askerOf(account: string, { accounts, store }: DeskOptions): Asker | undefined {
  const found = accounts.account(addressKey(account));
  const isOpen = found?.state === "enabled" && accounts.domain(found.domain)?.suspended === false;
  return isOpen ? { account, role: store.roleOf(found) } : undefined;
}

const hasFactor = (store: AccessStore, account: string): boolean =>
  (store.secondFactor(holder(account))?.confirmedAt ?? null) !== null;

/** Is it a code of now, which was not used before? It counts no more from now on. */
function takeCode({ store, now }: DeskOptions, account: string, code: string): boolean {
  const factor = store.secondFactor(holder(account));
  const step = factor && stepOf(factor.secret, code, now(), factor.usedStep);
  if (step === undefined) return false;
  store.confirmSecondFactor(holder(account), step, now());
  return true;
}

function signing(options: DeskOptions): Pick<AccessDesk, "signIn" | "signOut" | "byCookie" | "endAll"> {
  const { store, checkPassword, limits, now } = options;
  return {
    signIn: async (login, password, code, peer) => {
      const { account, refusal } = await checkPassword(login, password, peer);
      if (refusal !== undefined) return { refused: refusal.reply };
      const asker = askerOf(account, options);
      if (!asker) return { refused: wrongLogin };
      if (hasFactor(store, account)) {
        if (code === undefined) return { codeNeeded: true };
        if (!takeCode(options, account, code)) return { refused: wrongLogin };
      }
      const { idleMinutes, longestHours } = limits();
      store.endOldWebSessions(now() - idleMinutes * minute, now() - longestHours * 60 * minute);
      const secret = makeSecret();
      store.addWebSession(holder(account), secretHash(secret), now());
      return { secret, asker };
    },
    signOut: (secret) => store.endWebSession(secretHash(secret)),
    byCookie: (secret) => {
      const hash = secretHash(secret);
      const session = store.webSession(hash);
      if (!session) return undefined;
      const { idleMinutes, longestHours } = limits();
      const idle = now() - session.usedAt;
      if (idle > idleMinutes * minute || now() - session.createdAt > longestHours * 60 * minute) {
        store.endWebSession(hash);
        return undefined;
      }
      // To the minute: a page asks often, and each write waits for the disk.
      if (idle > minute) store.usedWebSession(hash, now());
      return askerOf(mailboxOf(session), options);
    },
    endAll: (account) => store.endAll(holder(account), true),
  };
}

function roleKeeping(options: DeskOptions): Pick<AccessDesk, "roleOf" | "setRole" | "keepingAdmin"> {
  const { store, accounts } = options;
  const hasAdmin = () => store.admins().some(({ domain, local }) => askerOf(`${local}@${domain}`, options));
  return {
    roleOf: (account) => store.roleOf(holder(account)),
    setRole: (account, role) => store.setRole(accounts.knownAccount(account), role),
    keepingAdmin: (change) =>
      accounts.transaction(() => {
        const had = hasAdmin();
        const done = change();
        if (had && !hasAdmin())
          throw new UsageError("nobody would be administrator any more; make somebody else one first");
        return done;
      }),
  };
}

type FactorDesk = "hasSecondFactor" | "beginSecondFactor" | "confirmSecondFactor" | "removeSecondFactor";

function secondFactors(options: DeskOptions): Pick<AccessDesk, FactorDesk> {
  const { store } = options;
  return {
    hasSecondFactor: (account) => hasFactor(store, account),
    beginSecondFactor: (account, issuer) => {
      if (hasFactor(store, account)) throw new UsageError("a second factor is in use already; remove it first");
      const secret = randomBytes(secretBytes);
      store.beginSecondFactor(holder(account), secret);
      return { secret: base32(secret), uri: secretUri(secret, account, issuer) };
    },
    confirmSecondFactor: (account, code) => {
      if (!takeCode(options, account, code))
        throw new UsageError("that code is wrong or over; type the one that the telephone shows now");
    },
    removeSecondFactor: (account) => store.removeSecondFactor(holder(account)),
  };
}

function tokenKeeping(options: DeskOptions): Pick<AccessDesk, "byToken" | "tokens" | "addToken" | "removeToken"> {
  const { store, now } = options;
  return {
    byToken: (text) => {
      const hash = secretHash(text);
      const token = store.token(hash);
      if (!token || token.expiresAt <= now()) return undefined;
      if (now() - (token.usedAt ?? 0) > 60 * minute) store.usedToken(hash, now());
      const asker = askerOf(mailboxOf(token), options);
      return asker && { ...asker, scopes: token.scopes };
    },
    tokens: (account) => store.tokens(holder(account)),
    addToken: (account, { name, scopes, days }) => {
      const there = store.tokens(holder(account));
      if (there.some((each) => each.name === name))
        throw new UsageError(`there is a token "${name}" already; remove it, or take another name`);
      if (there.length >= mostTokens) throw new UsageError(`${mostTokens} tokens are the most; remove one first`);
      const token = makeToken();
      const expiresAt = now() + days * 1440 * minute;
      store.addToken({ ...holder(account), name, scopes, createdAt: now(), expiresAt }, secretHash(token));
      return token;
    },
    removeToken: (account, name) => {
      if (!store.removeToken(holder(account), name)) throw new UsageError(`there is no token "${name}"`, "not-found");
    },
  };
}

/** Who may log in: the password against all that an account has, at the same cost for a name that nobody has. */
import { isDatabaseError } from "../base/database.ts";
import { customerNetwork } from "../base/network.ts";
import type { Authentication, Login } from "../mail/login.ts";
import type { Account } from "./account.ts";
import { HashLine } from "./hash-line.ts";
import { type AddressKey, addressKey, mailboxOf } from "./name.ts";
import { type Derive, matchPassword } from "./passwords.ts";
import { loginBlocked, loginBusy, loginDown, loginFailed, loginRepeated } from "./refusals.ts";
import { KnownPeers, Passwords } from "./remembered.ts";
import { pretendedKeys, readVerifier } from "./scram.ts";
import { createStay, isOpen } from "./stay.ts";
import type { AccountStore } from "./store.ts";

/** A client that asks for mail every few minutes is known again without the costly work. */
const rememberedMilliseconds = 10 * 60_000;
/** The same wrong password from the same address is one try so long: as long as intrusion prevention counts failed logins. */
const wrongMilliseconds = 10 * 60_000;
/** When an app password was used last is for people to see what is idle; to the hour spares a write at each login. */
const usedMilliseconds = 3_600_000;

export interface LoginOptions {
  readonly store: AccountStore;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly derive?: Derive;
  /** Told of the error behind a refusal. */
  readonly failed?: (error: unknown) => void;
}

/** The ways to prove who one is. */
export interface Logins {
  readonly checkPassword: Authentication["checkPassword"];
  /** The same without the passwords of devices, which prove nothing where a device has no place. */
  readonly checkOwnPassword: Authentication["checkPassword"];
  readonly mayNotStay: NonNullable<Authentication["mayNotStay"]>;
  readonly scram: NonNullable<Authentication["scram"]>;
}

type Tried = Parameters<Authentication["checkPassword"]>;

/** Asks the store at each login; what it remembers of passwords is lost with the process. */
export function createLogins({ store, now, derive, failed }: LoginOptions): Logins {
  const line = new HashLine();
  const known = new KnownPeers();
  const good = new Passwords(rememberedMilliseconds, now);
  const wrong = new Passwords(wrongMilliseconds, now);
  const secret = store.secret();

  /** The one that fits, or a refusal. */
  const match = async ([login, password, peer]: Tried, devices: boolean): Promise<Login> => {
    const key = loginKey(login, store);
    const account = store.account(key);
    const ofDevices = devices ? store.appPasswords(key).map((each) => each.passwordHash) : [];
    const own = account ? [account.passwordHash, ...ofDevices] : [];
    const named = account ? { account: mailboxOf(key) } : {};
    let hash = own.find((each) => good.has(each, password));
    if (hash === undefined) {
      const matching = line.run(() => matchPassword(password, own, derive), known.placeOf(peer));
      if (!matching) return { ...named, refusal: loginBusy };
      hash = await matching;
      if (!account || hash === undefined) {
        const tried = `${customerNetwork(peer)} ${mailboxOf(key)}`;
        const refusal = wrong.has(tried, password) ? loginRepeated : loginFailed;
        if (refusal === loginFailed) wrong.add(tried, password);
        return { ...named, refusal };
      }
      good.add(hash, password);
      noteUse(key, account, hash);
    }
    known.add(peer);
    return verdict(key, hash);
  };

  const noteUse = (key: AddressKey, { passwordHash }: Account, hash: string) => {
    const used = store.appPasswords(key).find((each) => each.passwordHash === hash && hash !== passwordHash);
    if (used && now() - (used.usedAt ?? 0) >= usedMilliseconds) store.usedAppPassword(key, hash);
  };

  /** What holds once the password is proven; asked then, since that takes a while. */
  const verdict = (key: AddressKey, proof: string): Login => {
    const account = store.account(key);
    if (!account) return { refusal: loginFailed };
    return isOpen(account, store)
      ? { account: mailboxOf(key), proof }
      : { account: mailboxOf(key), refusal: loginBlocked };
  };

  const check = async (tried: Tried, devices: boolean): Promise<Login> => {
    try {
      return await match(tried, devices);
    } catch (error) {
      if (!isDatabaseError(error)) throw error;
      failed?.(error);
      return { refusal: { ...loginDown, detail: (error as Error).message } };
    }
  };

  return {
    checkPassword: (...tried) => check(tried, true),
    checkOwnPassword: (...tried) => check(tried, false),
    mayNotStay: createStay({ store, ...(failed && { failed }) }),
    scram: (login) => {
      const key = loginKey(login, store);
      const account = store.account(key);
      const wrong = { ...(account && { account: mailboxOf(key) }), refusal: loginFailed };
      const keys = readVerifier(account?.scramVerifier ?? "");
      if (keys) return { ...keys, login: verdict(key, account?.scramVerifier ?? ""), wrong };
      return { ...pretendedKeys(mailboxOf(key), secret), login: wrong, wrong };
    },
  };
}

/** The whole address, or the local part alone where it can mean one domain only. */
function loginKey(login: string, store: AccountStore): AddressKey {
  const key = addressKey(login);
  const [only, another] = key.domain === "" ? store.firstLocalDomains() : [];
  return only !== undefined && another === undefined ? { ...key, domain: only } : key;
}

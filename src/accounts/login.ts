/** Who may log in: the password against all that an account has, at the same cost for a name that nobody has. */
import { createHmac, randomBytes } from "node:crypto";
import { isIP } from "node:net";
import { isDatabaseError } from "../base/database.ts";
import { customerNetwork, neighbourhood } from "../base/network.ts";
import type { Refusal } from "../mail/envelope.ts";
import type { Authentication, Login } from "../mail/login.ts";
import type { Account } from "./account.ts";
import { HashLine, type InLine } from "./hash-line.ts";
import { type AddressKey, addressKey, mailboxOf } from "./name.ts";
import { type Derive, matchPassword } from "./passwords.ts";
import { loggedOut, loginBlocked, loginBusy, loginDown, loginFailed, loginRepeated } from "./refusals.ts";
import { pretendedKeys, readVerifier } from "./scram.ts";
import type { AccountStore } from "./store.ts";

/** A client that asks for mail every few minutes is known again without the costly work. */
const rememberedMilliseconds = 10 * 60_000;
/** The same wrong password from the same address is one try so long: as long as intrusion prevention counts failed logins. */
const wrongMilliseconds = 10 * 60_000;
/** 32 bytes and a number each: some MB at most. */
const mostRemembered = 20_000;
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
  const known = new Peers();
  const placeOf = (peer: string): InLine => ({
    network: isIP(peer) ? neighbourhood(peer) : peer,
    kind: known.has(peer) ? "known" : "strange",
  });
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
      const matching = line.run(() => matchPassword(password, own, derive), placeOf(peer));
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
    mayNotStay: (name, proof) => {
      try {
        return endOf(store, name, proof);
      } catch (error) {
        if (!isDatabaseError(error)) throw error;
        failed?.(error);
        return undefined;
      }
    },
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

const isOpen = ({ domain, state }: Account, store: AccountStore): boolean =>
  state === "enabled" && store.domain(domain)?.suspended === false;

/** Why a login of before counts no more. */
function endOf(store: AccountStore, name: string, proof: string | undefined): Refusal | undefined {
  const blocked = "submission.account-blocked";
  const key = addressKey(name);
  const account = store.account(key);
  if (!account) return loggedOut(name, blocked, "the account was removed");
  if (!isOpen(account, store)) return loggedOut(name, blocked, "it may not log in any more; ask the administrator");
  const { passwordHash, scramVerifier } = account;
  const holds = [passwordHash, scramVerifier].includes(proof ?? passwordHash) || isOfDevice(store, key, proof);
  return holds ? undefined : loggedOut(name, "submission.auth-failed", "its password is another now");
}

const isOfDevice = (store: AccountStore, key: AddressKey, proof: string | undefined): boolean =>
  store.appPasswords(key).some(({ passwordHash }) => passwordHash === proof);

/** The whole address, or the local part alone where it can mean one domain only. */
function loginKey(login: string, store: AccountStore): AddressKey {
  const key = addressKey(login);
  const [only, another] = key.domain === "" ? store.firstLocalDomains() : [];
  return only !== undefined && another === undefined ? { ...key, domain: only } : key;
}

/** Addresses (of IPv6 their /64) from which somebody logged in well, the last that did at the end. */
class Peers {
  readonly #all = new Set<string>();

  has(peer: string): boolean {
    return this.#all.has(customerNetwork(peer));
  }

  add(peer: string): void {
    const network = customerNetwork(peer);
    this.#all.delete(network);
    const [oldest] = this.#all;
    if (oldest !== undefined && this.#all.size >= mostRemembered) this.#all.delete(oldest);
    this.#all.add(network);
  }
}

/** Passwords of a short time ago as keyed hashes, each with what it was tried against: never the password itself. */
class Passwords {
  readonly #key = randomBytes(32);
  readonly #until = new Map<string, number>();
  readonly #milliseconds: number;
  readonly #now: () => number;

  constructor(milliseconds: number, now: () => number) {
    this.#milliseconds = milliseconds;
    this.#now = now;
  }

  has(against: string, password: string): boolean {
    return (this.#until.get(this.#digest(against, password)) ?? 0) > this.#now();
  }

  add(against: string, password: string): void {
    const [oldest] = this.#until.keys();
    if (oldest !== undefined && this.#until.size >= mostRemembered) this.#until.delete(oldest);
    this.#until.set(this.#digest(against, password), this.#now() + this.#milliseconds);
  }

  #digest(against: string, password: string): string {
    return createHmac("sha256", this.#key).update(`${against}\0${password}`).digest("base64");
  }
}

import { argon2 } from "node:crypto";
import { promisify } from "node:util";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openState } from "../app/state.ts";
import type { Login } from "../mail/login.ts";
import { formatReply } from "../mail/reply.ts";
import { createLogins } from "./login.ts";
import { addressKey } from "./name.ts";
import { type Derive, hashPassword } from "./passwords.ts";
import { makeVerifier } from "./scram.ts";
import { type AccountStore, openAccounts } from "./store.ts";

let hashes: { readonly main: string; readonly phone: string; readonly other: string };
beforeAll(async () => {
  const main = await hashPassword("secret");
  hashes = { main, phone: await hashPassword("phone secret", main), other: await hashPassword("other") };
});

let now = 0;
let store: AccountStore;
beforeEach(() => {
  now = 1e12;
  store = openAccounts(openState(":memory:"), () => now);
  store.addDomain("example.test");
  store.addAccount("Bob@example.test", { passwordHash: hashes.main });
});

/** A server that counts its computations. */
function server(from: AccountStore = store) {
  let computed = 0;
  const derive: Derive = (parameters) => {
    computed += 1;
    return promisify(argon2)("argon2id", parameters);
  };
  const logins = createLogins({ store: from, now: () => now, derive });
  const login = async (name: string, password: string, peer = "192.0.2.7") =>
    told(await logins.checkPassword(name, password, peer));
  return { login, scram: logins.scram, computed: () => computed };
}
const told = ({ account, refusal }: Login) => (refusal ? `${refusal.by}${account ? ` ${account}` : ""}` : account);
const bob = "bob@example.test";

describe("a password opens", () => {
  test("the account of the whole address in any case, or of the local part where there is one local domain", async () => {
    const { login } = server();
    for (const name of ["bob@example.test", "BOB@Example.TEST", '"bob"@example.test', "Bob"])
      expect(await login(name, "secret")).toBe(bob);
    store.addDomain("relayed.test", { kind: "relay" });
    expect(await login("bob", "secret")).toBe(bob);
    store.addDomain("example.org");
    expect(await login("bob", "secret")).toBe("login.failed");
    expect(await login("bob+x@example.test", "secret")).toBe("login.failed");
  });
  test("as an app password too, whose use is noted to the hour", async () => {
    store.addAppPassword(bob, "tablet", hashes.other);
    store.addAppPassword(bob, "phone", hashes.phone);
    const used = () => store.appPasswords(addressKey(bob)).map(({ usedAt }) => usedAt);
    const { login } = server();
    expect(await login(bob, "secret")).toBe(bob);
    expect(used()).toEqual([null, null]);
    expect(await login(bob, "phone secret")).toBe(bob);
    expect(used()).toEqual([null, 1e12]);
    now += 3_599_999;
    expect(await login(bob, "phone secret")).toBe(bob);
    expect(used()).toEqual([null, 1e12]);
    now += 3_600_000;
    expect(await login(bob, "phone secret")).toBe(bob);
    expect(used()).toEqual([null, 1e12 + 7_199_999]);
    store.removeAppPassword(bob, "phone");
    expect(await login(bob, "phone secret")).toBe(`login.failed ${bob}`);
  });
  test("nothing where login is switched off, or the domain is suspended; and only the right one is told so", async () => {
    const { login } = server();
    for (const state of ["login-disabled", "receive-disabled"] as const) {
      store.changeAccount(bob, { state });
      expect(await login(bob, "secret")).toBe(`login.blocked ${bob}`);
      expect(await login(bob, `wrong ${state}`)).toBe(`login.failed ${bob}`);
    }
    store.changeAccount(bob, { state: "enabled" });
    store.changeDomain("example.test", { suspended: true });
    expect(await login(bob, "secret")).toBe(`login.blocked ${bob}`);
  });
});

test("an account that is switched off while its password is proven stays out", async () => {
  const { login } = server();
  const asked = login(bob, "secret");
  store.changeAccount(bob, { state: "login-disabled" });
  expect(await asked).toBe(`login.blocked ${bob}`);
});

describe("a wrong password and a wrong name", () => {
  test("are told the same, and cost one computation each", async () => {
    store.addAppPassword(bob, "phone", hashes.phone);
    for (const name of [bob, "none@example.test", "none@elsewhere.example", "none", ""]) {
      const { login, computed } = server();
      expect(await login(name, "wrong")).toMatch(/^login\.failed/);
      expect([name, computed()]).toEqual([name, 1]);
    }
    const replies = await Promise.all(
      [bob, "none@example.test"].map((name) =>
        createLogins({ store, now: () => now }).checkPassword(name, "wrong", "192.0.2.7"),
      ),
    );
    for (const { refusal } of replies) {
      expect(formatReply(refusal?.reply ?? { code: 0, text: "" })).toMatch(/^535 5\.7\.8 /);
      expect(refusal?.cause).toBe("submission.auth-failed");
    }
    expect(replies[0]?.refusal).toEqual(replies[1]?.refusal);
  });
});

test("the same wrong password again is no new try, but another is, and from another address, for another account, or later", async () => {
  const { login, computed } = server();
  expect(await login(bob, "old")).toBe(`login.failed ${bob}`);
  expect(await login("BOB", "old")).toBe(`login.repeated ${bob}`);
  expect(await login(bob, "older")).toBe(`login.failed ${bob}`);
  expect(await login(bob, "old", "192.0.2.8")).toBe(`login.failed ${bob}`);
  expect(await login("none@example.test", "old")).toBe("login.failed");
  expect(await login(bob, "old", "192.0.2.7")).toBe(`login.repeated ${bob}`);
  now += 600_000;
  expect(await login(bob, "old")).toBe(`login.failed ${bob}`);
  // It may be right meanwhile.
  expect(computed()).toBe(7);
});

describe("a password that was right", () => {
  test("is known again for ten minutes without computing, any other is not", async () => {
    const { login, computed } = server();
    expect(await login(bob, "secret")).toBe(bob);
    now += 599_999;
    expect(await login(bob, "secret")).toBe(bob);
    expect(computed()).toBe(1);
    expect(await login(bob, "Secret")).toBe(`login.failed ${bob}`);
    expect(computed()).toBe(2);
    now += 1;
    expect(await login(bob, "secret")).toBe(bob);
    expect(computed()).toBe(3);
  });
  test("is forgotten when the account has another, and is no other account's", async () => {
    store.addAccount("carol@example.test", { passwordHash: hashes.other });
    const { login } = server();
    expect(await login(bob, "secret")).toBe(bob);
    expect(await login("carol@example.test", "secret")).toBe("login.failed carol@example.test");
    store.changeAccount(bob, { passwordHash: hashes.other });
    expect(await login(bob, "secret")).toBe(`login.failed ${bob}`);
    expect(await login(bob, "other")).toBe(bob);
  });
});

test("where too many log in, the rest is told to come again; who is known is not in the line, or has turns of his own", async () => {
  const { login, computed } = server();
  store.addAccount("carol@example.test", { passwordHash: hashes.other });
  expect(await login(bob, "secret", "203.0.113.7")).toBe(bob);
  const many = Array.from({ length: 34 }, (_, n) => login(bob, `wrong ${n}`, `198.51.${n}.7`));
  expect(await login(bob, "one more")).toBe(`login.busy ${bob}`);
  expect(await login("none@example.test", "x")).toBe("login.busy");
  expect(await login(bob, "secret")).toBe(bob);
  expect(await login("carol@example.test", "other", "203.0.113.7")).toBe("carol@example.test");
  // Her turn was among the first; how many the other thread ends meanwhile is the machine's affair.
  expect(computed()).toBeLessThan(18);
  expect(new Set(await Promise.all(many))).toEqual(new Set([`login.failed ${bob}`]));
  expect(computed()).toBe(36);
});

test("a network that guesses has its share of the line, and others get in", async () => {
  const { login } = server();
  const guesses = Array.from({ length: 60 }, (_, n) => login(`none${n}`, "x", `198.51.100.${n}`));
  expect(await login(bob, "secret", "203.0.113.7")).toBe(bob);
  expect((await Promise.all(guesses)).filter((each) => each === "login.failed")).toHaveLength(4);
});

test("a database that does not answer is told as such", async () => {
  store.account = () => {
    throw Object.assign(new Error("disk I/O error"), { code: "ERR_SQLITE_ERROR" });
  };
  const { refusal } = await createLogins({ store, now: () => now }).checkPassword(bob, "secret", "192.0.2.7");
  expect(refusal).toMatchObject({ reply: { code: 454, enhanced: "4.7.0" }, cause: "submission.auth-backend" });
});

describe("SCRAM", () => {
  test("gives the verifier of the account, and what holds when the proof is right", async () => {
    const verifier = (await makeVerifier("secret")) ?? "";
    store.changeAccount(bob, { scramVerifier: verifier });
    const { scram } = server();
    const { salt, iterations, storedKey, serverKey, login, wrong } = scram("BOB");
    const [saltText, stored, server64] = [salt, storedKey, serverKey].map((bytes) => bytes.toString("base64"));
    expect(`SCRAM-SHA-256$${iterations}:${saltText}$${stored}:${server64}`).toBe(verifier);
    expect([told(login), told(wrong)]).toEqual([bob, `login.failed ${bob}`]);
    store.changeAccount(bob, { state: "login-disabled" });
    expect(told(scram(bob).login)).toBe(`login.blocked ${bob}`);
  });
  test("gives a stable salt to names that nobody has, and to accounts without a verifier", () => {
    const { scram } = server();
    const { scram: later } = server();
    for (const name of ["none@example.test", bob]) {
      expect(told(scram(name).login)).toMatch(/^login\.failed/);
      expect(scram(name).wrong).toEqual(scram(name).login);
      expect(later(name.toUpperCase())).toEqual(scram(name));
      expect(scram(name).salt.length).toBe(16);
    }
    expect(scram("none")).toEqual(scram("none@example.test"));
    expect(scram(bob).salt).not.toEqual(scram("none").salt);
  });
});

import { describe, expect, test } from "vitest";
import { someHash as passwordHash } from "../../test/sample-accounts.ts";
import { openState } from "../app/state.ts";
import type { RecipientQuestion, Resolution } from "../mail/envelope.ts";
import { formatReply } from "../mail/reply.ts";
import type { AccountPolicy } from "./account.ts";
import { createAccounts } from "./accounts.ts";
import { type AccountStore, openAccounts } from "./store.ts";

/** The domain example.test as most tests want it; example.org is another local one. */
function sample(): AccountStore {
  const store = openAccounts(openState(":memory:"), () => 0);
  store.addDomain("example.test");
  store.addDomain("example.org");
  store.addDomain("relayed.test", { kind: "relay" });
  store.addDomain("backup.test", { kind: "backup" });
  store.addDomain("M\u00fcller.example");
  const add = (name: string, what: object = {}) => store.addAccount(name, { passwordHash, ...what });
  add("Bob@example.test");
  add("a+b@example.test");
  add("bob+own@example.test");
  add('"john doe"@example.test');
  add("andr\u00e9@m\u00fcller.example");
  add("carol@example.org");
  add("small@example.test", { quotaBytes: 1000 });
  add("asleep@example.test", { state: "login-disabled" });
  add("gone@example.test", { state: "receive-disabled", forward: ["bob@example.test"] });
  add("copied@example.test", { forward: ["x@elsewhere.example", "carol@example.org"] });
  add("moved@example.test", { forward: ["x@elsewhere.example"], keepCopy: false });
  add("mutual@example.test", { forward: ["copied@example.test"] });
  store.addAlias("info@example.test", ["bob@example.test"]);
  store.addAlias("inform@example.test", ["Info+x@Example.test"]);
  store.addAlias("team@example.test", [
    "bob@example.test",
    "gone@example.test",
    "small@example.test",
    "info@example.test",
  ]);
  store.addAlias("away@example.test", ["y@elsewhere.example", "z@relayed.test"]);
  store.addAlias("nobody@example.test", ["none@example.test", "gone@example.test"]);
  store.addAlias("full@example.test", ["gone@example.test", "small@example.test"]);
  return store;
}

const normal: AccountPolicy = { separator: "+", quotaBytes: 0, fullIsPermanent: false, scram: false };

interface Scene {
  readonly store?: AccountStore;
  readonly policy?: Partial<AccountPolicy>;
  readonly used?: Readonly<Record<string, number>>;
}
const asked = async (question: Partial<RecipientQuestion>, { store = sample(), policy, used = {} }: Scene = {}) => {
  const usedBytes = (mailbox: string) => Promise.resolve(used[mailbox] ?? 0);
  const accounts = createAccounts({ store, policy: () => ({ ...normal, ...policy }), usedBytes, now: () => 0 });
  return accounts.resolve({ address: "", sender: "", declaredBytes: 0, mayRelay: false, ...question });
};
/** "bob@example.test" or "-> elsewhere" for each that is meant, or the refusal's id. */
const told = (found: Resolution) =>
  found.kind === "refused"
    ? found.refusal.by
    : [...found.mailboxes, ...found.remote.map((address) => `-> ${address}`)].join(" ");
const meaning = async (address: string, scene?: Scene) => told(await asked({ address }, scene));

describe("an address means", () => {
  test.each([
    ["bob@example.test", "bob@example.test"],
    ["BOB@EXAMPLE.TEST", "bob@example.test"],
    ["bob+news@example.test", "bob@example.test"],
    ['"bob"@example.test', "bob@example.test"],
    ["bob@example.test.", "bob@example.test"],
    ["a+b@example.test", "a+b@example.test"],
    ["a@example.test", "recipient.unknown"],
    ['"John Doe"@example.test', "john doe@example.test"],
    ["andre\u0301@m\u00fcller.example", "andr\u00e9@xn--mller-kva.example"],
    ["andr\u00e9@XN--mller-kva.example", "andr\u00e9@xn--mller-kva.example"],
    ["bob@example.org", "recipient.unknown"],
    ["bob@elsewhere.example", "relay.denied"],
    ["bob@sub.example.test", "relay.denied"],
    ["bob@[192.0.2.1]", "relay.denied"],
    ["bob", "relay.denied"],
    ["info@example.test", "bob@example.test"],
    ["info+x@example.test", "bob@example.test"],
    ["inform@example.test", "bob@example.test"],
    ["away@example.test", "-> y@elsewhere.example -> z@relayed.test"],
    ["anybody@relayed.test", "-> anybody@relayed.test"],
    ["Anybody+x@backup.test", "-> Anybody+x@backup.test"],
    ["asleep@example.test", "asleep@example.test"],
    ["copied@example.test", "copied@example.test carol@example.org -> x@elsewhere.example"],
    ["moved@example.test", "-> x@elsewhere.example"],
    ["mutual@example.test", "mutual@example.test copied@example.test carol@example.org -> x@elsewhere.example"],
    ["gone@example.test", "recipient.disabled"],
    ["team@example.test", "bob@example.test small@example.test"],
    ["nobody@example.test", "alias.target-unknown"],
  ])("%s: %s", async (address, expected) => expect(await meaning(address)).toBe(expected));

  test("a group with those whom it does not reach, and why", async () => {
    const found = await asked({ address: "team@example.test" }, { used: { "small@example.test": 1000 } });
    const missed = found.kind === "accepted" ? (found.missed ?? []) : [];
    expect(told(found)).toBe("bob@example.test");
    expect(missed.map(({ address, refusal }) => `${address} ${refusal.by}`)).toEqual([
      "gone@example.test recipient.disabled",
      "small@example.test recipient.full",
    ]);
  });
  test("a foreign one, for who may relay: itself, as it was given", async () => {
    expect(told(await asked({ address: "Bob@Elsewhere.example", mayRelay: true }))).toBe("-> Bob@Elsewhere.example");
    expect(told(await asked({ address: "x@example.test", mayRelay: true }))).toBe("recipient.unknown");
    expect(told(await asked({ address: "bob", mayRelay: true }))).toBe("relay.denied");
  });
  test("nothing by its tag, where there is no separator, or another", async () => {
    expect(await meaning("bob+news@example.test", { policy: { separator: "" } })).toBe("recipient.unknown");
    expect(await meaning("bob-news@example.test", { policy: { separator: "-" } })).toBe("bob@example.test");
  });
});

describe("postmaster and abuse are always accepted", () => {
  const roles = ["Postmaster", "postmaster@example.test", "abuse@example.test", "postmaster+x@example.test"];
  const all = async (store: AccountStore, used = {}) =>
    (await Promise.all(roles.map((role) => meaning(role, { store, used })))).join(", ");
  const own = "postmaster@example.test";

  test("without any account, in a mailbox of their own; bare, that of the first local domain", async () => {
    expect(await all(sample())).toBe([own, own, own, own].join(", "));
    expect(await meaning("abuse@example.org")).toBe("postmaster@example.org");
    expect(await meaning("abuse")).toBe("relay.denied");
    expect(await meaning("postmaster@relayed.test")).toBe("-> postmaster@relayed.test");
    expect(await meaning("postmaster", { store: openAccounts(openState(":memory:"), () => 0) })).toBe("relay.denied");
  });
  test("by the alias or account of that name, abuse also by that of postmaster", async () => {
    const store = sample();
    store.addAlias(own, ["bob@example.test"]);
    expect(await all(store)).toBe(Array(4).fill("bob@example.test").join(", "));
    store.addAccount("abuse@example.test", { passwordHash });
    expect(await meaning("abuse@example.test", { store })).toBe("abuse@example.test");
  });
  test("also where that account is full or takes no mail, the domain is suspended, and before a catch-all", async () => {
    const store = sample();
    store.addAccount(own, { passwordHash, quotaBytes: 10 });
    expect(await all(store, { [own]: 20 })).toBe([own, own, own, own].join(", "));
    store.changeAccount(own, { state: "receive-disabled" });
    store.changeDomain("example.test", { suspended: true, catchAll: "bob@example.test" });
    expect(await all(store)).toBe([own, own, own, own].join(", "));
  });
  test("by the catch-all where nobody has that name, as nobody reads a mailbox without an account", async () => {
    const store = sample();
    store.changeDomain("example.test", { catchAll: "bob@example.test" });
    expect(await all(store)).toBe(Array(4).fill("bob@example.test").join(", "));
  });
});

describe("a catch-all", () => {
  test("gets what nobody else gets", async () => {
    const store = sample();
    store.changeDomain("example.test", { catchAll: "info@example.test" });
    expect(await meaning("whoever@example.test", { store })).toBe("bob@example.test");
    const caught = async (address: string) => "caught" in (await asked({ address }, { store }));
    expect([await caught("whoever@example.test"), await caught("inform@example.test")]).toEqual([true, false]);
    expect(await meaning("small@example.test", { store })).toBe("small@example.test");
    expect(await meaning("gone@example.test", { store })).toBe("recipient.disabled");
    store.changeDomain("example.test", { catchAll: "all@elsewhere.example" });
    expect(await meaning("whoever@example.test", { store })).toBe("-> all@elsewhere.example");
  });
  test("that leads to nobody ends as a circle", async () => {
    const store = sample();
    store.changeDomain("example.test", { catchAll: "none@example.test" });
    expect(await meaning("whoever@example.test", { store })).toBe("recipient.circle");
  });
});

test("an alias of an alias is followed ten times, and no further", async () => {
  const store = sample();
  store.addAlias("a0@example.test", ["bob@example.test"]);
  for (let n = 1; n <= 10; n++) store.addAlias(`a${n}@example.test`, [`a${n - 1}@example.test`]);
  expect(await meaning("a9@example.test", { store })).toBe("bob@example.test");
  expect(await meaning("a10@example.test", { store })).toBe("recipient.circle");
});

test("who is named in many groups is followed once", async () => {
  const store = sample();
  const both = (level: number) => [`a${level}@example.test`, `b${level}@example.test`];
  for (const name of both(0)) store.addAlias(name, ["bob@example.test"]);
  for (let level = 1; level < 10; level++) for (const name of both(level)) store.addAlias(name, both(level - 1));
  let looks = 0;
  const lookUp = store.lookUp.bind(store);
  store.lookUp = (key) => {
    looks += 1;
    return lookUp(key);
  };
  expect(await meaning("a9@example.test", { store })).toBe("bob@example.test");
  expect(looks).toBeLessThan(50);
});

test("a circle that the store cannot see, since a tag hides it, ends too", async () => {
  const store = sample();
  store.addAlias("x@example.test", ["y+1@example.test"]);
  store.addAlias("y@example.test", ["x@example.test"]);
  expect(await meaning("x@example.test", { store })).toBe("recipient.circle");
});

describe("a full mailbox", () => {
  const used = { "small@example.test": 900, "bob@example.test": 900 };
  const small = async (declaredBytes: number, scene: Scene = {}) =>
    told(await asked({ address: "small@example.test", declaredBytes }, { used, ...scene }));

  test("has no room for what was declared, and none for a single byte when its quota is reached", async () => {
    expect([await small(0), await small(100), await small(101)]).toEqual([
      ...["small@example.test", "small@example.test", "recipient.full"],
    ]);
    expect(await small(0, { used: { "small@example.test": 1000 } })).toBe("recipient.full");
  });
  test("is by the setting where the account says nothing; 0 is without end", async () => {
    const bob = (policy: Partial<AccountPolicy>) => meaning("bob@example.test", { used, policy });
    expect(await bob({ quotaBytes: 900 })).toBe("recipient.full");
    expect(await bob({ quotaBytes: 901 })).toBe("bob@example.test");
    const store = sample();
    store.changeAccount("bob@example.test", { quotaBytes: 0 });
    expect(await meaning("bob@example.test", { store, used, policy: { quotaBytes: 1 } })).toBe("bob@example.test");
  });
  test("in a group leaves the others theirs; the one reason that passes is told when nobody is left", async () => {
    const most = { "small@example.test": 1000 };
    expect(await meaning("team@example.test", { used: most })).toBe("bob@example.test");
    expect(await meaning("full@example.test", { used: most })).toBe("recipient.full");
  });
  test("still forwards", async () => {
    const copied = { "copied@example.test": 10 };
    expect(await meaning("copied@example.test", { used: copied, policy: { quotaBytes: 5 } })).toBe(
      "carol@example.org -> x@elsewhere.example",
    );
  });
  test("is asked for its size only where there is a quota", () => {
    const accounts = createAccounts({
      store: sample(),
      policy: () => normal,
      now: () => 0,
      usedBytes: () => {
        throw new Error("asked");
      },
    });
    const bob = { address: "bob@example.test", sender: "", declaredBytes: 0, mayRelay: false };
    expect(accounts.resolve(bob)).toMatchObject({ kind: "accepted" });
  });
});

describe("a refusal says", () => {
  const refusalOf = async (address: string, scene: Scene = {}) => {
    const found = await asked({ address, declaredBytes: 2000 }, scene);
    if (found.kind === "accepted") throw new Error(`accepted: ${told(found)}`);
    return `${formatReply(found.refusal.reply).slice(0, 9)} ${found.refusal.cause}`;
  };
  test.each([
    ["x@example.test", "550 5.1.1 rcpt.user-unknown"],
    ["x@elsewhere.example", "550 5.7.1 rcpt.relay-denied"],
    ["gone@example.test", "550 5.2.1 rcpt.disabled"],
    ["small@example.test", "452 4.2.2 rcpt.quota"],
  ])("of %s: %s", async (address, expected) => expect(await refusalOf(address)).toBe(expected));
  test("a full mailbox for good, where the setting says so", async () => {
    expect(await refusalOf("small@example.test", { policy: { fullIsPermanent: true } })).toBe("552 5.2.2 rcpt.quota");
  });
  test("a suspended domain for now, whoever is meant, also by way of an alias", async () => {
    const store = sample();
    store.changeDomain("example.org", { suspended: true });
    store.addAlias("other@example.test", ["carol@example.org"]);
    for (const address of ["carol@example.org", "none@example.org", "other@example.test"])
      expect(await refusalOf(address, { store })).toBe("450 4.2.1 rcpt.disabled");
  });
  test("a circle", async () => {
    const store = sample();
    store.changeDomain("example.test", { catchAll: "none@example.test" });
    expect(await refusalOf("x@example.test", { store })).toBe("550 5.4.6 queue.loop");
  });
  test("a database that does not answer, for now", async () => {
    const store = sample();
    store.lookUp = () => {
      throw Object.assign(new Error("disk I/O error"), { code: "ERR_SQLITE_ERROR" });
    };
    expect(await refusalOf("bob@example.test", { store })).toBe("451 4.3.0 rcpt.directory-down");
    const told: unknown[] = [];
    const failed = (error: unknown) => void told.push(error);
    const { resolve } = createAccounts({ store, policy: () => normal, usedBytes: () => 0, now: () => 0, failed });
    const question = { address: "bob@example.test", sender: "", declaredBytes: 0, mayRelay: false };
    expect(await resolve(question)).toMatchObject({ refusal: { detail: "disk I/O error" } });
    expect(told).toMatchObject([{ message: "disk I/O error" }]);
  });
});

test("a change in store or settings counts at the next question", async () => {
  const store = sample();
  let policy = normal;
  const accounts = createAccounts({ store, policy: () => policy, usedBytes: () => 0, now: () => 0 });
  const ask = async (address: string) =>
    told(await accounts.resolve({ address, sender: "", declaredBytes: 0, mayRelay: false }));
  expect(await ask("dave-x@example.test")).toBe("recipient.unknown");
  store.addAccount("dave@example.test", { passwordHash });
  policy = { ...normal, separator: "-", scram: true };
  expect(await ask("dave-x@example.test")).toBe("dave@example.test");
  expect(accounts.authentication.scram).toBeDefined();
  policy = normal;
  expect(accounts.authentication.scram).toBeUndefined();
});

describe("an account may send as", () => {
  const { authentication } = createAccounts({
    store: sample(),
    policy: () => normal,
    usedBytes: () => 0,
    now: () => 0,
  });
  const may = (account: string, address: string) => authentication.ownsAddress(account, address);
  test.each([
    ["itself, in any case", "BOB@Example.test"],
    ["one of its tags", "bob+x@example.test"],
    ["the null sender", ""],
    ["its alias", "info@example.test"],
    ["an alias of its alias, which has a tag", "inform+y@example.test"],
    ["a group with it", "team@example.test"],
  ])("%s", (_, address) => expect(may("bob@example.test", address)).toBe(true));
  test.each([
    ["somebody else", "carol@example.org"],
    ["a group without it", "away@example.test"],
    ["who forwards to it", "gone@example.test"],
    ["a name that nobody has", "none@example.test"],
    ["an address elsewhere", "bob@elsewhere.example"],
  ])("never %s", (_, address) => expect(may("bob@example.test", address)).toBe(false));
  test("never an account whose name looks like its tag", () => {
    expect(may("bob@example.test", "bob+own@example.test")).toBe(false);
    expect(may("bob+own@example.test", "bob+own@example.test")).toBe(true);
  });
});

test("a group of one's own domain can be expanded, nothing else", () => {
  const { expand } = createAccounts({ store: sample(), policy: () => normal, usedBytes: () => 0, now: () => 0 });
  const members = ["bob@example.test", "gone@example.test", "small@example.test", "info@example.test"];
  expect(expand("bob@example.test", "Team")).toEqual(members);
  expect(expand("bob@example.test", "team@Example.test")).toEqual(members);
  expect(expand("carol@example.org", "team@example.test")).toBeUndefined();
  expect(expand("bob@example.test", "bob")).toBeUndefined();
  expect(expand("bob@example.test", "none")).toBeUndefined();
});

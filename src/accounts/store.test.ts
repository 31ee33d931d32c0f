import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { someHash as passwordHash } from "../../test/sample-accounts.ts";
import { openState } from "../app/state.ts";
import { UsageError } from "../base/error.ts";
import { addressKey } from "./name.ts";
import { type AccountStore, openAccounts } from "./store.ts";

let now = 0;
let store: AccountStore;
beforeEach(() => {
  now = 1000;
  store = openAccounts(openState(":memory:"), () => now);
  store.addDomain("Example.test");
  store.addAccount("Bob@Example.test", { passwordHash });
});
const refused = (change: () => void, why: RegExp) => {
  expect(change).toThrow(UsageError);
  expect(change).toThrow(why);
};

test("a database on disk is private and keeps what was changed", () => {
  const folder = mkdtempSync(join(tmpdir(), "accounts-"));
  try {
    const path = join(folder, "state.sqlite");
    const before = openAccounts(openState(path), () => 5);
    before.addDomain("example.test");
    const secret = before.secret();
    expect(secret.length).toBe(32);
    before.close();
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const after = openAccounts(openState(path), () => 6);
    expect(after.domains()).toEqual([expect.objectContaining({ name: "example.test", createdAt: 5 })]);
    expect(after.secret()).toEqual(secret);
    after.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe("a domain", () => {
  test("is found under its key, shown as it was written, and is there once", () => {
    store.addDomain("M\u00fcller.example", { kind: "backup" });
    expect(store.domain("xn--mller-kva.example")).toMatchObject({ written: "M\u00fcller.example", kind: "backup" });
    refused(() => store.addDomain("XN--MLLER-KVA.example"), /xn--mller-kva\.example is there already/);
    refused(() => store.addDomain("a b"), /is no domain; write it as example\.org/);
  });
  test("changes what is said, and nothing else", () => {
    now = 2000;
    store.changeDomain("example.test", { catchAll: "bob@example.test" });
    store.changeDomain("example.test", { suspended: true });
    expect(store.domain("example.test")).toEqual({
      ...{ name: "example.test", written: "Example.test", kind: "local", catchAll: "bob@example.test" },
      ...{ suspended: true, createdAt: 1000, changedAt: 2000 },
    });
    refused(() => store.changeDomain("example.test", { catchAll: "bob" }), /"bob" is no address/);
    refused(() => store.changeDomain("other.test", {}), /no domain other\.test here; add it with postino domain add/);
  });
  test("that has accounts is not removed by mistake, nor made one without mailboxes", () => {
    store.addAlias("info@example.test", ["bob@example.test"]);
    refused(() => store.removeDomain("example.test"), /still has 1 accounts and 1 aliases; .*--with-accounts/);
    refused(() => store.changeDomain("example.test", { kind: "relay" }), /still has 1 accounts/);
    store.addAppPassword("bob@example.test", "phone", passwordHash);
    store.removeDomain("example.test", true);
    expect(store.domains()).toEqual([]);
    store.addDomain("example.test");
    expect(store.counts("example.test")).toEqual({ accounts: 0, aliases: 0 });
    expect(store.appPasswords(addressKey("bob@example.test"))).toEqual([]);
  });
});

describe("an account", () => {
  test("is found in any spelling, and kept as it was written", () => {
    expect(store.account(addressKey("BOB@example.TEST."))).toEqual({
      ...{ local: "bob", domain: "example.test", address: "bob@example.test", written: "Bob@Example.test" },
      ...{ passwordHash, scramVerifier: null },
      ...{ state: "enabled", fullName: "", quotaBytes: null, forward: [], keepCopy: true },
      ...{ createdAt: 1000, changedAt: 1000 },
    });
    expect(store.accounts("example.test").map(({ local }) => local)).toEqual(["bob"]);
  });
  test("changes what is said, and nothing else", () => {
    now = 2000;
    store.changeAccount("bob@example.test", { quotaBytes: 10, forward: ["b@elsewhere.example"] });
    store.changeAccount("bob@example.test", { state: "login-disabled", keepCopy: false, fullName: "Bob" });
    expect(store.account(addressKey("bob@example.test"))).toMatchObject({
      ...{
        quotaBytes: 10,
        forward: ["b@elsewhere.example"],
        state: "login-disabled",
        keepCopy: false,
        fullName: "Bob",
      },
      ...{ passwordHash, createdAt: 1000, changedAt: 2000 },
    });
    store.changeAccount("bob@example.test", { quotaBytes: null });
    expect(store.account(addressKey("bob@example.test"))?.quotaBytes).toBeNull();
  });
  test("has a name that nobody has, in a domain whose mailboxes are here", () => {
    const add = (address: string) => () => void store.addAccount(address, { passwordHash });
    store.addAlias("info@example.test", ["bob@example.test"]);
    store.addDomain("relayed.test", { kind: "relay" });
    refused(add('"bob"@example.test'), /bob@example\.test is an account already; take another name/);
    refused(add("Info@example.test"), /info@example\.test is an alias already/);
    refused(add("bob@other.test"), /no domain other\.test here/);
    refused(add("bob@relayed.test"), /relayed\.test is a domain of kind relay/);
    refused(add("bob"), /"bob" is no address/);
    refused(() => store.changeAccount("x@example.test", {}), /no account x@example\.test; see postino account list/);
    refused(() => store.removeAccount("info@example.test"), /no account info@example\.test/);
  });
  test("has a readable hash, a whole quota, and forwards that are addresses", () => {
    const change = (what: object) => () => void store.changeAccount("bob@example.test", what);
    refused(change({ passwordHash: "secret" }), /begins with \$argon2id\$/);
    refused(change({ quotaBytes: -1 }), /whole number of bytes/);
    refused(change({ quotaBytes: 0.5 }), /whole number of bytes/);
    refused(change({ forward: ["x"] }), /"x" is no address/);
    refused(change({ forward: Array.from({ length: 1001 }, (_, n) => `${n}@a.example`) }), /1000 are the most/);
  });
  test("goes with its app passwords", () => {
    store.addAppPassword("bob@example.test", "phone", passwordHash);
    store.removeAccount("BOB@example.test");
    expect(store.account(addressKey("bob@example.test"))).toBeUndefined();
    store.addAccount("bob@example.test", { passwordHash });
    expect(store.appPasswords(addressKey("bob@example.test"))).toEqual([]);
  });
});

describe("an alias", () => {
  test("has targets anywhere, each once, and is found by them", () => {
    store.addAlias("Info@example.test", ["bob@example.test", "c@elsewhere.example", "bob@example.test"]);
    const alias = { local: "info", written: "Info@example.test", targets: ["bob@example.test", "c@elsewhere.example"] };
    expect(store.alias(addressKey("INFO@example.test"))).toMatchObject(alias);
    expect(store.aliasesTo("Bob@example.test")).toEqual([expect.objectContaining(alias)]);
    store.changeAlias("info@example.test", ["d@elsewhere.example"]);
    expect(store.aliases("example.test").map(({ targets }) => targets)).toEqual([["d@elsewhere.example"]]);
    store.removeAlias("info@example.test");
    expect(store.aliases("example.test")).toEqual([]);
    refused(() => store.removeAlias("info@example.test"), /no alias info@example\.test/);
  });
  test("has at least one, and its own name", () => {
    refused(() => store.addAlias("info@example.test", []), /needs one target/);
    refused(() => store.addAlias("bob@example.test", ["a@b.example"]), /is an account already/);
    refused(() => store.addAlias("info@other.test", ["a@b.example"]), /no domain other\.test/);
  });
  test("never leads in a circle, and what would is undone", () => {
    refused(() => store.addAlias("a@example.test", ["A@Example.test"]), /circle: a@example\.test -> a@example\.test/);
    store.addAlias("a@example.test", ["b@example.test"]);
    store.addAlias("b@example.test", ["c@example.test", "bob@example.test"]);
    refused(() => store.addAlias("c@example.test", ["a@example.test"]), /circle: c@\S+ -> a@\S+ -> b@\S+ -> c@\S+;/);
    expect(store.alias(addressKey("c@example.test"))).toBeUndefined();
    const away = { forward: ["a@example.test"], keepCopy: false };
    refused(() => store.changeAccount("bob@example.test", away), /circle: bob@\S+ -> a@\S+ -> b@\S+ -> bob@/);
    store.changeAccount("bob@example.test", { ...away, keepCopy: true });
    refused(() => store.changeAccount("bob@example.test", { keepCopy: false }), /circle/);
  });
});

describe("an app password", () => {
  test("is one for a device, knows when it was used, and can be taken away", () => {
    store.addAppPassword("bob@example.test", " phone ", `${passwordHash}1`);
    store.addAppPassword("bob@example.test", "tablet", `${passwordHash}2`);
    now = 3000;
    store.usedAppPassword(addressKey("bob@example.test"), `${passwordHash}2`);
    expect(store.appPasswords(addressKey("BOB@example.test"))).toMatchObject([
      { device: "phone", createdAt: 1000, usedAt: null },
      { device: "tablet", createdAt: 1000, usedAt: 3000 },
    ]);
    refused(() => store.addAppPassword("bob@example.test", "phone", passwordHash), /for "phone" already/);
    refused(() => store.addAppPassword("bob@example.test", " ", passwordHash), /needs the name of a device/);
    store.removeAppPassword("bob@example.test", "phone");
    refused(() => store.removeAppPassword("bob@example.test", "phone"), /has no app password for "phone"/);
    expect(store.appPasswords(addressKey("bob@example.test")).map(({ device }) => device)).toEqual(["tablet"]);
  });
});

test("several changes are made as one", () => {
  const both = () =>
    store.transaction(() => {
      store.addAccount("carol@example.test", { passwordHash });
      store.addAccount("carol@example.test", { passwordHash });
    });
  refused(both, /is an account already/);
  expect(store.accounts("example.test").length).toBe(1);
});

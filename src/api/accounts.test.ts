import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createAccessDesk } from "../access/desk.ts";
import { openAccess } from "../access/store.ts";
import { matchPassword } from "../accounts/passwords.ts";
import { readVerifier } from "../accounts/scram.ts";
import { openAccounts } from "../accounts/store.ts";
import { openState } from "../app/state.ts";
import { UsageError } from "../base/error.ts";
import { type Config, schema } from "../config/schema.ts";
import { runOperation } from "./run-operation.ts";

/** All operations on accounts in memory, and what was journalled. */
function sample(accountSettings: object = {}) {
  const database = openState(":memory:");
  const accounts = openAccounts(database, () => 0);
  const access = createAccessDesk({
    ...{ store: openAccess(database), accounts, now: () => 0 },
    checkPassword: () => Promise.reject(new Error("nobody signs in")),
    ownsAddress: () => false,
    limits: () => ({ idleMinutes: 60, longestHours: 12 }),
  });
  const notHere = (): never => {
    throw new Error("accounts need no such thing");
  };
  const config = schema.parse({ accounts: accountSettings });
  const journal: string[] = [];
  const ground = {
    settings: { config: (): Config => config, file: "", change: () => [], reload: () => [] },
    levels: { levels: () => [], change: () => [], keep: () => false, revert: () => {} },
    accounts: () => accounts,
    access: () => access,
    ...{ blocks: notHere, questions: notHere, live: notHere, nextId: notHere, data: "" },
    usedBytes: () => 1234,
    journal: (by: string, what: string, before?: string, after?: string) =>
      void journal.push(`${by}: ${what}: ${before} -> ${after}`),
    now: () => 0,
  };
  const run = (operation: string, input: object) => runOperation({ operation, input, by: "ann" }, ground);
  return { run, journal, accounts };
}
const withBob = async (settings: object = {}) => {
  const all = sample(settings);
  await all.run("domain-add", { name: "example.test" });
  await all.run("account-add", { address: "bob@example.test", password: "correct horse" });
  all.journal.length = 0;
  return all;
};
const bob = { domain: "example.test", local: "bob" };

describe("a password", () => {
  test("that nobody chose is made and told once; a chosen one is never told", async () => {
    const { run, accounts } = await withBob();
    const added = (await run("account-add", { address: "carol@example.test" })) as { password: string };
    const carol = accounts.account({ ...bob, local: "carol" });
    expect(await matchPassword(added.password, [carol?.passwordHash ?? ""])).toBeDefined();
    const set = await run("account-password", { address: "bob@example.test", password: "battery staple" });
    expect(JSON.stringify([set, await run("account-show", { address: "bob@example.test" })])).not.toMatch(
      /staple|argon2/,
    );
    expect(await matchPassword("battery staple", [accounts.account(bob)?.passwordHash ?? ""])).toBeDefined();
  });
  test("too short, too long, or with control characters is refused", async () => {
    const { run } = await withBob();
    for (const password of ["", "1234567", "x".repeat(1001), "a\u0000bcdefgh", "line\nline two"])
      await expect(run("account-password", { address: "bob@example.test", password })).rejects.toThrow(UsageError);
  });
  test("has a SCRAM verifier only where the setting is on, and an old one does not survive", async () => {
    const { run, accounts } = await withBob({ scram: true });
    expect(readVerifier(accounts.account(bob)?.scramVerifier ?? "")).toBeDefined();
    const off = await withBob();
    expect(off.accounts.account(bob)?.scramVerifier).toBeNull();
    off.accounts.changeAccount("bob@example.test", { scramVerifier: "old" });
    await off.run("account-password", { address: "bob@example.test" });
    expect(off.accounts.account(bob)?.scramVerifier).toBeNull();
    await run("account-remove", { address: "bob@example.test" });
  });
  test("of a device shares the salt of the account's own, also when that one is set anew", async () => {
    const { run, accounts } = await withBob();
    const made = (await run("app-password-add", { address: "bob@example.test", device: " phone " })) as {
      password: string;
    };
    await run("account-password", { address: "bob@example.test", password: "battery staple" });
    const [phone] = accounts.appPasswords(bob);
    expect(phone?.passwordHash.slice(0, 54)).toBe(accounts.account(bob)?.passwordHash.slice(0, 54));
    expect(await matchPassword(made.password, [phone?.passwordHash ?? ""])).toBeDefined();
    expect(await run("account-show", { address: "bob@example.test" })).toMatchObject({
      usedBytes: 1234,
      appPasswords: [{ device: "phone", usedAt: null }],
    });
    await run("app-password-remove", { address: "bob@example.test", device: "phone" });
    expect(accounts.appPasswords(bob)).toEqual([]);
  });
});

describe("the journal says", () => {
  test("who added and removed what, and each value that changed", async () => {
    const { run, journal } = await withBob();
    await run("domain-change", { name: "example.test", catchAll: "bob@example.test", suspended: true });
    await run("account-change", { address: "Bob@example.test", quotaBytes: 5, fullName: "Bob" });
    await run("account-change", { address: "bob@example.test", state: "login-disabled", quotaBytes: 5 });
    await run("account-password", { address: "bob@example.test" });
    await run("alias-add", { address: "info@example.test", targets: ["bob@example.test"] });
    await run("alias-change", {
      address: "info@example.test",
      add: ["x@elsewhere.example"],
      remove: ["BOB@example.test"],
    });
    await run("alias-remove", { address: "info@example.test" });
    expect(journal).toEqual([
      "ann: domain example.test catchAll: null -> bob@example.test",
      "ann: domain example.test suspended: false -> true",
      "ann: account bob@example.test fullName:  -> Bob",
      "ann: account bob@example.test quotaBytes: null -> 5",
      "ann: account bob@example.test state: enabled -> login-disabled",
      "ann: account bob@example.test password: undefined -> set anew",
      "ann: alias info@example.test: undefined -> targets=bob@example.test",
      "ann: alias info@example.test targets: bob@example.test -> x@elsewhere.example",
      "ann: alias info@example.test: targets=x@elsewhere.example -> undefined",
    ]);
  });
  test("whatever went with a domain, and nothing where nothing was done", async () => {
    const { run, journal } = await withBob();
    await run("alias-add", { address: "info@example.test", targets: ["bob@example.test"] });
    journal.length = 0;
    await expect(run("domain-remove", { name: "example.test" })).rejects.toThrow(/--with-accounts/);
    await expect(run("account-change", { address: "bob@example.test", quotaBytes: -1 })).rejects.toThrow(UsageError);
    expect(journal).toEqual([]);
    await run("domain-remove", { name: "example.test", withAccounts: true });
    expect(journal.map((line) => line.split(": ")[1])).toEqual([
      ...["account bob@example.test", "alias info@example.test", "domain example.test"],
    ]);
  });
  test("never a password and never a hash, whatever is done in which order", { timeout: 30_000 }, async () => {
    const address = fc.constantFrom("bob@example.test", "carol@example.test");
    const password = fc.stringMatching(/^canary-[a-z]{8}$/);
    const step = fc.oneof(
      fc.tuple(fc.constant("account-add"), fc.record({ address, password }, { requiredKeys: ["address"] })),
      fc.tuple(fc.constant("account-password"), fc.record({ address, password }, { requiredKeys: ["address"] })),
      fc.tuple(fc.constant("account-remove"), fc.record({ address })),
      fc.tuple(fc.constant("app-password-add"), fc.record({ address, device: fc.constantFrom("phone", "tablet") })),
      fc.tuple(fc.constant("app-password-remove"), fc.record({ address, device: fc.constant("phone") })),
      fc.tuple(
        fc.constant("domain-remove"),
        fc.record({ name: fc.constant("example.test"), withAccounts: fc.boolean() }),
      ),
      fc.tuple(fc.constant("domain-add"), fc.record({ name: fc.constant("example.test") })),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 6 }), fc.boolean(), async (steps, scram) => {
        const { run, journal } = await withBob({ scram });
        const told: string[] = [];
        for (const [operation, input] of steps) {
          const done = (await run(operation, input).catch((error: unknown) => {
            if (!(error instanceof UsageError)) throw error;
            return error.message;
          })) as { readonly password?: string } | string;
          const made = typeof done === "object" ? done.password : undefined;
          if (made !== undefined) told.push(made);
          const { password: _, ...shown } = typeof done === "object" ? done : { done };
          expect(JSON.stringify(shown)).not.toMatch(/canary|argon2|SCRAM/);
        }
        const text = journal.join("\n");
        expect(text).not.toMatch(/canary|argon2|SCRAM|horse/);
        for (const made of told) expect(text).not.toContain(made);
      }),
      { numRuns: 20 },
    );
  });
});

test("names that mean something else are refused with the way to it; what is no dot-atom is shown as it is written", async () => {
  const { run } = await withBob();
  const adding = (address: string) => run("account-add", { address });
  await expect(adding("*@example.test")).rejects.toThrow(/postino domain change example\.test --catch-all ADDRESS$/);
  await expect(run("alias-add", { address: "*@example.test", targets: ["bob@example.test"] })).rejects.toThrow(
    /--catch-all/,
  );
  await expect(adding("bob+news@example.test")).rejects.toThrow(/^"\+" begins a tag .* is bob@example\.test's/);
  await expect(
    run("alias-add", { address: "bob+news@example.test", targets: ["x@example.org"] }),
  ).resolves.toBeDefined();
  const other = await withBob({ separator: "-" });
  await expect(other.run("account-add", { address: "anna-maria@example.test" })).resolves.toBeDefined();
  const address = '"Ann \\"Lee"@example.test';
  const shown = { address: '"ann \\"lee"@example.test' };
  expect(await run("account-add", { address, role: "helpdesk" })).toMatchObject({ ...shown, role: "helpdesk" });
  expect(await run("account-show", shown)).toMatchObject({ ...shown, usedBytes: 1234 });
  expect(await run("account-change", { ...shown, role: "user", fullName: "Ann" })).toMatchObject({ role: "user" });
  expect(await run("app-password-add", { ...shown, device: "phone" })).toMatchObject(shown);
});

test("a name is taken away by an empty one, and a change of nothing is refused", async () => {
  const { run } = await withBob();
  const change = (input: object) => run("account-change", { address: "bob@example.test", ...input });
  expect(await change({ fullName: "Bob" })).toMatchObject({ fullName: "Bob" });
  expect(await change({ fullName: "" })).toMatchObject({ fullName: "" });
  await expect(change({})).rejects.toThrow(/^nothing is said that could be changed/);
});

test("an alias says which of its targets reach nobody", async () => {
  const { run } = await withBob();
  await run("account-add", { address: "gone@example.test", state: "receive-disabled" });
  const targets = [
    "bob+x@example.test",
    "none@example.test",
    "gone@example.test",
    "x@elsewhere.example",
    "abuse@example.test",
  ];
  expect(await run("alias-add", { address: "all@example.test", targets })).toMatchObject({
    targets,
    unreachable: ["none@example.test", "gone@example.test"],
  });
});

test("lists are of one domain or of all", async () => {
  const { run } = await withBob();
  await run("domain-add", { name: "example.org", kind: "local" });
  await run("account-add", { address: "ann@example.org" });
  await run("alias-add", { address: "info@example.org", targets: ["ann@example.org"] });
  const names = async (operation: string, input: object) =>
    ((await run(operation, input)) as readonly { address?: string; name?: string }[]).map(
      (each) => each.address ?? each.name,
    );
  expect(await names("domain-list", {})).toEqual(["example.test", "example.org"]);
  expect(await names("account-list", {})).toEqual(["bob@example.test", "ann@example.org"]);
  expect(await names("account-list", { domain: "Example.org" })).toEqual(["ann@example.org"]);
  expect(await names("alias-list", { domain: "example.org" })).toEqual(["info@example.org"]);
  await expect(run("account-list", { domain: "none.test" })).rejects.toThrow(/there is no domain none\.test/);
  expect(await run("domain-show", { name: "example.org" })).toMatchObject({ accounts: 1, aliases: 1, kind: "local" });
});

import { expect, test } from "vitest";
import { createAccounts } from "./accounts.ts";

const account = (name: string) => ({ name, passwordHash: "" });
const accounts = createAccounts({
  domains: [
    { name: "Example.test", accounts: [account("Bob"), account("a+b")] },
    { name: "second.test", accounts: [account("carol")] },
  ],
});
const meaning = (address: string) => {
  const found = accounts.resolve({ address, mayRelay: false });
  return found.kind === "accepted" ? found.mailboxes.join() : found.refusal.by;
};

test.each([
  ["bob@example.test", "bob@example.test"],
  ["BOB@EXAMPLE.TEST", "bob@example.test"],
  ["bob+news@example.test", "bob@example.test"],
  ['"bob"@example.test', "bob@example.test"],
  ["bob@example.test.", "bob@example.test"],
  ["a+b@example.test", "a+b@example.test"],
  ["a@example.test", "recipient.unknown"],
  ["bob@second.test", "recipient.unknown"],
  ["bob@elsewhere.example", "relay.denied"],
  ["bob@sub.example.test", "relay.denied"],
  ["bob", "relay.denied"],
  ["postmaster@second.test", "postmaster@second.test"],
  ["Postmaster", "postmaster@example.test"],
])("%s means %s", (address, expected) => expect(meaning(address)).toBe(expected));

test("a user is found by the full address without case", () => {
  expect(accounts.find("bob@example.test")?.name).toBe("Bob");
  expect(accounts.find("bob+x@example.test")).toBeUndefined();
});

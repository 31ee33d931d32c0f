import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openAccounts } from "../accounts/store.ts";
import { paths } from "./paths.ts";
import { residentsOf } from "./residents.ts";
import { openState } from "./state.ts";

let data = "";
beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), "postino-residents-"));
  const database = openState(paths(data).state);
  const store = openAccounts(database, Date.now);
  store.addDomain("firma.example");
  store.addDomain("all.example", { catchAll: "mario.bianchi@firma.example" });
  store.addDomain("far.example", { kind: "relay" });
  store.addAccount("mario.bianchi@firma.example", { passwordHash: "$argon2id$x", fullName: "Mario Bianchi" });
  store.addAccount("mb@firma.example", { passwordHash: "$argon2id$x", fullName: "Maria Bianco" });
  store.addAlias("info@firma.example", ["mb@firma.example"]);
  database.close();
});
afterAll(() => rmSync(data, { recursive: true }));

test.each([
  ["mario.bianchi@firma.example", true],
  ["Mario.Bianchi+news@Firma.example", true],
  ["info@firma.example", true],
  ["pinco@firma.example", false],
  ["pinco@all.example", true],
  ["pinco@far.example", undefined],
  ["pinco@elsewhere.example", undefined],
])("%s: %s", async (address, has) => {
  expect(await residentsOf(data).has(address)).toBe(has);
});

test.each([
  ["Mario Bianchi", ["mario.bianchi@firma.example"]],
  ["bianchi, mario", ["mario.bianchi@firma.example"]],
  ["Bianco", ["mb@firma.example"]],
  ["Zeno", []],
])("%s is %j", async (name, addresses) => {
  expect(await residentsOf(data).named(name)).toEqual(addresses);
});

test("where there are no accounts, or they cannot be read, nothing is known of anybody", async () => {
  for (const [name, bytes] of [["none"], ["empty", ""], ["broken", "no database ".repeat(100)]] as const) {
    const folder = join(data, name);
    mkdirSync(folder);
    if (bytes !== undefined) writeFileSync(paths(folder).state, bytes);
    const nothing = residentsOf(folder);
    expect([await nothing.has("bob@firma.example"), await nothing.named("Mario")], name).toEqual([undefined, []]);
  }
});

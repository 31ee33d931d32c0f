import { afterEach, expect, test } from "vitest";
import { settings } from "../../config/settings.ts";
import { manual } from "../../intrusion/block.ts";
import { registry } from "../../intrusion/rules/registry.gen.ts";
import { itReasons, itSettings } from "./it-settings.ts";
import { describedHere, reasonText } from "./of-server.ts";
import { language } from "./t.ts";

afterEach(() => {
  language.value = "en";
});

test("every setting has its Italian sentence, another one than the English, and none is left over", () => {
  expect(Object.keys(itSettings).sort()).toEqual(
    settings()
      .map(({ path }) => path)
      .sort(),
  );
  expect(settings().filter(({ path, description }) => itSettings[path] === description)).toEqual([]);
});

test("so has every rule that blocks an address", () => {
  const ids = [...Object.values(registry).map(({ id }) => id), manual.rule];
  expect(Object.keys(itReasons).sort()).toEqual(ids.sort());
});

test("shown on an Italian page; what is not known stays as the server says it", () => {
  const setting = { path: "smtp.connections", description: "Connections at a time." };
  const byHand = { rule: manual.rule, reason: manual.reason };
  expect([describedHere(setting).description, reasonText(byHand)]).toEqual([setting.description, "blocked by hand"]);
  language.value = "it";
  expect([describedHere(setting).description, reasonText(byHand)]).toEqual([
    "Connessioni contemporanee.",
    "bloccato a mano",
  ]);
  expect(describedHere({ ...setting, path: "constructor" }).description).toBe(setting.description);
  expect(reasonText({ rule: "new-network", reason: "60 recipients from a new network" })).toMatch(/^60 recipients/);
});

import { expect, test } from "vitest";
import { isOtherDomain, isSlipOf, nameFit } from "./named.ts";

test.each([
  ["Ada Rossi", "ada.rossi@abete.example", "person"],
  ["Rossi Ada", "ada.rossi@abete.example", "person"],
  ["Ada", "ada.rossi@abete.example", "person"],
  ["Ada Rossi", "a.rossi@abete.example", "person"],
  ["Ada Rossi", "arossi@abete.example", "person"],
  ["Jörg Müller", "joerg.mueller@abete.example", "person"],
  ["Dott. Ada Rossi", "ada.rossi@abete.example", "person"],
  ["anna", "anna@abete.example", "whole"],
  ["abete.example", "ada@abete.example", "whole"],
  ["Abete S.r.l.", "info@abete.example", "company"],
  ["Studio Legale", "info@studio-legale.example", "company"],
  ["Studio Legale", "info@studiolegale.example", "company"],
  ["Google", "ada@gmail.com", undefined],
  ["Gmail", "ada@gmail.com", undefined],
  ["Ada Bianchi", "ada.rossi@abete.example", undefined],
  ["Adam", "ada.rossi@abete.example", undefined],
  ["example", "ada@abete.example", undefined],
  ["A", "a.rossi@abete.example", undefined],
  ["Ada", "", undefined],
])("%s and %s: %s", (name, address, fit) => expect(nameFit(name, address)).toBe(fit));

test("an address is another's but for the end of its domain, or a slip in it", () => {
  expect(isOtherDomain("ada@volpe.com", "ada@volpe.example")).toBe(true);
  expect(isOtherDomain("ada@vople.example", "ada@volpe.example")).toBe(true);
  expect(isOtherDomain("ada@volpe.example", "ada@volpe.example")).toBe(false);
  expect(isOtherDomain("ada@volpe.com", "ida@volpe.example")).toBe(false);
  expect(isOtherDomain("ada@volpe.com", "ada@lupo.example")).toBe(false);
});

test("a slip in the name is one, and a number is none", () => {
  expect(isSlipOf("ada.rosssi@volpe.example", "ada.rossi@volpe.example")).toBe(true);
  expect(isSlipOf("kunde1@volpe.example", "kunde2@volpe.example")).toBe(false);
  expect(isSlipOf("ida@volpe.example", "ada@volpe.example")).toBe(false);
  expect(isSlipOf("ada.rossi@volpe.example", "ada.bruni@volpe.example")).toBe(false);
});

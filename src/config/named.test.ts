import { expect, test } from "vitest";
import { UsageError } from "../base/error.ts";
import { sectionsAndSettings } from "./load.ts";
import { settingNamed } from "./named.ts";
import { findSetting } from "./settings.ts";
import { instead } from "./variables.ts";

/** What is told of a name that is no setting. */
function told(name: string): string {
  try {
    settingNamed(name);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as Error).message;
  }
  throw new Error(`${name} is a setting`);
}

test("a variable without setting says what is there instead, in any case", () => {
  expect(told("c_system_logging_general_appendfiles")).toBe(
    "C_System_Logging_General_AppendFiles has no setting here: log files are always appended to",
  );
  expect(told("C_AS_SpamGLMode")).toMatch(/ has no setting here: no antispam yet$/);
});

test("an unknown name is told the nearest, ours or a variable", () => {
  expect(told("smtp.erors")).toBe("smtp.erors: no such setting; did you mean smtp.errors?");
  expect(told("c_system_services_smtp_prot")).toMatch(/did you mean C_System_Services_SMTP_Port\?$/);
  expect(told("C_AS_SpamGLDelay")).toMatch(/did you mean C_AS_SpamGLAllow\?$/);
  expect(told("foo")).toMatch(/; see postino get --all$/);
});

test("no variable is in both lists, and each reason names settings that are there", () => {
  for (const [variable, why] of instead) {
    expect(findSetting(variable), variable).toBeUndefined();
    for (const [path] of why.matchAll(/\b(?:smtp|log|accounts|listeners)\.\w+(?:\.\w+)?/g))
      expect(sectionsAndSettings(), variable).toContain(path);
  }
});

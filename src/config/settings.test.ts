import { describe, expect, test } from "vitest";
import { findSetting, fromTyped, type Setting, settings, toVariable } from "./settings.ts";

function settingAt(name: string): Setting {
  const setting = findSetting(name);
  if (!setting) throw new Error(`no setting ${name}`);
  return setting;
}
const level = settingAt("log.levels.smtp");
const timeout = settingAt("smtp.sessionTimeoutSeconds");
/** None of our settings has another unit yet; this one counts bytes where its variable counts kB. */
const inKilobytes: Setting = { ...settingAt("smtp.messageBytes"), variable: { name: "C_Size", factor: 1 / 1024 } };

describe("a setting", () => {
  test("is found by our name and by its API variable, without case", () => {
    expect(findSetting("SMTP.sessiontimeoutseconds")).toMatchObject({ path: "smtp.sessionTimeoutSeconds" });
    expect(findSetting("c_system_adv_protocols_SESSIONTIMEOUT")).toMatchObject({ path: timeout.path });
    expect(findSetting("smtp")).toBeUndefined();
    expect(findSetting("sessionTimeoutSeconds")).toBeUndefined();
  });
  test("has a sentence, a default that its own schema takes, and a variable of its own", () => {
    const variables = settings().flatMap(({ variable }) => variable?.name.toLowerCase() ?? []);
    expect(new Set(variables).size).toBe(variables.length);
    for (const { path, description, schema, byDefault } of settings()) {
      expect(description, path).toMatch(/[A-Z].*\.$/);
      expect(schema.parse(byDefault), path).toEqual(byDefault);
    }
  });
});

test("a size or a time may name its unit, whatever the setting's own is", () => {
  const typed = (name: string, text: string) => fromTyped(settingAt(name), text, false);
  expect(typed("smtp.messageBytes", "50MB")).toBe(50_000_000);
  expect(typed("smtp.resume.bytes", "2 GiB")).toBe(2_147_483_648);
  expect(typed("smtp.sessionTimeoutSeconds", "5m")).toBe(300);
  expect(typed("intrusion.blockMinutes", "2h")).toBe(120);
  expect(typed("smtp.resume.hours", "1d")).toBe(24);
  expect(typed("records.keepDays", "400d")).toBe(400);
  expect(typed("records.keepDays", "400")).toBe(400);
  expect(fromTyped(inKilobytes, "2MiB", true)).toBe(2_097_152);
  expect(() => typed("smtp.messageBytes", "50 miles")).toThrow(
    /^smtp\.messageBytes: "50 miles" is no size; write 500MB/,
  );
  expect(() => typed("records.keepDays", "soon")).toThrow(/"soon" is no span of time; .*, or a number of days$/);
  expect(typed("smtp.errors", "5m")).toBe("5m");
});

describe("in the unit of the variable", () => {
  test("words are numbers, and 3 (summary and debug) is debug", () => {
    const typed = ["0", "1", "2", "3", "4"].map((number) => fromTyped(level, number, true));
    expect(typed).toEqual(["none", "debug", "summary", "debug", "extended"]);
    expect(["none", "debug", "summary", "extended"].map((word) => toVariable(level, word))).toEqual(
      ["0", "1", "2", "4"], // 3 is said by nobody
    );
  });
  test("where a variable has a 3 of its own, it is that", () => {
    expect(["0", "1", "2", "3"].map((number) => fromTyped(settingAt("log.timeFormat"), number, true))).toEqual([
      "time",
      "dated",
      "rfc5322",
      "detailed",
    ]);
  });
  test("a word may be typed as well; what is neither is left for the schema to refuse", () => {
    expect(fromTyped(level, "extended", true)).toBe("extended");
    expect(level.schema.safeParse(fromTyped(level, "5", true)).success).toBe(false);
  });
  test("a factor applies both ways, and only where the variable's name was used", () => {
    expect(toVariable(inKilobytes, 2048)).toBe("2");
    expect(fromTyped(inKilobytes, "2", true)).toBe(2048);
    expect(fromTyped(inKilobytes, "2048", false)).toBe(2048);
  });
  test("without a factor the units are the same", () => {
    expect(toVariable(timeout, 60)).toBe("60");
    expect(fromTyped(timeout, "60", true)).toBe(60);
  });
  test("a setting without variable has no such value", () => {
    expect(toVariable(settingAt("smtp.errors"), 20)).toBeUndefined();
  });
});

describe("in our own unit", () => {
  test("a number is read as one, a text stays a text, and numbers are no words", () => {
    expect(fromTyped(timeout, "0.5", false)).toBe(0.5);
    expect(fromTyped(settingAt("log.folder"), "7", false)).toBe("7");
    expect(level.schema.safeParse(fromTyped(level, "4", false)).success).toBe(false);
  });
  test("nothing typed is no number, above all not 0", () => {
    expect(fromTyped(settingAt("smtp.errors"), " ", false)).toBeNaN();
  });
});

describe("as it is typed", () => {
  const trusted = settingAt("smtp.trustedNetworks");
  const permanent = settingAt("accounts.fullIsPermanent");
  test("a list has commas, semicolons or spaces, and nothing typed is an empty one", () => {
    for (const typed of ["192.0.2.1,198.51.100.0/24", " 192.0.2.1; 198.51.100.0/24 ", "192.0.2.1 198.51.100.0/24"])
      expect(fromTyped(trusted, typed, false)).toEqual(["192.0.2.1", "198.51.100.0/24"]);
    expect(fromTyped(trusted, "", true)).toEqual([]);
    expect(toVariable(trusted, ["192.0.2.1", "2001:db8::/32"])).toBe("192.0.2.1,2001:db8::/32");
    expect(trusted.schema.safeParse(fromTyped(trusted, "192.0.2.1,nonsense", false)).success).toBe(false);
  });
  test("yes and no are true and false, of a variable also 1 and 0", () => {
    expect(["true", "FALSE"].map((typed) => fromTyped(permanent, typed, false))).toEqual([true, false]);
    expect(["1", "0", "true"].map((typed) => fromTyped(permanent, typed, true))).toEqual([true, false, true]);
    expect([true, false].map((value) => toVariable(permanent, value))).toEqual(["1", "0"]);
    for (const typed of ["1", "yes", ""])
      expect(permanent.schema.safeParse(fromTyped(permanent, typed, false)).success, typed).toBe(false);
  });
  test("a list whose items have parts is edited in the file", () => {
    expect(() => fromTyped(settingAt("tls.certificates"), "a.pem", false)).toThrow(
      /change it in the configuration file/,
    );
  });
});

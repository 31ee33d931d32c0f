import { expect, test } from "vitest";
import type { Role } from "../documents.ts";
import { language } from "../text/t.ts";
import { remedyFor, stepFor, usText } from "./who-may.ts";

const forAdmin = { text: "On the page Blocks: Unblock 192.0.2.7", who: "admin" } as const;

test("what is for an administrator the others ask one for, whatever its words are", () => {
  language.value = "en";
  expect(stepFor(forAdmin, "admin")).toBe(forAdmin.text);
  expect(stepFor(forAdmin, "helpdesk")).toBe(`Ask an administrator: ${forAdmin.text}`);
  language.value = "it";
  expect(stepFor({ ...forAdmin, text: "Altro" }, "helpdesk")).toBe("Chiedere a un amministratore: Altro");
  language.value = "en";
  expect(stepFor({ ...forAdmin, who: "anybody" }, "helpdesk")).toBe(forAdmin.text);
});

test("whoever must act at this server is the administrator, and for the help desk somebody else", () => {
  const ours = { party: "our-policy", us: true } as const;
  expect(usText(ours, "receiver", "admin")).toBe("that is you");
  expect(usText(ours, "receiver", "helpdesk")).toBe("that is an administrator of this server");
  expect(usText({ party: "sender", us: true }, "sender", "helpdesk")).toBeUndefined();
  expect(usText({ ...ours, us: false }, "receiver", "admin")).toBeUndefined();
  const steps = [forAdmin];
  const titleFor = (role: Role) => remedyFor({ ...ours, steps }, "receiver", role).title;
  expect([titleFor("admin"), titleFor("helpdesk"), titleFor("user")]).toEqual([
    "answer.remedy",
    "answer.remedyOfAdmin",
    "answer.remedyOfPostmaster",
  ]);
  expect(remedyFor({ ...ours, steps }, "receiver", "helpdesk").steps).toEqual([forAdmin.text]);
  expect(remedyFor({ party: "recipient", steps }, "receiver", "helpdesk")).toEqual({
    title: "answer.remedy",
    steps: [`Ask an administrator: ${forAdmin.text}`],
  });
});

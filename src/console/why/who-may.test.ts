import { expect, test } from "vitest";
import type { Role } from "../documents.ts";
import { language } from "../text/t.ts";
import { remedyFor, stepFor, usText } from "./who-may.ts";

test.each([
  "On the page Blocks: Unblock 192.0.2.7; or postino blocks remove 192.0.2.7",
  "Nella pagina Blocchi: Sblocca 192.0.2.7; oppure postino blocks remove 192.0.2.7",
  "Its limit is smtp.messageBytes: on the page Settings, or postino set smtp.messageBytes NUMBER",
  "If example.org is ours: postino domain add example.org",
])("%s is for an administrator, whom the others ask", (step) => {
  language.value = "en";
  expect(stepFor(step, "admin")).toBe(step);
  expect(stepFor(step, "helpdesk")).toBe(`Ask an administrator: ${step}`);
  language.value = "it";
  expect(stepFor(step, "helpdesk")).toBe(`Chiedere a un amministratore: ${step}`);
  language.value = "en";
});

test("what anybody may do is told to anybody", () => {
  expect(stepFor("Check the spelling of the address", "helpdesk")).toBe("Check the spelling of the address");
});

test("whoever must act at this server is the administrator, and for the help desk somebody else", () => {
  const ours = { party: "our-policy", us: true } as const;
  expect(usText(ours, "receiver", "admin")).toBe("that is you");
  expect(usText(ours, "receiver", "helpdesk")).toBe("that is an administrator of this server");
  expect(usText({ party: "sender", us: true }, "sender", "helpdesk")).toBeUndefined();
  expect(usText({ ...ours, us: false }, "receiver", "admin")).toBeUndefined();
  const remedy = ["Raise its quota (Postino: account change --quota)"];
  const titleFor = (role: Role) => remedyFor({ ...ours, remedy }, "receiver", role).title;
  expect([titleFor("admin"), titleFor("helpdesk"), titleFor("user")]).toEqual([
    "answer.remedy",
    "answer.remedyOfAdmin",
    "answer.remedyOfPostmaster",
  ]);
  expect(remedyFor({ ...ours, remedy }, "receiver", "helpdesk").steps).toEqual(remedy);
  expect(remedyFor({ party: "recipient", remedy }, "receiver", "helpdesk")).toEqual({
    title: "answer.remedy",
    steps: [`Ask an administrator: ${remedy[0]}`],
  });
});

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { causes } from "../src/diagnosis/causes.ts";
import { explain } from "../src/diagnosis/explain/explain.ts";
import type { Explanation } from "../src/diagnosis/explain/explanation.ts";
import { expectedOf } from "./servers/bounce-stories.ts";

const bounces = (folder: string): readonly string[] =>
  readdirSync(folder).flatMap((file) => (file.endsWith(".eml") ? [file.slice(0, -4)] : []));
const told = ({ kind, recipients }: Explanation) => [
  kind,
  ...recipients.map(({ address, cause, party }) => `${address} ${cause} ${party}`),
];
const ways: readonly (readonly [string, (text: string) => string])[] = [
  ["as it came", (text) => text],
  ["with the line ends of the wire, and a byte order mark", (text) => `\ufeff${text.replaceAll("\n", "\r\n")}`],
  ["quoted in another mail", (text) => text.replace(/^/gm, "> ")],
  ["as a line of an mbox begins it", (text) => `From MAILER-DAEMON Sat Nov 28 10:00:00 2026\n${text}`],
];

describe("the bounces of real servers (test/servers/bounces.test.ts)", () => {
  test("are many, of five programs", () => {
    const servers = bounces("test/bounces").map((name) => name.slice(0, name.indexOf("-")));
    expect([...new Set(servers)].toSorted()).toEqual(["exim", "nullmailer", "opensmtpd", "postfix", "sendmail"]);
    expect(servers.length).toBeGreaterThanOrEqual(90);
  });
  test.each(bounces("test/bounces"))("%s", async (name) => {
    const { kind, address, cause } = expectedOf(name);
    const { party } = causes[cause as keyof typeof causes];
    const text = readFileSync(`test/bounces/${name}.eml`, "utf8");
    for (const [way, changed] of ways)
      expect(told(await explain(changed(text))), way).toEqual([kind, `${address} ${cause} ${party}`]);
    const explanation = await explain(text);
    expect(explanation.originalMessageId).toBe(`<${name.replace(/^\w+-|-delayed$/g, "")}@home.test>`);
    expect(explanation.about).toMatchObject({ sender: "alice@home.test" });
    expect(explanation.recipients.every(({ confidence }) => confidence >= 0.6)).toBe(true);
  });
});

interface Expected {
  readonly made: string;
  readonly kind: string;
  readonly recipients: readonly string[];
}
const expected = parse(readFileSync("test/bounces/vendors/expected.yaml", "utf8")) as Readonly<
  Record<string, Expected>
>;

describe("bounces after what other programs write", () => {
  test("each says after what it was made", () => {
    expect(Object.keys(expected).toSorted()).toEqual(bounces("test/bounces/vendors").toSorted());
    for (const [name, { made }] of Object.entries(expected)) expect(made, name).toMatch(/^reconstructed after /);
  });
  test.each(Object.entries(expected))("%s", async (name, { kind, recipients }) => {
    const text = readFileSync(`test/bounces/vendors/${name}.eml`);
    expect(told(await explain(text))).toEqual([kind, ...recipients]);
  });
});

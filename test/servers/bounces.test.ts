import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { explain } from "../../src/diagnosis/explain/explain.ts";
import { freePort } from "../free-port.ts";
import { expectedOf, listenAll, type Story, stories } from "./bounce-stories.ts";
import { type Bouncing, bouncing } from "./bouncing.ts";
import { startNameServer } from "./name-server.ts";
import { talk } from "./postfix-script.ts";

const message = (recipient: string, story: string) =>
  `From: Alice <alice@home.test>\nTo: ${recipient}\nSubject: The ${story} story\nDate: Sat, 28 Nov 2026 09:00:00 +0000\nMessage-Id: <${story}@home.test>\n\nHello.\n`;

async function send({ port, inject }: Bouncing, recipient: string, story: string): Promise<void> {
  const text = message(recipient, story);
  if (inject) return inject(text, "alice@home.test", recipient);
  const lines = ["EHLO client.example", "MAIL FROM:<alice@home.test>", `RCPT TO:<${recipient}>`, "DATA"];
  const heard = await talk(port ?? 0, [...lines, `${text.replaceAll("\n", "\r\n")}.`, "QUIT"], "wait");
  if (!/^250 2\.0\.0|^250 OK|^250 2\.6\.0/m.test(heard)) throw new Error(`not taken for ${recipient}: ${heard}`);
}

/** Which story a bounce tells, and whether it is only a warning. */
const nameOf = (bounce: string): string | undefined => {
  const story = /Message-Id: <([\w-]+)@home\.test>/i.exec(bounce)?.[1];
  const waits = /^Action: delayed|^Subject: .*(?:delayed|warning|still being retried)/im.test(bounce);
  return story && `${story}${waits ? "-delayed" : ""}`;
};

/** They become what `npm test` explains ever after, with the version of the server beside them. */
function record(server: string, version: string, bounces: ReadonlyMap<string, string>): void {
  for (const [name, bounce] of bounces) writeFileSync(`test/bounces/${server}-${name}.eml`, `${bounce}\n`);
  const made = parse(readFileSync(versions, "utf8")) as Readonly<Record<string, string>>;
  writeFileSync(versions, stringify({ ...made, [server]: version }));
}
const versions = "test/bounces/made-by.yaml";

describe.each(Object.entries(bouncing))("%s", (server, start) => {
  test("sends a bounce for each story, and each is explained", async () => {
    const bounces = new Map<string, string>();
    const port = await freePort();
    const hosts = await listenAll(port, (bounce) => {
      const name = nameOf(bounce);
      // A second warning may only say that time is up.
      if (name && !bounces.has(name)) bounces.set(name, bounce);
    });
    const stopNames = await startNameServer();
    const running = await start(hosts.addresses, port);
    try {
      const told = stories.filter(
        ({ waits, script }) => (!waits || running.waits !== "never") && (!script.hostless || running.asksNames),
      );
      const sendFor = ({ name }: { readonly name: string }) => send(running, `bob@${name}.test`, name);
      if (running.inject) await Promise.all(told.map(sendFor));
      else for (const story of told) await sendFor(story);
      const isTold = ({ name }: Story) =>
        bounces.has(name) || (running.waits === "warns" && bounces.has(`${name}-delayed`));
      const until = Date.now() + 60_000;
      while (Date.now() < until && !told.every(isTold)) await new Promise((later) => setTimeout(later, 500));
      expect(told.filter((story) => !isTold(story)).map(({ name }) => name)).toEqual([]);
      for (const [name, bounce] of bounces) {
        const { kind, address, cause } = expectedOf(`${server}-${name}`);
        expect(await explain(bounce), name).toMatchObject({ kind, recipients: [{ address, cause }] });
      }
    } finally {
      await running.stop();
      hosts.close();
      stopNames();
      if (process.env.UPDATE === "1") record(server, running.version, bounces);
    }
  });
});

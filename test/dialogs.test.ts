/**
 * Runs `dialogs/*.dialog` against our own server on a real socket. A line is
 * `C: text` (sent with CRLF) · `raw: "JSON string"` · `split: "JSON string"` (each byte a packet) ·
 * `S: prefix` (the next line must begin so) · `R: prefix` (a whole reply of any number of lines begins so) · `closed` (the server closes) · `half-close`, `reset` (we do) ·
 * `listener: KIND` and `limits: {JSON}` (first, in this order) · `tls` (we encrypt) · `E: kind key=value …` (an event of the kind with these fields comes, in this order) ·
 * `no-event: text` (no event so far holds it) · `content: "JSON string"` (the last message, as it was stored).
 */
import { readdirSync, readFileSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { loginBusy } from "../src/accounts/refusals.ts";
import type { MailEvent } from "../src/events/event.ts";
import type { Authentication } from "../src/mail/login.ts";
import type { ListenerKind } from "../src/smtp/hooks.ts";
import { testIdentity } from "./identity.ts";
import { RawClient, startUnderTest, type UnderTest } from "./smtp-under-test.ts";

/** alice@example.test has the password "wonderland"; whoever says "busy" meets a busy server. */
const authentication: Authentication = {
  checkPassword: async (login, password) => {
    if (login.toLowerCase() === "alice@example.test" && password === "wonderland")
      return { account: "alice@example.test" };
    if (password === "busy") return { account: "alice@example.test", refusal: loginBusy };
    const refusal = { reply: { code: 535, enhanced: "5.7.8", text: "Name or password is wrong" }, by: "auth.password" };
    return { refusal: { ...refusal, cause: "submission.auth-failed" } };
  },
  ownsAddress: (account, address) => address === account || address === "",
};
const expand = (_: string, name: string) =>
  name === "team@example.test" ? ["alice@example.test", "bob@example.test"] : undefined;

const identity = await testIdentity();
const folder = new URL("./dialogs/", import.meta.url);
const running: UnderTest[] = [];

afterAll(async () => {
  for (const { server } of running) await server.stop(0);
});

/** The fields of an event with those of its `keys` beside them, as text. */
function fieldsOf(event: MailEvent): Record<string, string> {
  const { keys = {}, ...rest } = event as unknown as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries({ ...rest, ...(keys as object) }).map(([key, value]) => [key, String(value)]),
  );
}

function fits(event: MailEvent, wanted: string): boolean {
  const [kind, ...pairs] = wanted.split(/ (?=[\w-]+=)/);
  const fields = fieldsOf(event);
  return (
    event.kind === kind &&
    pairs.every((pair) => fields[pair.slice(0, pair.indexOf("="))] === pair.slice(pair.indexOf("=") + 1))
  );
}

const greetings = ["EHLO", "HELO", "LHLO"];

/**
 * Replies whose enhanced code is missing, there without need, or of another class than the code (RFC 2034 §4): all of 2xx, 4xx
 * and 5xx have one but the greeting and what answers EHLO, HELO and LHLO; 3xx have none.
 */
function badlyCoded(events: readonly MailEvent[]): readonly MailEvent[] {
  let verb = "";
  return events.filter((event) => {
    if (event.kind === "session.opened") verb = "";
    if (event.kind === "smtp.command") verb = event.verb;
    if (event.kind !== "smtp.reply") return false;
    const { code, enhanced } = event;
    if (code < 300 && verb === "") return enhanced !== undefined;
    if (code >= 300 && code < 400) return enhanced !== undefined;
    return enhanced === undefined ? !greetings.includes(verb) : enhanced[0] !== String(code)[0];
  });
}

class Dialog {
  #client: RawClient | undefined;
  #seen = 0;
  readonly #under: UnderTest;

  constructor(under: UnderTest) {
    this.#under = under;
  }

  async run(word: string, text: string): Promise<void> {
    this.#client ??= new RawClient(this.#under.server.port);
    const client = this.#client;
    switch (word) {
      case "C":
        return client.send(`${text}\r\n`);
      case "raw":
        return client.send(JSON.parse(text));
      case "split":
        return client.sendByteByByte(JSON.parse(text));
      case "S": {
        const line = await client.line();
        return expect(line?.startsWith(text) ? text : line).toBe(text);
      }
      case "R": {
        const reply = await client.reply();
        return expect(reply.startsWith(text) ? text : reply).toBe(text);
      }
      case "closed":
        expect(await client.line()).toBeUndefined();
        client.socket.end();
        return;
      case "tls":
        await client.encrypt();
        return;
      case "half-close":
        return void client.socket.end();
      case "reset":
        return void client.socket.resetAndDestroy();
      case "E":
        return this.#event(text);
      case "no-event":
        return expect(JSON.stringify(this.#under.events)).not.toContain(text);
      case "content":
        return expect(this.#under.messages.at(-1)?.content).toBe(JSON.parse(text));
      default:
        throw new Error(`unknown word "${word}" in a dialog`);
    }
  }

  async #event(wanted: string): Promise<void> {
    const found = await this.#under.event(
      (event): event is MailEvent => this.#under.events.indexOf(event) >= this.#seen && fits(event, wanted),
    );
    this.#seen = this.#under.events.indexOf(found) + 1;
  }
}

for (const file of readdirSync(folder).filter((name) => name.endsWith(".dialog"))) {
  const lines = readFileSync(new URL(file, folder), "utf8").split("\n");
  const story = lines[0]?.replace(/^# /, "") ?? file;
  test(`${file}: ${story}`, async () => {
    const steps = lines
      .map((line, n) => ({ line, n: n + 1 }))
      .filter(({ line }) => line !== "" && !line.startsWith("#"))
      .map(({ line, n }) => ({ n, word: /^[\w-]+/.exec(line)?.[0] ?? line, text: line.replace(/^[\w-]+:? ?/, "") }));
    const kind = (steps[0]?.word === "listener" ? steps.shift()?.text : "mx") as ListenerKind;
    const limits = steps[0]?.word === "limits" ? JSON.parse(steps.shift()?.text ?? "{}") : {};
    const under = await startUnderTest(limits, kind === "mx" ? {} : { authentication, expand }, { kind, identity });
    running.push(under);
    const dialog = new Dialog(under);
    for (const { n, word, text } of steps) {
      try {
        await dialog.run(word, text);
      } catch (error) {
        throw new Error(
          `${file}:${n}: ${(error as Error).message}\n${JSON.stringify(under.events.slice(-6), null, 1)}`,
        );
      }
    }
    expect(badlyCoded(under.events)).toEqual([]);
  });
}

/** Our own server, the real program on a data folder of its own, behind a proxy that says where its clients come from. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { paths } from "../../../src/app/paths.ts";
import { changeFile } from "../../../src/config/change.ts";
import { findSetting, type Setting } from "../../../src/config/settings.ts";
import { Program, prepareAnyPorts } from "../../program.ts";
import type { RawClient } from "../../smtp-under-test.ts";
import { from as behindProxy } from "../../through-proxy.ts";

export interface OwnSite {
  readonly mx: number;
  readonly submission: number;
  readonly logs: readonly string[];
  stop(): Promise<void>;
}

export const password = "a good long pass phrase";

export async function startOwnSite(): Promise<OwnSite> {
  const data = mkdtempSync(join(tmpdir(), "postino-scenarios-own-"));
  await prepareAnyPorts(data);
  const settings: Readonly<Record<string, unknown>> = {
    "listeners.mx.proxies": ["127.0.0.1"],
    "listeners.submission.proxies": ["127.0.0.1"],
    "smtp.sessionTimeoutSeconds": 3,
    "smtp.messageBytes": 20_000,
    "smtp.recipients": 5,
    "smtp.hops": 10,
  };
  for (const [name, value] of Object.entries(settings))
    changeFile(paths(data).config, findSetting(name) as Setting, value);
  const postino = async (words: readonly string[], input = "") => {
    const program = new Program([...words, "--data", data]);
    program.child.stdin.end(input);
    const { code, err } = await program.ended;
    if (code !== 0) throw new Error(`postino ${words.join(" ")}: ${err}`);
  };
  for (const name of ["anna.rossi", "anna.rosso", "chiara"]) await postino(["account", "add", `${name}@example.test`]);
  await postino(["account", "add", "tomas@example.test", "--quota", "2000"]);
  await postino(["account", "add", "away@example.test"]);
  await postino(["account", "suspend", "away@example.test", "--receive"]);
  await postino(["account", "password", "chiara@example.test", "--password-stdin"], `${password}\n`);
  await postino(["alias", "add", "office@example.test", "--to", "anna.rosso@example.test"]);
  const program = new Program(["serve", "--data", data]);
  const [mx, submission] = [await program.port(), await program.port("submission")];
  const stop = async () => {
    program.child.kill("SIGTERM");
    await program.ended;
    rmSync(data, { recursive: true });
  };
  return { mx, submission, logs: [join(data, "logs")], stop };
}

export interface OwnLetter {
  readonly ip: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly header?: string;
  readonly body?: string;
  readonly parameters?: string;
}

/** All replies to a letter; the client gives up where it is refused. */
export async function offer(port: number, { ip, from, to, header = "", body = "hello", parameters = "" }: OwnLetter) {
  const { client, greeting } = await behindProxy(ip, port);
  const heard = [greeting];
  const ask = async (line: string) => {
    heard.push(await client.ask(line));
    return /^[23]/.test(heard.at(-1) ?? "");
  };
  const opened =
    greeting.startsWith("220") &&
    (await ask(`EHLO mail.${from.split("@")[1]}`)) &&
    (await ask(`MAIL FROM:<${from}>${parameters}`));
  let taken = 0;
  if (opened) for (const one of to) if (await ask(`RCPT TO:<${one}>`)) taken += 1;
  if (taken > 0 && (await ask("DATA"))) await ask(`From: <${from}>\r\nSubject: hello\r\n${header}\r\n${body}\r\n.`);
  await leave(client);
  return heard;
}

export async function leave(client: RawClient): Promise<void> {
  client.send("QUIT\r\n");
  while ((await client.line()) !== undefined);
  client.socket.end();
}

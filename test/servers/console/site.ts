/** The real program with the page built, accounts of each role, and the guide's sessions in its records. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { askServer } from "../../../src/api/control.ts";
import { paths } from "../../../src/app/paths.ts";
import { changeFile } from "../../../src/config/change.ts";
import { findSetting, type Setting } from "../../../src/config/settings.ts";
import { Program, prepareAnyPorts } from "../../program.ts";
import { from, quit } from "../../through-proxy.ts";

export const password = "correct horse battery";
export const roles = ["admin", "helpdesk", "user"] as const;
export type Role = (typeof roles)[number];
export const addressOf = (role: Role): string => `${role}@example.test`;

export interface Site {
  /** The page's address. */
  readonly address: string;
  /** Port of the SMTP server, which believes a PROXY header. */
  readonly mx: number;
  /** Its data folder. */
  readonly data: string;
  readonly stop: () => Promise<void>;
}

/** Settings by name, as the test wants them. */
export async function startSite(settings: Readonly<Record<string, unknown>> = {}): Promise<Site> {
  const data = mkdtempSync(join(tmpdir(), "postino-page-"));
  await prepareAnyPorts(data);
  const wanted = { "listeners.mx.proxies": ["127.0.0.1"], "web.proxies": ["127.0.0.1"], ...settings };
  for (const [name, value] of Object.entries(wanted))
    changeFile(paths(data).config, findSetting(name) as Setting, value);
  const program = new Program(["serve", "--data", data]);
  const address = await program.page();
  for (const role of roles)
    await askServer(paths(data).controlSocket, {
      operation: "account-add",
      input: { address: addressOf(role), password, role },
      by: "test",
    });
  return {
    address,
    mx: await program.port(),
    data,
    stop: async () => {
      program.child.kill("SIGTERM");
      await program.ended;
      rmSync(data, { recursive: true });
    },
  };
}

/** A session from that address: each line waits for its reply. Gives all replies, the greeting first. */
export async function session(mx: number, address: string, ...lines: readonly string[]): Promise<readonly string[]> {
  const { client, greeting } = await from(address, mx);
  const replies = [greeting];
  for (const line of lines) replies.push(await client.ask(line));
  await quit(client);
  return replies;
}

export const message = (
  sender: string,
  recipient: string,
  content = "Subject: hello\r\n\r\nhello",
): readonly string[] => [
  "EHLO mail.example.org",
  `MAIL FROM:<${sender}>`,
  `RCPT TO:<${recipient}>`,
  "DATA",
  `${content}\r\n.`,
];

/** Who does what in the guide. */
export const peers = {
  probe: "198.51.100.2",
  silent: "198.51.100.3",
  unknown: "198.51.100.4",
  list: "198.51.100.5",
  good: "198.51.100.6",
} as const;

/** The guide's sessions: a probe, one that falls silent, an unknown user, and six RSET before a message, then the block. */
export async function guideSessions(mx: number): Promise<void> {
  await session(mx, peers.probe);
  const { client: silent } = await from(peers.silent, mx);
  for (const line of ["EHLO slow.example.org", "MAIL FROM:<slow@example.org>", "RCPT TO:<user@example.test>", "DATA"])
    await silent.ask(line);
  while ((await silent.line()) !== undefined);
  const [, ...rest] = message("carol@example.org", "nobdy@example.test");
  await session(mx, peers.unknown, "EHLO mail.example.org", ...rest.slice(0, 2));
  await session(
    mx,
    peers.list,
    "EHLO list.example.org",
    ...Array(6).fill("RSET"),
    ...message("news@example.org", "user@example.test").slice(1),
  );
  const refused = await session(mx, peers.list);
  if (!refused[0]?.startsWith("421")) throw new Error(`the list's server is not blocked: ${refused[0]}`);
  await session(
    mx,
    peers.good,
    ...message(
      "dave@example.org",
      "user@example.test",
      "Message-ID: <one@mail.example.org>\r\nSubject: offer\r\n\r\nhello",
    ),
  );
}

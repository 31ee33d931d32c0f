/** Our log as rsyslog receives it: by UDP, TCP and TLS, in both forms, and after a time in which it was away. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeCertificate } from "../../src/app/certificate.ts";
import { composeServer, type RunningServer } from "../../src/app/server.ts";
import { schema } from "../../src/config/schema.ts";
import { anyPorts } from "../any-ports.ts";
import { freePort } from "../free-port.ts";
import { sampleAccounts } from "../sample-accounts.ts";
import { RawClient } from "../smtp-under-test.ts";

let folder = "";
let receiver: ChildProcess | undefined;
let server: RunningServer | undefined;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "postino-syslog-"));
  const { certificate, privateKey } = await makeCertificate("localhost", Date.now());
  writeFileSync(join(folder, "certificate.pem"), certificate);
  writeFileSync(join(folder, "private-key.pem"), privateKey);
  sampleAccounts(["alice"], folder).close();
});
afterEach(async () => {
  await server?.stop(0);
  server = undefined;
  await stopReceiver();
  rmSync(folder, { recursive: true });
});

type Protocol = "udp" | "tcp" | "tls";

const inputs: Readonly<Record<Protocol, (port: number) => string>> = {
  udp: (port) => `module(load="imudp")\ninput(type="imudp" address="127.0.0.1" port="${port}")`,
  tcp: (port) => `module(load="imtcp")\ninput(type="imtcp" address="127.0.0.1" port="${port}")`,
  tls: (port) => `global(
  defaultNetstreamDriverCAFile="${folder}/certificate.pem"
  defaultNetstreamDriverCertFile="${folder}/certificate.pem"
  defaultNetstreamDriverKeyFile="${folder}/private-key.pem")
module(load="imtcp" streamDriver.name="gtls" streamDriver.mode="1" streamDriver.authMode="anon")
input(type="imtcp" address="127.0.0.1" port="${port}")`,
};

/** Starts rsyslog; what it receives stands in `received`, its properties parted by bars. */
function startReceiver(protocol: Protocol, port: number): void {
  const properties = [
    "pri",
    "timereported:::date-rfc3339",
    "hostname",
    "app-name",
    "procid",
    "msgid",
    "structured-data",
    "msg",
  ];
  const line = properties.map((name) => `%${name}%`).join("|");
  const config = `global(workDirectory="${folder}")
${inputs[protocol](port)}
template(name="whole" type="string" string="${line}\\n")
action(type="omfile" file="${folder}/received" template="whole")
`;
  writeFileSync(join(folder, "rsyslog.conf"), config);
  const words = ["-n", "-f", join(folder, "rsyslog.conf"), "-i", join(folder, "rsyslog.pid")];
  receiver = spawn("rsyslogd", words, {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` },
  });
}

async function stopReceiver(): Promise<void> {
  if (!receiver || receiver.exitCode !== null) return;
  receiver.kill("SIGTERM");
  await once(receiver, "exit");
  receiver = undefined;
}

const read = (path: string): string => {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
};
const received = (): readonly (readonly string[])[] =>
  read(join(folder, "received"))
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.split("|"));

async function until(done: () => boolean): Promise<void> {
  while (!done()) await setTimeout(20);
}

async function startServer(protocol: Protocol, port: number, format: "legacy" | "extended"): Promise<number> {
  const syslog = {
    server: `localhost:${port}`,
    protocol,
    format,
    facility: 3,
    caFile: protocol === "tls" ? "certificate.pem" : "",
  };
  const config = schema.parse({ server: { hostname: "mx.example.test" }, listeners: anyPorts, log: { syslog } });
  server = await composeServer(config, folder, Date.now);
  return Number(server.listeners[0]?.port);
}

/** A recipient whom nobody knows, with what a log must escape. */
async function visit(port: number, name = "größe"): Promise<void> {
  const client = new RawClient(port);
  await client.reply();
  client.socket.write(
    Buffer.from(`EHLO c.example\r\nMAIL FROM:<a@b.example> SMTPUTF8\r\nRCPT TO:<${name}@example.test>\r\nQUIT\r\n`),
  );
  while ((await client.line()) !== undefined);
  client.socket.destroy();
}

/** Our text file's lines of sessions: id, and text. */
const logged = (): readonly string[] =>
  read(join(server?.logFolder ?? "", logName()))
    .split("\n")
    .filter((line) => /^127\.0\.0\.1 /.test(line))
    .map((line) => line.replace(/^\S+ +\[(\w+)\] \S+ /, "$1 "));
const logName = (): string => `s${new Date().toLocaleDateString("sv").replaceAll("-", "")}-00.log`;

test.each<Protocol>(["udp", "tcp", "tls"])("%s, as RFC 5424", async (protocol) => {
  const port = await freePort();
  startReceiver(protocol, port);
  await until(() => read(join(folder, "rsyslog.pid")) !== "");
  await visit(await startServer(protocol, port, "extended"));
  await until(() => received().some(({ 7: text }) => text?.includes("Disconnected")));
  const sessions = received().filter(({ 6: data }) => data?.includes(" session="));
  const said = sessions.map(
    ({ 6: data, 7: text }) => `${/session="(\w+)"/.exec(data ?? "")?.[1]} ${text?.replace(/^ ?\ufeff?/, "")}`,
  );
  expect(said).toEqual(logged());
  const refusal = sessions.find(({ 7: text }) => text?.includes(">>> 550 5.1.1"));
  // LOCAL3, notice.
  expect(refusal?.slice(0, 6)).toEqual([
    String((16 + 3) * 8 + 5),
    expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$/),
    "mx.example.test",
    "postino",
    String(process.pid),
    "smtp.reply",
  ]);
  expect(refusal?.[6]).toMatch(
    /^\[postino@32473 session="\w{16}" peer="127\.0\.0\.1" kind="smtp\.reply" service="smtp" node="1"\]$/,
  );
});

test("udp, as RFC 3164", async () => {
  const port = await freePort();
  startReceiver("udp", port);
  await until(() => read(join(folder, "rsyslog.pid")) !== "");
  await visit(await startServer("udp", port, "legacy"));
  await until(() => received().some(({ 7: text }) => text?.includes("Disconnected")));
  const refusal = received().find(({ 7: text }) => text?.includes(">>> 550 5.1.1"));
  expect([refusal?.[0], refusal?.[2], refusal?.[3], refusal?.[4]]).toEqual([
    String((16 + 3) * 8 + 5),
    "mx.example.test",
    "postino",
    String(process.pid),
  ]);
  expect(refusal?.[7]).toMatch(/^ 127\.0\.0\.1 \[\w{16}\] >>> 550 5\.1\.1 /);
});

test("what was logged while it was away comes when it is back, and both are told", async () => {
  const port = await freePort();
  const notes = () => read(join(server?.logFolder ?? "", logName().replace("s", "e")));
  const smtp = await startServer("tcp", port, "extended");
  await until(() => notes().includes("is away: connect ECONNREFUSED"));
  await visit(smtp, "early");
  startReceiver("tcp", port);
  await until(() => notes().includes("takes messages again; none were dropped meanwhile"));
  await until(() => received().some(({ 7: text }) => text?.includes("takes messages again")));
  const texts = received().map(({ 7: text }) => text?.trim());
  expect(texts.filter((text) => text?.includes("early"))).not.toEqual([]);
  expect(texts.findIndex((text) => text?.includes("is away"))).toBeLessThan(
    texts.findIndex((text) => text?.includes("early")),
  );
});

/** A company's mail server: a real Postfix with SPF check, greylisting and block list, and a real Dovecot behind it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeCertificate } from "../../../src/app/certificate.ts";
import { freePort } from "../../free-port.ts";
import { type Dovecot, type DovecotUser, freeDovecotPorts, startDovecot } from "../dovecot.ts";
import { loggedFields } from "../dovecot-settings.ts";
import { nameServerAddress } from "../name-server.ts";
import { type Postfix, startPostfix } from "../postfix.ts";
import { located } from "../release-root.ts";

/** Its mailboxes: similar names are other people. */
export const staff = [
  "anna.rossi",
  "anna.rosso",
  "a.rossi",
  "bruno",
  "carla",
  "dario",
  "elena",
  "fabio",
  "gina",
  "hugo",
  "irene",
  "luca",
  "marta",
  "nico",
  "olga",
  "paola",
  "pia",
  "rita",
  "sara",
  "tina",
  "catchall",
] as const;
const address = (name: string): string => `${name}@example.test`;

const rules = `require ["fileinto", "reject", "mailbox"];
if header :is "X-Spam-Flag" "YES" { fileinto "Junk"; stop; }
if header :contains "List-Id" "gardening" { fileinto :create "Lists"; stop; }
if header :contains "Subject" "lottery" { discard; stop; }
if header :contains "Subject" "offer" { reject "I do not want offers"; stop; }
if header :contains "Subject" "holiday" { redirect "irene@takes.example"; stop; }
`;

const users: readonly DovecotUser[] = staff.map((name) => ({
  name: address(name),
  ...(name === "hugo" && { quotaBytes: 3000 }),
  ...(name === "irene" && { sieve: rules }),
}));

export interface ReceivingSite {
  readonly postfix: Postfix;
  readonly dovecot: Dovecot;
  readonly ports: Ports;
  readonly directory: Directory;
  readonly logs: readonly string[];
  stop(): Promise<void>;
}

interface Ports {
  readonly mx: number;
  readonly submission: number;
  /** The same as mx with a content filter behind it or a milter before it: nobody is there. */
  readonly filtered: number;
  readonly milter: number;
}

/** The directory of mailboxes that Postfix asks (socketmap_table(5)); it can be switched off. */
export interface Directory {
  readonly port: number;
  off(): Promise<void>;
  on(): Promise<void>;
}

/** Mailboxes that Postfix takes mail for. Of `former` Dovecot knows nothing. */
const known = new Set([...staff, "former"].map(address));

async function startDirectory(): Promise<Directory> {
  const port = await freePort();
  const sockets = new Set<Socket>();
  let server: Server;
  const answer = (socket: Socket) => {
    sockets.add(socket.on("close", () => sockets.delete(socket)));
    let rest = "";
    socket
      .on("error", () => {})
      .on("data", (bytes) => {
        rest += bytes.toString("latin1");
        for (;;) {
          const [whole, length] = /^(\d+):/.exec(rest) ?? [];
          const end = (whole?.length ?? 0) + Number(length);
          if (whole === undefined || rest.length < end + 1) return;
          const [, key = ""] = rest.slice(whole.length, end).split(" ");
          rest = rest.slice(end + 1);
          const reply = known.has(key.toLowerCase().replace(/\+.*@/, "@")) ? "OK here" : "NOTFOUND ";
          socket.write(`${reply.length}:${reply},`);
        }
      });
  };
  const on = async () => {
    server = createServer(answer).listen(port, "127.0.0.1");
    await once(server, "listening");
  };
  const off = async () => {
    const closed = once(server, "close");
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  await on();
  return { port, on, off };
}

/** postgrey (Debian's), which lets a sender through that comes again after three seconds. */
async function startPostgrey(folder: string): Promise<{ port: number; stop(): Promise<void> }> {
  if (!existsSync("/usr/sbin/postgrey")) throw new Error("postgrey is missing: apt-get install postgrey");
  const port = await freePort();
  const database = join(folder, "postgrey");
  mkdirSync(database);
  chmodSync(database, 0o777);
  writeFileSync(join(folder, "nobody"), "");
  const child = spawn(
    "/usr/sbin/postgrey",
    [
      `--inet=127.0.0.1:${port}`,
      `--dbdir=${database}`,
      "--delay=3",
      "--user=nobody",
      "--group=nogroup",
      `--whitelist-clients=${folder}/nobody`,
      `--whitelist-recipients=${folder}/nobody`,
    ],
    { stdio: "ignore" },
  );
  const stop = async () => {
    const gone = once(child, "exit");
    child.kill();
    await gone;
  };
  const until = Date.now() + 20_000;
  for (;;) {
    const socket = connect(port, "127.0.0.1");
    const isThere = await once(socket, "connect").then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (isThere) return { port, stop };
    if (child.exitCode !== null || Date.now() > until) throw new Error(`postgrey does not listen: ${child.exitCode}`);
    await new Promise((later) => setTimeout(later, 100));
  }
}

const table = (rows: Readonly<Record<string, string>>): string =>
  `inline:{${Object.entries(rows)
    .map(([key, value]) => `{${key} = ${value}}`)
    .join(", ")}}`;

const mainCf = (folder: string, directory: number, postgrey: number): readonly string[] => [
  "virtual_transport = lmtp:unix:private/dovecot-lmtp",
  "virtual_mailbox_domains = example.test branch.test catchall.test",
  `virtual_mailbox_maps = socketmap:inet:127.0.0.1:${directory}:mailboxes ${table({ "office@branch.test": "x" })}`,
  `virtual_alias_maps = ${table({
    "info@example.test": "anna.rossi@example.test",
    "sales@example.test": "former@example.test",
    "irene.home@example.test": "irene@takes.example",
    "nora@example.test": "forwarded@bigmail.example",
    "@catchall.test": "catchall@example.test",
  })}`,
  "recipient_delimiter = +",
  // Dovecot, which sends what sieve makes.
  "mynetworks = 127.0.0.1/32",
  "default_transport = smtp",
  "relay_domains = inside.test",
  `transport_maps = ${table({ "branch.test": "lmtp:unix:private/branch-lmtp", "inside.test": "smtp:[127.0.31.1]:25" })}`,
  `alias_maps = ${table({ ticket: `"|${folder}/ticket-gateway --queue support"` })}`,
  `relocated_maps = ${table({ "vera@example.test": "vera@takes.example" })}`,
  "message_size_limit = 60000",
  "smtpd_timeout = 5s",
  "smtpd_hard_error_limit = 6",
  "smtpd_soft_error_limit = 5",
  "smtpd_client_message_rate_limit = 25",
  "smtpd_client_connection_count_limit = 8",
  "smtpd_recipient_limit = 5",
  "smtpd_recipient_overshoot_limit = 5",
  "smtpd_forbid_bare_newline = reject",
  "smtpd_forbid_bare_newline_reject_code = 521",
  `smtpd_tls_chain_files = ${folder}/key.pem, ${folder}/certificate.pem`,
  "smtpd_tls_security_level = may",
  // Postfix 3.5 knows no ">=TLSv1.2".
  "smtpd_tls_mandatory_protocols = !SSLv2, !SSLv3, !TLSv1, !TLSv1.1",
  "smtpd_tls_protocols = !SSLv2, !SSLv3, !TLSv1, !TLSv1.1",
  "smtpd_sasl_type = dovecot",
  "smtpd_sasl_path = private/auth",
  `smtpd_sender_login_maps = ${table(Object.fromEntries(staff.map((name) => [address(name), address(name)])))}`,
  "address_verify_poll_delay = 1s",
  "smtpd_restriction_classes = greylisting, spf",
  `greylisting = check_policy_service inet:127.0.0.1:${postgrey}`,
  "spf = check_policy_service unix:private/policyd-spf",
  "smtpd_client_restrictions = permit_mynetworks, permit_sasl_authenticated, reject_unknown_reverse_client_hostname, reject_rbl_client zen.spamhaus.org",
  "smtpd_helo_restrictions = permit_sasl_authenticated, reject_invalid_helo_hostname, reject_non_fqdn_helo_hostname",
  `smtpd_sender_restrictions = ${[
    `check_sender_access ${table({ "spammer@shop.example": "REJECT", "bulk.example": "554 5.7.1 Domain blocked by postmaster", "bank.example": "spf" })}`,
    "permit_sasl_authenticated",
    "reject_non_fqdn_sender",
    "reject_unknown_sender_domain",
  ].join(", ")}`,
  "smtpd_relay_restrictions = permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination",
  `smtpd_recipient_restrictions = check_recipient_access ${table({
    "ugo@example.test": "550 5.2.1 This mailbox has been disabled",
    "all@example.test": "REJECT",
    "valerio@example.test": "552 5.2.2 Quota exceeded (mailbox for user is full)",
    "olga@example.test": "greylisting",
    "paola@example.test": "greylisting",
    "inside.test": "reject_unverified_recipient",
  })}`,
  `header_checks = regexp:{${[
    "{/^Subject: .*casino/ REJECT No gambling}",
    "{/^Subject: .*newsletter of old/ DISCARD}",
  ].join(", ")}}`,
  `mime_header_checks = regexp:{{/name="?[^"]*\\.(exe|js)"?/ REJECT Attachment type not allowed}}`,
  // What is put off stays put off while the test lasts.
  ...["minimal_backoff_time", "maximal_backoff_time", "queue_run_delay"].map((name) => `${name} = 1h`),
  "maximal_queue_lifetime = 1d",
  "bounce_queue_lifetime = 1d",
  "delay_warning_time = 0",
];

const services = (folder: string, ports: Ports, dead: number): readonly string[] => [
  `policyd-spf unix - n n - 0 spawn user=nobody argv=/usr/bin/policyd-spf ${folder}/spf.conf`,
  `127.0.0.1:${ports.submission} inet n - n - - smtpd
  -o syslog_name=postfix/submission -o smtpd_sasl_auth_enable=yes -o smtpd_client_recipient_rate_limit=4
  -o smtpd_client_restrictions= -o smtpd_helo_restrictions=
  -o smtpd_sender_restrictions=reject_authenticated_sender_login_mismatch
  -o smtpd_recipient_restrictions=
  -o smtpd_relay_restrictions=permit_sasl_authenticated,reject`,
  `127.0.0.1:${ports.milter} inet n - n - - smtpd -o smtpd_milters=inet:127.0.0.1:${dead} -o milter_default_action=tempfail`,
];

/** Starts all of it; names are asked of the name server of the tests. */
export async function startReceivingSite(): Promise<ReceivingSite> {
  if (!existsSync(located("/usr/bin/policyd-spf")))
    throw new Error("policyd-spf is missing: apt-get install postfix-policyd-spf-python");
  const folder = mkdtempSync(join(tmpdir(), "postino-scenarios-"));
  chmodSync(folder, 0o755);
  const { certificate, privateKey } = await makeCertificate("mx.example.test", Date.now());
  writeFileSync(join(folder, "certificate.pem"), certificate);
  writeFileSync(join(folder, "key.pem"), privateKey);
  writeFileSync(
    join(folder, "spf.conf"),
    "debugLevel = 1\nTestOnly = 1\nHELO_reject = False\nMail_From_reject = Fail\nskip_addresses = 192.0.2.1/32\n",
  );
  writeFileSync(join(folder, "ticket-gateway"), `#!/bin/sh\nexec cat >> ${folder}/tickets\n`, { mode: 0o755 });
  writeFileSync(join(folder, "tickets"), "");
  chmodSync(join(folder, "tickets"), 0o666);
  const stops: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
  const stop = async () => {
    for (const each of stops.reverse()) await each();
  };
  try {
    return { ...(await startAll(folder, stops)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What each of them is stopped by goes to `stops`. */
async function startAll(folder: string, stops: (() => unknown)[]): Promise<Omit<ReceivingSite, "stop">> {
  const directory = await startDirectory();
  stops.push(directory.off);
  const postgrey = await startPostgrey(folder);
  stops.push(postgrey.stop);
  const dead = await freePort();
  const [submission, milter] = [await freePort(), await freePort()];
  const ports = { mx: 0, filtered: 0, submission, milter };
  const postfix = await startPostfix(
    {},
    dead,
    mainCf(folder, directory.port, postgrey.port),
    services(folder, ports, dead),
    nameServerAddress,
  );
  stops.push(postfix.stop);
  const socket = join(postfix.folder, "queue/private/dovecot-lmtp");
  const dovecot = await startDovecot(
    users,
    [],
    await freeDovecotPorts(),
    postfix.port,
    socket,
    false,
    (version) => `service auth {
  unix_listener auth-client {
    mode = 0666
  }
}
auth_mechanisms = plain login
${loggedFields(version, "uid box msgid size flags")}`,
  );
  stops.push(dovecot.stop);
  symlinkSync(join(dovecot.folder, "run/auth-client"), join(postfix.folder, "queue/private/auth"));
  return {
    postfix,
    dovecot,
    ports: { ...ports, mx: postfix.port, filtered: postfix.filteredPort },
    directory,
    logs: [postfix.log, dovecot.log],
  };
}

/** A real Postfix of its own: configuration, queue, log and mailboxes in a temp folder, on a free port of the loopback. */
import { type ChildProcess, execFile } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { freePort } from "../free-port.ts";
import { waitUntilLogged } from "./logged.ts";
import { startSyslog, stopped, withOwnSyslog } from "./own-syslog.ts";
import { distribution, inRelease, located, recordedAs, userId } from "./release-root.ts";

const run = promisify(execFile);
const nobody = 65534;

export interface Postfix {
  /** The listener of everyone, and one (`postfix-in/smtpd`) that refuses at the first chance instead of at RCPT. */
  readonly port: number;
  readonly strictPort: number;
  /** The listener whose mail goes through the content filter. */
  readonly filteredPort: number;
  readonly folder: string;
  readonly log: string;
  readonly version: string;
  /** What the log holds now. */
  text(): string;
  /** Waits until the log holds the pattern so many times; fails with the log when it does not within 30 seconds. */
  logged(pattern: RegExp, times?: number): Promise<void>;
  /** Runs one of its commands (`postqueue`) to its end; gives its output. */
  program(name: string, ...options: readonly string[]): Promise<string>;
  stop(): Promise<void>;
}

/** With UPDATE=1 its log becomes a case that `npm test` reads; its events are then written by `cases.test.ts`. */
export function recordLog({ folder, version, text }: Postfix, name: string, story: string, clients: string): void {
  if (process.env.UPDATE !== "1") return;
  const file = `mail.log-${new Date().toISOString().slice(0, 10).replaceAll("-", "")}`;
  const comment = `# ${story}: written by Postfix ${version} of ${distribution} under ${clients}.`;
  const lines = text().replaceAll(folder, "/srv/postfix").trimEnd();
  writeFileSync(
    `src/reading/cases/${recordedAs(name)}.case`,
    `${comment}\n-- log postfix ${file} --\n${lines}\n-- events --\n`,
  );
}

/** Domains that it relays, with the host that takes them: `[127.0.0.2]:2525`. */
export type Routes = Readonly<Record<string, string>>;

const mainCf = (folder: string, routes: Routes, compatible: string): string => `
compatibility_level = ${compatible}
queue_directory = ${folder}/queue
data_directory = ${folder}/data
maillog_file = ${folder}/mail.log
maillog_file_prefixes = ${folder}
mail_owner = postfix
setgid_group = postdrop
myhostname = mx.example.test
mydestination = local.test
mynetworks =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
biff = no
smtpd_timeout = 2s
smtpd_hard_error_limit = 4
smtpd_soft_error_limit = 3
smtpd_error_sleep_time = 0s
message_size_limit = 20000
virtual_mailbox_domains = example.test
virtual_mailbox_base = ${folder}/mail
virtual_mailbox_maps = inline:{alice@example.test=alice/, bob@example.test=bob/}
virtual_alias_maps = inline:{both@example.test=alice@example.test, postmaster@example.test=alice@example.test}
virtual_uid_maps = static:${nobody}
virtual_gid_maps = static:${nobody}
relay_domains = ${Object.keys(routes).join(" ")}
transport_maps = inline:{${Object.entries(routes)
  .map(([domain, port]) => `{${domain} = smtp:${port}}`)
  .join(", ")}}
default_transport = error:5.1.2 no route to this domain
notify_classes =
header_checks = regexp:${folder}/header_checks
smtpd_data_restrictions = reject_unauth_pipelining
smtpd_sender_restrictions = check_sender_access inline:{blocked@spam.example=REJECT, {later@spam.example=450 4.7.1 Come back later}}
minimal_backoff_time = 1s
maximal_backoff_time = 1s
queue_run_delay = 1s
maximal_queue_lifetime = 5s
bounce_queue_lifetime = 5s
smtpd_relay_restrictions = reject_unauth_destination
alias_maps = inline:{away=carol@takes.test}
local_recipient_maps = $alias_maps
delay_warning_time = 2s
smtp_connect_timeout = 2s
`;

const masterCf = (ports: readonly number[], filter: number, services: readonly string[]): string => `
127.0.0.1:${ports[0]} inet n - n - - smtpd
127.0.0.1:${ports[2]} inet n - n - - smtpd
  -o content_filter=smtp:[127.0.0.1]:${filter}
127.0.0.1:${ports[1]} inet n - n - - smtpd
  -o syslog_name=postfix-in -o smtpd_delay_reject=no -o smtpd_helo_required=yes
  -o smtpd_helo_restrictions=reject_invalid_helo_hostname
  -o smtpd_client_restrictions=check_client_access,inline:{{127.0.0.2=REJECT}}
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
local unix - n n - - local
virtual unix - n n - - virtual
lmtp unix - - n - - lmtp
tlsmgr unix - - n 1000? 1 tlsmgr
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
${services.join("\n")}
`;

const headerChecks = `
/^Subject: buy/ REJECT No advertisements
/^Subject: drop/ DISCARD not wanted
/^Subject: note/ WARN watch this
/^Subject: hold/ HOLD look at it first
`;

/** Is a version older than another one? */
export const isBefore = (version: string, major: number, minor: number): boolean => {
  const [its = 0, second = 0] = version.split(".").map(Number);
  return its < major || (its === major && second < minor);
};

/** Before 3.6 it was a whole number. */
const levelOf = (version: string): string => (isBefore(version, 3, 6) ? "2" : "3.6");

/** Postfix warns in each process of a setting that stands there twice. */
function overridden(settings: string, more: readonly string[]): string {
  const nameOf = (line: string) => line.split("=", 1)[0]?.trim();
  const names = new Set(more.map(nameOf));
  return `${[...settings.split("\n").filter((line) => !names.has(nameOf(line))), ...more].join("\n")}\n`;
}

/** Patterns and networks that stand in a setting (`regexp:{{row}, {row}}`) are known since 3.7 only: they go into files. */
const inFiles = (folder: string, settings: string): string =>
  settings.replaceAll(/^(\w+)( = (?:regexp|cidr):)\{\{(.*)\}\}$/gm, (_, name: string, type: string, rows: string) => {
    const file = join(folder, "etc", name);
    const lines = rows.replaceAll("$$", "$").split(/\}, ?\{/);
    writeFileSync(file, `${lines.join("\n")}\n`);
    return `${name}${type}${file}`;
  });

/** Tables that stand in a setting (`inline:{key=value, {key=more words}}`) are known since 3.0 only. */
function tablesInFiles(folder: string, name: string, settings: string): string {
  let tables = 0;
  return settings.replaceAll(/inline:\{((?:[^{}]|\{[^{}]*\})*)\}/g, (_, rows: string) => {
    const file = join(folder, "etc", `${name}-${++tables}`);
    const lines = [...rows.matchAll(/\{([^{}]*)\}|[^,{}]+/g)].map(([whole, braced]) => (braced ?? whole).trim());
    writeFileSync(file, lines.map((line) => `${line.replace(/\s*=\s*/, " ")}\n`).join(""));
    return `texthash:${file}`;
  });
}

/** What runs the command behind it in a namespace of mounts where names are asked of that server. */
function asking(nameServer: string, folder: string): readonly string[] {
  writeFileSync(join(folder, "resolv.conf"), `nameserver ${nameServer}\n`);
  return ["unshare", "-m", "sh", "-c", `mount --bind ${folder}/resolv.conf /etc/resolv.conf; exec "$@"`, "sh"];
}

/**
 * Starts one; `filter` is the port of the content filter on 127.0.0.1, `more` are lines of main.cf, `services` of master.cf; it asks
 * the name server of that address, else the machine's. Needs root, as Postfix does.
 */
export async function startPostfix(...wish: Parameters<typeof startOnce>): Promise<Postfix> {
  for (let tries = 1; ; tries++)
    try {
      return await startOnce(...wish);
    } catch (error) {
      // A port that was free a moment ago may be another test's by now; why it does not start, its master can tell nobody.
      if (tries === 3 || !/mail system startup failed/.test(String(error))) throw error;
    }
}

async function startOnce(
  routes: Routes,
  filter: number,
  more: readonly string[] = [],
  services: readonly string[] = [],
  nameServer?: string,
): Promise<Postfix> {
  if (!existsSync(located("/usr/sbin/postfix"))) throw new Error("Postfix is missing: apt-get install postfix swaks");
  if (process.getuid?.() !== 0) throw new Error("Postfix starts only as root: run npm run test:servers as root");
  const folder = mkdtempSync(join(tmpdir(), "postino-postfix-"));
  chmodSync(folder, 0o755);
  for (const name of ["etc", "queue", "data", "mail"]) mkdirSync(join(folder, name));
  chownSync(join(folder, "data"), userId("postfix"), -1 >>> 0);
  chownSync(join(folder, "mail"), nobody, nobody);
  const [port, strictPort, filteredPort] = [await freePort(), await freePort(), await freePort()];
  const etc = join(folder, "etc");
  let syslog: ChildProcess | undefined;
  const logging = (command: readonly string[]) => (syslog ? withOwnSyslog(folder, command) : command);
  const program = async (name: string, ...options: readonly string[]): Promise<string> => {
    const [command = "", ...words] = logging(inRelease(`/usr/sbin/${name}`, "-c", etc, ...options));
    return (await run(command, words)).stdout;
  };
  // It reads its configuration before it says a default.
  for (const name of ["main.cf", "master.cf"]) writeFileSync(join(etc, name), "");
  const version = (await program("postconf", "-d", "-h", "mail_version")).trim();
  // Then it logs by syslog alone.
  const bySyslog = isBefore(version, 3, 4);
  const master = masterCf([port, strictPort, filteredPort], filter, services);
  const files = {
    "main.cf": inFiles(folder, overridden(mainCf(folder, routes, levelOf(version)), more)),
    "master.cf": bySyslog ? master.replace(/^postlog .*\n/m, "") : master,
  };
  for (const [name, text] of Object.entries(files))
    writeFileSync(join(etc, name), isBefore(version, 3, 0) ? tablesInFiles(folder, name, text) : text);
  // Debian's of that time warn without it.
  writeFileSync(join(etc, "dynamicmaps.cf"), "");
  writeFileSync(join(folder, "header_checks"), headerChecks);
  const log = join(folder, "mail.log");
  const text = () => (existsSync(log) ? readFileSync(log, "utf8") : "");
  syslog = bySyslog ? await startSyslog(folder, log) : undefined;
  const [command = "", ...words] = logging([
    ...(nameServer ? asking(nameServer, folder) : []),
    ...inRelease("/usr/sbin/postfix", "-c", etc, "start"),
  ]);
  await run(command, words).catch((error: Error) => {
    throw new Error(`${error.message}\n${text()}`);
  });
  const logged = (pattern: RegExp, times?: number): Promise<void> => waitUntilLogged(text, pattern, times);
  const stop = async (): Promise<void> => {
    await program("postfix", "stop");
    await stopped(syslog);
    rmSync(folder, { recursive: true, force: true });
  };
  return { port, strictPort, filteredPort, folder, log, version, text, logged, program, stop };
}

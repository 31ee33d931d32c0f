/** A real Exim of its own: configuration, queue, logs and mailboxes in a temp folder, on a free port of the loopback. */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../free-port.ts";
import { waitUntilLogged } from "./logged.ts";
import { startSyslog, stopped, withOwnSyslog } from "./own-syslog.ts";
import { isBefore, type Routes } from "./postfix.ts";
import { finished, inPrivateRoot, workFolder } from "./private-root.ts";
import { inRelease, release } from "./release-root.ts";

export interface Exim {
  readonly port: number;
  readonly folder: string;
  readonly version: string;
  /** What the log `main`, `reject` or `panic` holds now; empty where there is none. */
  text(log: string): string;
  path(log: string): string;
  /** Waits until the main log holds the pattern so many times; fails with the log when it does not within 30 seconds. */
  logged(pattern: RegExp, times?: number): Promise<void>;
  /** Runs exim with these options to its end; its output. */
  run(...options: readonly string[]): Promise<string>;
  /** Messages in a local mailbox, as they lie there. */
  mailbox(name: string): readonly string[];
  /** Lets a sender through that was told to come again. */
  pass(sender: string): void;
  stop(): Promise<void>;
}

const routersAndTransports = (folder: string, routes: Routes): string => `
begin routers
remote:
  driver = manualroute
  route_list = ${Object.entries(routes)
    .map(([domain, host]) => `${domain} ${host}`)
    .join(" ; ")}
  self = send
  transport = remote_smtp
aliases:
  driver = redirect
  domains = +ours
  data = \${lookup{$local_part}lsearch{${folder}/aliases}}
  allow_fail
  allow_defer
  file_transport = address_file
  pipe_transport = address_pipe
away:
  driver = accept
  domains = +ours
  local_parts = away
  senders = !
  unseen
  transport = vacation
mailboxes:
  driver = accept
  domains = +ours
  local_parts = ${names.join(" : ")} : full
  transport = \${if eq{$local_part}{full}{full_maildir}{maildir}}
begin transports
remote_smtp:
  driver = smtp
  allow_localhost
  hosts_try_prdr =
  connect_timeout = 2s
  command_timeout = 2s
  data_timeout = 2s
  final_timeout = 2s
maildir:
  driver = appendfile
  maildir_format
  directory = ${folder}/mail/\${lookup{$local_part}lsearch{${folder}/names}}
  create_directory
  return_path_add
  user = Debian-exim
full_maildir:
  driver = appendfile
  maildir_format
  directory = ${folder}/mail/full
  create_directory
  user = Debian-exim
  quota = 1
address_file:
  driver = appendfile
  user = Debian-exim
address_pipe:
  driver = pipe
  user = Debian-exim
  return_fail_output
vacation:
  driver = autoreply
  user = Debian-exim
  to = $sender_address
  from = away@example.test
  subject = I am away
  text = Until Monday.
begin retry
dead.test * F,3s,1s
* * F,1h,1s
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = \${if and{{eq{$auth2}{alice@example.test}}{eq{$auth3}{wonderland}}}}
  server_set_id = $auth2
`;

const configuration = (folder: string, port: number, routes: Routes, selector: string, bySyslog: boolean): string => `
primary_hostname = mx.example.test
spool_directory = ${folder}/spool
log_file_path = ${bySyslog ? "syslog" : `${folder}/log/%slog`}
log_selector = ${selector}
domainlist ours = example.test
local_interfaces = 127.0.0.1
daemon_smtp_ports = ${port}
keep_environment =
never_users =
trusted_users = root
smtp_receive_timeout = 2s
smtp_accept_max_per_host = 20
message_size_limit = 20000
smtp_max_unknown_commands = 2
smtp_max_synprot_errors = 2
acl_smtp_connect = acl_connect
acl_smtp_helo = acl_helo
acl_smtp_mail = acl_mail
acl_smtp_rcpt = acl_rcpt
acl_smtp_data = acl_data
acl_smtp_vrfy = deny
begin acl
acl_connect:
  deny hosts = 127.0.0.66
    message = 554 no mail from here
  accept
acl_helo:
  deny condition = \${if eq{$sender_helo_name}{friend}}
    message = HELO friend is nobody's name
  accept
acl_mail:
  deny senders = blocked@spam.example
    message = 550 5.7.1 sender is not welcome
  drop senders = dropped@spam.example
    message = good bye
  accept
acl_rcpt:
  accept authenticated = *
  deny !domains = +ours
    message = relay not permitted
  deny senders = *@nowhere.test
    !verify = sender
  defer senders = ^grey
    condition = \${if exists{${folder}/grey/$sender_address_local_part}{no}{yes}}
    message = Greylisted, come back in a minute
    log_message = greylisted
  discard recipients = discard@example.test
  deny local_parts = policy
    message = 550 5.7.1 not for you
  require verify = recipient
  accept
acl_data:
  deny condition = \${if match{$rh_subject:}{buy}}
    message = No advertisements
  defer condition = \${if match{$rh_subject:}{later}}
    message = 451 4.7.1 Scanner is busy
  discard condition = \${if match{$rh_subject:}{drop}}
    log_message = dropped silently
  warn condition = \${if match{$rh_subject:}{hold}}
    control = freeze
  accept
${routersAndTransports(folder, routes)}`;

/** Who has a mailbox. What a client said names no file since 4.94, and before there is no $local_part_data. */
const names = ["alice", "bob", "carol", "away"];

const aliases = `
both: alice@example.test, bob@example.test
nested: both@example.test
forward: carol@takes.test
forwardbad: dave@refuses.test
trash: :blackhole:
gone: :fail: left the company
unsure: :defer: directory is down
file: FOLDER/mail/file
pipe: "|/usr/bin/tee -a FOLDER/mail/pipe"
badpipe: "|/bin/false"
postmaster: alice@example.test
`;

/** Settings, and the first Exim that knows them. */
const since: readonly (readonly [number, RegExp])[] = [
  [83, /^ *hosts_try_prdr .*\n/gm],
  [86, /^keep_environment .*\n/gm],
];

/** The configuration as that version knows it. */
function knownTo(version: string, settings: string): string {
  const isUnknown = (minor: number) => isBefore(version, 4, minor);
  return since.reduce((text, [minor, setting]) => (isUnknown(minor) ? text.replace(setting, "") : text), settings);
}

/** Starts a program beside Exim's; `syslog`: the folder whose rsyslog it logs to. */
function inRoot(command: readonly string[], syslog?: string): ChildProcess {
  const logging = (words: readonly string[]) => (syslog === undefined ? words : withOwnSyslog(syslog, words));
  if (release === undefined) return inPrivateRoot(...logging(command));
  const [file = "", ...words] = logging(inRelease(...command));
  return spawn(file, words, { stdio: ["pipe", "pipe", "pipe"] });
}

/** What waits for its log, and reads what it delivered. */
function watching(folder: string, bySyslog: boolean) {
  const path = (log: string) => join(folder, "log", bySyslog ? "syslog" : `${log}log`);
  const text = (log: string) => (existsSync(path(log)) ? readFileSync(path(log), "utf8") : "");
  const logged = (pattern: RegExp, times?: number): Promise<void> =>
    waitUntilLogged(() => text("main"), pattern, times);
  const mailbox = (name: string): readonly string[] => {
    const box = join(folder, "mail", name);
    const inbox = join(box, "new");
    if (existsSync(inbox)) return readdirSync(inbox).map((file) => readFileSync(join(inbox, file), "latin1"));
    // Files and pipes write all messages one behind the other.
    return existsSync(box) ? readFileSync(box, "latin1").split(/^(?=From )/m) : [];
  };
  const pass = (sender: string) => writeFileSync(join(folder, "grey", sender.split("@")[0] ?? ""), "");
  return { path, text, logged, mailbox, pass };
}

/**
 * Starts one; `selector` is the log_selector ("+all"), `routes` say which host takes a domain: "127.0.0.2::2525". Through syslog it
 * writes one log, whatever it is asked for. `changes` are replaced in its configuration.
 */
export async function startExim(
  routes: Routes,
  selector: string,
  bySyslog: boolean,
  changes: readonly (readonly [from: string, to: string])[] = [],
): Promise<Exim> {
  const folder = workFolder("exim");
  for (const name of ["spool", "log", "mail", "grey"]) mkdirSync(join(folder, name), { mode: 0o777 });
  for (const name of ["spool", "log", "mail"]) await finished(inRoot(["chown", "Debian-exim", join(folder, name)]), "");
  const port = await freePort();
  writeFileSync(join(folder, "aliases"), aliases.replaceAll("FOLDER", folder));
  writeFileSync(join(folder, "names"), names.map((name) => `${name}: ${name}\n`).join(""));
  const versionSaid = (await finished(inRoot(["/usr/sbin/exim4", "-C", "/dev/null", "-bV"]), "")).said;
  const version = /Exim version (\S+)/.exec(versionSaid)?.[1] ?? "";
  const settings = knownTo(version, configuration(folder, port, routes, selector, bySyslog));
  writeFileSync(
    join(folder, "conf"),
    changes.reduce((text, [from, to]) => text.replace(from, to), settings),
  );
  const syslog = bySyslog ? await startSyslog(folder, join(folder, "log/syslog")) : undefined;
  // Only a configuration at its built-in place keeps its rights when Exim starts itself again.
  const start = `set -e
mkdir -p /var/lib/exim4
cp ${folder}/conf /var/lib/exim4/config.autogenerated
exec /usr/sbin/exim4 "$@"`;
  const exim = (...options: readonly string[]) =>
    inRoot(["sh", "-c", start, "exim", ...options], bySyslog ? folder : undefined);
  const run = async (...options: readonly string[]) => (await finished(exim(...options), "")).said;
  const daemon = exim("-bdf");
  const stop = async (): Promise<void> => {
    await stopped(daemon);
    await stopped(syslog);
    rmSync(folder, { recursive: true, force: true });
  };
  const watched = watching(folder, bySyslog);
  await watched.logged(/daemon started/);
  return { port, folder, version, ...watched, run, stop };
}

/** What eximstats counts in a log: messages received, addresses delivered to, messages delayed and failed. */
export async function eximstats(log: string) {
  const { said } = await finished(inRoot(["perl", "/usr/sbin/eximstats", "-nr", "-nt", log]), "");
  const row = (name: string) => new RegExp(`^  ${name} +\\S+ (.*)$`, "m").exec(said)?.[1]?.trim().split(/\s+/) ?? [];
  const [received, , delayed, , failed] = row("Received").map((figure) => Number(figure.replace("%", "")));
  const [, addresses] = row("Delivered").map(Number);
  return { received, addresses, delayed, failed };
}

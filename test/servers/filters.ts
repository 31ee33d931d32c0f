/** Real content filters in a temp folder, on free ports of the loopback: amavis with SpamAssassin, clamd, clamav-milter and rspamd. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../free-port.ts";
import { inRelease, located, userId } from "./release-root.ts";

const programs: Readonly<Record<string, string>> = {
  "/usr/sbin/amavisd": "amavisd-new",
  "/usr/share/spamassassin/20_body_tests.cf": "spamassassin",
  "/usr/sbin/clamd": "clamav-daemon",
  "/usr/sbin/clamav-milter": "clamav-milter",
  "/usr/bin/rspamd": "rspamd",
};

/** What amavis does with spam, viruses and forbidden attachments, by the port that it takes a message on. */
export const policies = ["quarantine", "discard", "bounce", "reject", "defang"] as const;
export type Policy = (typeof policies)[number];
/** What rspamd tells the server to do with spam: to refuse it, to throw it away, to hold it. */
export const milters = ["reject", "discard", "hold"] as const;
export type Milter = (typeof milters)[number];

export interface FilterPorts {
  readonly amavis: Readonly<Record<Policy, number>>;
  readonly rspamd: Readonly<Record<Milter, number>>;
  readonly clamav: number;
  /** Where amavis gives a message back. */
  readonly back: number;
}

export interface Filters {
  readonly ports: FilterPorts;
  readonly folder: string;
  readonly quarantine: string;
  readonly logs: Readonly<Record<"amavis" | "rspamd" | "clamd" | "clamav-milter", string>>;
  /** What the logs hold now. */
  texts(): Readonly<Record<string, string>>;
  stopAmavis(): Promise<void>;
  startAmavis(): Promise<void>;
  stop(): Promise<void>;
}

/** A free port for each name. */
async function portsFor<const N extends string>(names: readonly N[]): Promise<Record<N, number>> {
  const found: [N, number][] = [];
  for (const name of names) found.push([name, await freePort()]);
  return Object.fromEntries(found) as Record<N, number>;
}

export async function freeFilterPorts(): Promise<FilterPorts> {
  return {
    amavis: await portsFor(policies),
    rspamd: await portsFor(milters),
    clamav: await freePort(),
    back: await freePort(),
  };
}

const destinies: Readonly<Record<Policy, string>> = {
  quarantine: "",
  discard: "spam_quarantine_method => undef, virus_quarantine_method => undef, banned_files_quarantine_method => undef",
  bounce: "final_spam_destiny => D_BOUNCE, final_banned_destiny => D_BOUNCE, spam_dsn_cutoff_level_maps => 9999",
  reject: "final_spam_destiny => D_REJECT, final_virus_destiny => D_REJECT, final_banned_destiny => D_REJECT",
  defang: "final_virus_destiny => D_PASS, final_banned_destiny => D_PASS, defang_banned => 1, defang_virus => 1",
};

const amavisConf = (folder: string, { amavis, back }: FilterPorts): string => `use strict;
$max_servers = 2; $daemon_user = 'amavis'; $daemon_group = 'amavis';
$mydomain = 'example.test'; $myhostname = 'mx.example.test';
$MYHOME = '${folder}/amavis/home'; $TEMPBASE = '${folder}/amavis/tmp'; $ENV{TMPDIR} = $TEMPBASE;
$QUARANTINEDIR = '${folder}/amavis/quarantine'; $db_home = '${folder}/amavis/home'; $enable_db = 0;
$pid_file = '${folder}/amavis/home/pid'; $lock_file = '${folder}/amavis/home/lock';
$log_level = 1; $do_syslog = 0; $logfile = '${folder}/amavis/amavis.log';
@spam_lovers_maps = (['dora@example.test']); @local_domains_maps = (['.example.test']); @mynetworks = ('127.0.0.0/8');
$inet_socket_bind = '127.0.0.1'; $inet_socket_port = [${Object.values(amavis).join(", ")}];
$forward_method = 'smtp:[127.0.0.1]:${back}'; $notify_method = $forward_method;
$sa_tag_level_deflt = -999; $sa_tag2_level_deflt = 6; $sa_kill_level_deflt = 8; $sa_local_tests_only = 1;
$sa_dsn_cutoff_level = 9999; $sa_spam_subject_tag = '***SPAM*** ';
$final_virus_destiny = D_DISCARD; $final_banned_destiny = D_DISCARD; $final_spam_destiny = D_DISCARD;
$final_bad_header_destiny = D_PASS; $virus_admin = undef; $banned_admin = undef; $spam_admin = undef;
$warnbadhsender = 0;
$spam_quarantine_method = 'local:spam-%m'; $spam_quarantine_to = 'spam-quarantine';
$virus_quarantine_method = 'local:virus-%m'; $virus_quarantine_to = 'virus-quarantine';
$banned_files_quarantine_method = 'local:banned-%m'; $banned_quarantine_to = 'banned-quarantine';
$bad_header_quarantine_method = undef;
$banned_filename_re = new_RE(qr'.\\.(exe|scr)$'i);
@av_scanners = (['ClamAV-clamd', \\&ask_daemon, ["CONTSCAN {}\\n", '${folder}/amavis/clamd.sock'],
  qr/\\bOK$/m, qr/\\bFOUND$/m, qr/^.*?: (?!Infected Archive)(.*) FOUND$/m]);
@av_scanners_backup = ();
${policies
  .map(
    (name) =>
      `$interface_policy{'${amavis[name]}'} = '${name.toUpperCase()}'; $policy_bank{'${name.toUpperCase()}'} = { ${destinies[name]} };`,
  )
  .join("\n")}
1;
`;

/** The harmless file that all scanners know; in two parts, so that none of them finds it in this file. */
export const eicar = ["X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR", "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"].join("");

const clamdConf = (folder: string): string => `LocalSocket ${folder}/amavis/clamd.sock
LocalSocketMode 666
User amavis
DatabaseDirectory ${folder}/signatures
LogFile ${folder}/amavis/clamav.log
LogTime yes
LogClean yes
Foreground yes
TemporaryDirectory ${folder}/amavis/tmp
`;

const clamavMilterConf = (folder: string, port: number): string => `MilterSocket inet:${port}@127.0.0.1
User amavis
ClamdSocket unix:${folder}/amavis/clamd.sock
OnInfected Reject
RejectMsg "Malware found: %v"
LogFile ${folder}/amavis/clamav-milter.log
LogTime yes
LogInfected Full
LogClean Full
Foreground yes
TemporaryDirectory ${folder}/amavis/tmp
`;

/** Debian's rules without what asks the network or Redis. */
const rspamdConf = (folder: string, ports: Readonly<Record<Milter, number>>): string => `
options {
  pidfile = "${folder}/rspamd/pid";
  dns { nameserver = ["127.0.0.1:1"]; timeout = 0.1s; retransmits = 1; }
  filters = "regexp";
  tempdir = "${folder}/rspamd";
  history_file = "${folder}/rspamd/history";
  control_socket = "${folder}/rspamd/control.sock mode=0600";
  enable_test_patterns = true;
}
logging { type = "file"; filename = "${folder}/rspamd/rspamd.log"; level = "info"; }
${milters
  .map(
    (name) => `worker "rspamd_proxy" { bind_socket = "127.0.0.1:${ports[name]}"; count = 1; milter = yes; timeout = 20s;
  upstream "local" { default = yes; self_scan = yes; }
  reject_message = "Spam message rejected";
  discard_on_reject = ${name === "discard"}; quarantine_on_reject = ${name === "hold"}; }`,
  )
  .join("\n")}
actions { reject = 15; add_header = 6; rewrite_subject = 8; }
`;

/** Resolves when somebody listens there. */
async function listening(target: { readonly port: number } | { readonly path: string }, child: ChildProcess) {
  const until = Date.now() + 60_000;
  const tryOnce = () =>
    new Promise<boolean>((done) => {
      const socket = connect({ ...target, ...("port" in target && { host: "127.0.0.1" }) } as { path: string });
      socket.once("connect", () => done(true)).once("error", () => done(false));
      socket.once("connect", () => socket.destroy());
    });
  while (!(await tryOnce())) {
    if (child.exitCode !== null) throw new Error(`${child.spawnfile} ended with ${child.exitCode}`);
    if (Date.now() > until) throw new Error(`${child.spawnfile} does not listen at ${JSON.stringify(target)}`);
    await new Promise((later) => setTimeout(later, 50));
  }
}

async function ended(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  child.kill("SIGTERM");
  await exit;
}

const uidOf = (user: string): number => Number(execFileSync("id", ["-u", user], { encoding: "utf8" }));

/** Starts them all. Needs root: each changes to a user of its own. */
export async function startFilters(ports: FilterPorts): Promise<Filters> {
  // Of them rspamd alone is that of the release that is asked for.
  const missing = Object.entries(programs).filter(
    ([path, name]) => !existsSync(name === "rspamd" ? located(path) : path),
  );
  if (missing.length > 0)
    throw new Error(`content filters are missing: apt-get install ${missing.map(([, name]) => name).join(" ")}`);
  if (process.getuid?.() !== 0) throw new Error("content filters start only as root: run npm run test:servers as root");
  const folder = mkdtempSync(join(tmpdir(), "postino-filters-"));
  chmodSync(folder, 0o755);
  const own = (path: string, uid: number) => {
    mkdirSync(join(folder, path), { recursive: true });
    chownSync(join(folder, path), uid, -1 >>> 0);
  };
  for (const path of ["amavis", "amavis/home", "amavis/tmp", "amavis/quarantine"]) own(path, uidOf("amavis"));
  own("rspamd", userId("_rspamd"));
  mkdirSync(join(folder, "signatures"));
  writeFileSync(
    join(folder, "signatures/eicar.ndb"),
    `Eicar-Test-Signature:0:*:${Buffer.from(eicar).toString("hex")}\n`,
  );
  const conf = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const children: ChildProcess[] = [];
  const start = (command: string, ...words: string[]) => {
    const child = spawn(command, words, { stdio: "ignore" });
    children.push(child);
    return child;
  };
  const stop = async (): Promise<void> => {
    await Promise.all(children.map(ended));
    rmSync(folder, { recursive: true, force: true });
  };
  const clamd = start("/usr/sbin/clamd", "-c", conf("clamd.conf", clamdConf(folder)));
  const words = ["-f", "-u", "_rspamd", "-g", "_rspamd", "-c", conf("rspamd.conf", rspamdConf(folder, ports.rspamd))];
  const rspamd = start(...inRelease("/usr/bin/rspamd", ...words));
  const settings = conf("amavisd.conf", amavisConf(folder, ports));
  let amavis: ChildProcess | undefined;
  const startAmavis = async () => {
    amavis = start("/usr/sbin/amavisd", "-c", settings, "foreground");
    await listening({ port: ports.amavis.quarantine }, amavis);
  };
  try {
    await listening({ path: join(folder, "amavis/clamd.sock") }, clamd);
    // It looks for clamd at its start.
    const milterConf = conf("milter.conf", clamavMilterConf(folder, ports.clamav));
    await listening({ port: ports.clamav }, start("/usr/sbin/clamav-milter", "-c", milterConf));
    await startAmavis();
    for (const port of Object.values(ports.rspamd)) await listening({ port }, rspamd);
  } catch (error) {
    await stop();
    throw error;
  }
  const logs = {
    amavis: join(folder, "amavis/amavis.log"),
    rspamd: join(folder, "rspamd/rspamd.log"),
    clamd: join(folder, "amavis/clamav.log"),
    "clamav-milter": join(folder, "amavis/clamav-milter.log"),
  };
  const texts = () =>
    Object.fromEntries(Object.entries(logs).map(([name, path]) => [name, readFileSync(path, "utf8")] as const));
  const stopAmavis = () => ended(amavis);
  return { ports, folder, quarantine: join(folder, "amavis/quarantine"), logs, texts, stopAmavis, startAmavis, stop };
}

/** A real Dovecot of its own: configuration, sockets, log and mailboxes in a temp folder, on free ports of the loopback. */
import { execFile, execFileSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { makeCertificate } from "../../src/app/certificate.ts";
import { freePort } from "../free-port.ts";
import { type DovecotLayout, quotaField, settingsOf } from "./dovecot-settings.ts";
import { waitUntilLogged } from "./logged.ts";
import { startSyslog, stopped, withOwnSyslog } from "./own-syslog.ts";
import { inRelease, located } from "./release-root.ts";

const run = promisify(execFile);
const nobody = 65534;

export type DovecotPorts = DovecotLayout["ports"];

export interface Dovecot {
  readonly ports: DovecotPorts;
  readonly folder: string;
  readonly log: string;
  readonly version: string;
  /** What the log holds now. */
  text(): string;
  /** Waits until the log holds the pattern so many times; fails with the log when it does not within 30 seconds. */
  logged(pattern: RegExp, times?: number): Promise<void>;
  /** Delivers a message by `dovecot-lda`; gives its exit code. */
  lda(recipient: string, sender: string, message: string): Promise<number>;
  stop(): Promise<void>;
}

export interface DovecotUser {
  /** Whole address. */
  readonly name: string;
  /** What its mailbox may hold; else ten megabytes. */
  readonly quotaBytes?: number;
  readonly sieve?: string;
}

export const password = "correct-horse";
const packages = "apt-get install dovecot-imapd dovecot-pop3d dovecot-lmtpd dovecot-sieve";

export async function freeDovecotPorts(): Promise<DovecotPorts> {
  const [imap, imaps, pop3, pop3s] = [await freePort(), await freePort(), await freePort(), await freePort()];
  return { imap, imaps, pop3, pop3s };
}

const userLine = ({ name, quotaBytes }: DovecotUser, version: string): string =>
  `${name}:{PLAIN}${password}::::::${quotaBytes === undefined ? "" : quotaField(version, quotaBytes)}\n`;

/** Its folder with everything in it. */
async function layOut(users: readonly DovecotUser[], denied: readonly string[], version: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "postino-dovecot-"));
  chmodSync(folder, 0o755);
  for (const name of ["run", "state", "mail"]) mkdirSync(join(folder, name));
  chownSync(join(folder, "mail"), nobody, nobody);
  const { certificate, privateKey } = await makeCertificate("localhost", Date.now());
  writeFileSync(join(folder, "cert.pem"), certificate);
  writeFileSync(join(folder, "key.pem"), privateKey);
  writeFileSync(join(folder, "users"), users.map((user) => userLine(user, version)).join(""));
  writeFileSync(join(folder, "deny"), denied.map((name) => `${name}::::::\n`).join(""));
  for (const { name, sieve } of users) {
    const home = join(folder, "mail", name.split("@")[0] ?? "");
    mkdirSync(home);
    if (sieve) writeFileSync(join(home, ".dovecot.sieve"), sieve);
    for (const path of [home, ...(sieve ? [join(home, ".dovecot.sieve")] : [])]) chownSync(path, nobody, nobody);
  }
  return folder;
}

/** Starts one; `submission` is the port that takes what sieve sends, `lmtpSocket` where it takes mail; it logs into its own file or by syslog; `more` are further settings of that version. Needs root, as Dovecot does. */
export async function startDovecot(
  users: readonly DovecotUser[],
  denied: readonly string[],
  ports: DovecotPorts,
  submission: number,
  lmtpSocket: string,
  bySyslog: boolean,
  more: (version: string) => string = () => "",
): Promise<Dovecot> {
  for (const part of ["imap", "pop3", "lmtp", "modules/lib90_sieve_plugin.so"])
    if (!existsSync(located(`/usr/lib/dovecot/${part}`))) throw new Error(`Dovecot's ${part} is missing: ${packages}`);
  if (process.getuid?.() !== 0) throw new Error("Dovecot starts only as root: run npm run test:servers as root");
  const [asked, ...askedWith] = inRelease("/usr/sbin/dovecot", "--version");
  const version = (await run(asked, askedWith)).stdout.trim();
  const folder = await layOut(users, denied, version);
  const settings = join(folder, "dovecot.conf");
  const layout = { folder, ports, submission, lmtpSocket, bySyslog };
  writeFileSync(settings, settingsOf(version, layout) + more(version));
  const log = join(folder, "dovecot.log");
  const text = () => (existsSync(log) ? readFileSync(log, "utf8") : "");
  const syslog = bySyslog ? await startSyslog(folder, log) : undefined;
  const command = inRelease("/usr/sbin/dovecot", "-c", settings);
  // Dovecot keeps the pipes of whoever starts it open.
  const [program, ...words] = syslog ? withOwnSyslog(folder, command) : command;
  execFileSync(program, words, { stdio: "ignore" });
  const logged = (pattern: RegExp, times?: number): Promise<void> => waitUntilLogged(text, pattern, times);
  const lda = (recipient: string, sender: string, message: string): Promise<number> =>
    new Promise((done) => {
      const [file, ...words] = inRelease("/usr/lib/dovecot/dovecot-lda", "-c", settings, "-d", recipient, "-f", sender);
      const child = execFile(file, words, (error) => done(error ? Number(error.code) : 0));
      child.stdin?.end(message);
    });
  const stop = async (): Promise<void> => {
    const [file, ...options] = inRelease("/usr/sbin/dovecot", "-c", settings, "stop");
    await run(file, options);
    await stopped(syslog);
    rmSync(folder, { recursive: true, force: true });
  };
  return { ports, folder, log, version, text, logged, lda, stop };
}

/**
 * Mail servers that Debian lets nobody install beside Postfix (Exim, OpenSMTPD, Sendmail, nullmailer): their packages are unpacked into a folder,
 * and run in a mount namespace of their own in which that folder lies over /usr and their users exist. Needs root.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folder = join(tmpdir(), "postino-counterparts");
/** With the libraries that a small Debian lacks. */
const packages = [
  "exim4-daemon-light",
  "exim4-base",
  "libidn12",
  "opensmtpd",
  "sendmail-bin",
  "sendmail-cf",
  "sendmail-base",
  "liblockfile1",
  "m4",
  "nullmailer",
];
const users = ["Debian-exim", "opensmtpd", "opensmtpq", "smmta", "smmsp"];

const script = `set -e
mount --make-rprivate / 2>/dev/null || true
mount -t overlay overlay -o lowerdir=${folder}/root/usr:/usr /usr
mount --bind ${folder}/passwd /etc/passwd
mount --bind ${folder}/group /etc/group
mount -t tmpfs tmpfs /var/spool
mount -t tmpfs tmpfs /var/lib
mkdir -p /var/spool/smtpd /var/lib/opensmtpd/empty
chmod 711 /var/spool/smtpd
exec "$@"`;

/** Fetches and unpacks them once; throws with the way out where Debian's packages are not to be had. */
function prepare(): void {
  if (isReady()) return;
  rmSync(folder, { recursive: true, force: true });
  if (process.getuid?.() !== 0)
    throw new Error("Exim and OpenSMTPD run only as root: run npm run test:servers as root");
  const made = mkdtempSync(`${folder}-`);
  chmodSync(made, 0o755);
  mkdirSync(join(made, "root"));
  try {
    execFileSync("apt-get", ["download", "-q", ...packages], { cwd: made, stdio: "pipe" });
  } catch (error) {
    throw new Error(`cannot fetch ${packages.join(", ")}: ${(error as Error).message}; run apt-get update, try again`);
  }
  for (const file of readdirSync(made).filter((name) => name.endsWith(".deb")))
    execFileSync("dpkg", ["-x", join(made, file), join(made, "root")]);
  for (const name of ["passwd", "group"]) copyFileSync(`/etc/${name}`, join(made, name));
  users.forEach((name, n) => {
    appendFileSync(join(made, "passwd"), `${name}:x:${9901 + n}:${9901 + n}::/nonexistent:/bin/false\n`);
    appendFileSync(join(made, "group"), `${name}:x:${9901 + n}:\n`);
  });
  writeFileSync(join(made, "ready"), packages.join(" "));
  try {
    renameSync(made, folder);
  } catch (error) {
    // Another file of tests was first.
    rmSync(made, { recursive: true });
    if (!isReady()) throw error;
  }
}

function isReady(): boolean {
  const ready = join(folder, "ready");
  return existsSync(ready) && readFileSync(ready, "utf8") === packages.join(" ");
}

/** Where they are unpacked, for programs that run anywhere (exigrep, eximstats). */
export function unpacked(): string {
  prepare();
  return join(folder, "root");
}

/** Starts a program there; a folder for its configuration and what it writes is `work`. */
export function inPrivateRoot(...command: readonly string[]): ChildProcess {
  prepare();
  return spawn("unshare", ["-m", "sh", "-c", script, "sh", ...command], { stdio: ["pipe", "pipe", "pipe"] });
}

/** An empty folder that everybody may write to: these programs change their user. */
export function workFolder(name: string): string {
  const made = mkdtempSync(join(tmpdir(), `postino-${name}-`));
  execFileSync("chmod", ["1777", made]);
  return made;
}

/** What a program of `inPrivateRoot` says and ends with, given that input. */
export async function finished(child: ChildProcess, input: string): Promise<{ code: number | null; said: string }> {
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (bytes) => (said += String(bytes)));
  // Who ends before he has read all says by his code how that went.
  child.stdin?.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  child.stdin?.end(input);
  const code = await new Promise<number | null>((resolve) => child.once("exit", resolve));
  return { code, said };
}

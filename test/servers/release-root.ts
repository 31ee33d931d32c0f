/**
 * Servers of another Debian, or Ubuntu, than the machine's: with RELEASE=trixie the packages of that release are unpacked into a folder, and
 * its programs are started in that root, in a mount namespace of their own. Without RELEASE the installed ones are. Needs root.
 */
import { execFileSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

/** A code name of Debian's or Ubuntu's, "bullseye", "xenial"; undefined where the machine's own servers are run. */
export const release = process.env.RELEASE || undefined;

/** Releases of Ubuntu, whose archive has older servers than Debian's; the first ones have no rspamd. */
const ofUbuntu = ["trusty", "xenial", "bionic", "focal"];
const ubuntu = "http://archive.ubuntu.com/ubuntu";
/** Of trusty the archive has no lists any more, but some packages, which run on what the next release has. */
const before: Readonly<Record<string, { readonly on: string; readonly packages: readonly string[] }>> = {
  trusty: {
    on: "xenial",
    packages: [
      "main/p/postfix/postfix_2.11.0-1_amd64.deb",
      "main/e/exim4/exim4-daemon-light_4.82-3ubuntu2_amd64.deb",
      "main/g/gnutls26/libgnutls26_2.12.23-12ubuntu2_amd64.deb",
      "main/libg/libgcrypt11/libgcrypt11_1.5.3-2ubuntu4_amd64.deb",
    ],
  },
};
/** Exim and Postfix, which Debian lets nobody install together, are fetched one after the other. */
const serversOf = (name: string): readonly (readonly string[])[] => [
  ["exim4-daemon-light"],
  [
    ...["postfix", "postfix-policyd-spf-python", "dovecot-imapd", "dovecot-pop3d", "dovecot-lmtpd", "dovecot-sieve"],
    ...(ofUbuntu.includes(name) ? [] : ["rspamd"]),
  ],
];
/** What their scripts call; apt-get does not name them as dependencies, since each Debian has them. */
const commands = [
  ...["base-passwd", "dash", "coreutils", "findutils", "grep", "sed", "mawk", "diffutils", "mount", "procps", "perl"],
  ...["libc-bin", "login", "passwd"],
];
/** Users that the packages make when they are installed, each with a group of its own. */
const users = ["postfix", "postdrop", "dovecot", "dovenull", "Debian-exim", "_rspamd"];

const folderOf = (name: string): string => join(tmpdir(), "postino-releases", name);

/** What their scripts of installation would do: links of an old Debian's folders, users, and the rights of what they start. */
const layOut = `set -e
mkdir -p usr/bin usr/sbin usr/lib usr/lib64 proc dev tmp run etc var/spool var/lib
for name in bin sbin lib lib64; do ln -s usr/$name $name; done
for package in ../archives/*.deb; do
  dpkg-deb --fsys-tarfile "$package" | tar -x --keep-directory-symlink
done
ln -sf mawk usr/bin/awk
touch etc/resolv.conf etc/hosts etc/localtime
cp usr/share/base-passwd/passwd.master etc/passwd
cp usr/share/base-passwd/group.master etc/group
cp /etc/nsswitch.conf etc/nsswitch.conf`;

const rights = `set -e
chgrp postdrop /usr/sbin/postdrop /usr/sbin/postqueue
chmod 2555 /usr/sbin/postdrop /usr/sbin/postqueue
chmod 4755 /usr/sbin/exim4`;

const enter = (root: string): string => `set -e
mount --make-rprivate / 2>/dev/null || true
for name in proc dev tmp; do mount --rbind /$name ${root}/$name; done
for name in resolv.conf hosts localtime; do if [ -e /etc/$name ]; then mount --bind /etc/$name ${root}/etc/$name; fi; done
for name in run var/spool var/lib; do mount -t tmpfs -o mode=755 tmpfs ${root}/$name; done
exec chroot ${root} "$@"`;

const entered = (root: string, command: readonly string[]): readonly string[] => [
  ...["unshare", "-m", "sh", "-c", enter(root), "sh"],
  ...command,
];

/** Where a release is fetched from, as apt-get's list of sources says it. No Debian has the keys that Ubuntu signs with. */
function sourceOf(name: string): string {
  if (ofUbuntu.includes(name)) return `deb [trusted=yes] ${ubuntu} ${before[name]?.on ?? name} main universe\n`;
  return `deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] ${archive()} ${name} main\n`;
}

/** Where this Debian has its packages from: other releases stand there, too. */
function archive(): string {
  const asked = ["indextargets", "--format", "$(REPO_URI)", "Created-By: Packages", "Label: Debian"];
  const [found] = execFileSync("apt-get", asked, { encoding: "utf8" }).split("\n");
  if (!found) throw new Error("apt-get knows no archive of Debian: run apt-get update, try again");
  return found;
}

/** Asks the archive with lists of our own: those of the machine are not touched. */
function aptGet(folder: string, name: string, ...words: readonly string[]): void {
  writeFileSync(join(folder, "sources.list"), sourceOf(name));
  writeFileSync(join(folder, "status"), "");
  mkdirSync(join(folder, "lists/partial"), { recursive: true });
  mkdirSync(join(folder, "archives/partial"), { recursive: true });
  const options = {
    "Dir::Etc::sourcelist": join(folder, "sources.list"),
    "Dir::Etc::sourceparts": "/dev/null",
    "Dir::State::lists": join(folder, "lists"),
    "Dir::State::status": join(folder, "status"),
    "Dir::Cache::archives": join(folder, "archives"),
    "Dir::Cache::pkgcache": "",
    "Dir::Cache::srcpkgcache": "",
    "APT::Install-Recommends": "false",
    // It has not the rights to the folder, and says so.
    "APT::Sandbox::User": "root",
  };
  const given = Object.entries(options).flatMap(([option, value]) => ["-o", `${option}=${value}`]);
  try {
    execFileSync("apt-get", ["-q", ...given, ...words], { stdio: "pipe" });
  } catch (error) {
    throw new Error(`cannot fetch the servers of the release ${name}: ${(error as Error).message}`);
  }
}

/** Puts packages of the release in the place of those that it was laid upon. */
function replaced(folder: string, packages: readonly string[]): void {
  const archives = join(folder, "archives");
  for (const path of packages) {
    const [name = ""] = basename(path).split("_");
    for (const file of readdirSync(archives)) if (file.startsWith(`${name}_`)) rmSync(join(archives, file));
    const words = ["download-file", `${ubuntu}/pool/${path}`, join(archives, basename(path))];
    execFileSync("/usr/lib/apt/apt-helper", words, { stdio: "pipe" });
  }
}

/** Fetches and unpacks them once. */
function prepare(name: string): string {
  const folder = folderOf(name);
  const root = join(folder, "root");
  const servers = serversOf(name);
  const made = [...servers.flat(), ...(before[name]?.packages ?? []), ...commands, ...users, layOut, rights].join(" ");
  const ready = join(folder, "ready");
  if (existsSync(ready) && readFileSync(ready, "utf8") === made) return root;
  if (!/^[a-z]+$/.test(name))
    throw new Error(`RELEASE=${name} is no release of Debian or Ubuntu: bullseye, trixie, ${ofUbuntu.join(", ")}`);
  if (process.getuid?.() !== 0) throw new Error("servers of another release run only as root");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  aptGet(folder, name, "update");
  for (const some of servers) aptGet(folder, name, "install", "-y", "--download-only", ...some, ...commands);
  replaced(folder, before[name]?.packages ?? []);
  execFileSync("sh", ["-c", layOut], { cwd: root, stdio: "pipe" });
  users.forEach((user, n) => {
    appendFileSync(join(root, "etc/passwd"), `${user}:x:${9901 + n}:${9901 + n}::/nonexistent:/bin/false\n`);
    appendFileSync(join(root, "etc/group"), `${user}:x:${9901 + n}:\n`);
  });
  const [command = "", ...words] = entered(root, ["sh", "-c", rights]);
  execFileSync(command, words, { stdio: "pipe" });
  writeFileSync(ready, made);
  return root;
}

/** The words of a command, as it is started in the release's root. */
export const inRelease = (...command: readonly string[]): readonly [command: string, ...words: string[]] =>
  (release ? entered(prepare(release), command) : command) as [string, ...string[]];

/** Where a file of the release lies. */
export const located = (path: string): string => (release ? join(prepare(release), path) : path);

/** The number of a user there. */
export function userId(name: string): number {
  const found = new RegExp(`^${name}:[^:]*:(\\d+):`, "m").exec(readFileSync(located("/etc/passwd"), "utf8"))?.[1];
  if (found === undefined) throw new Error(`there is no user ${name}`);
  return Number(found);
}

/** "Debian 12", "Ubuntu xenial": for the story of a recorded log. */
export const distribution = `${release && ofUbuntu.includes(release) ? "Ubuntu" : "Debian"} ${release ?? "12"}`;

/** The name of a case that is recorded from what runs. */
export const recordedAs = (name: string): string => (release ? `${name}-${release}` : name);

/** A /dev of its own for a server, whose log is the socket of an rsyslog that listens in the server's folder only. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const ownDevices = (folder: string): string => `set -e
mount --make-rprivate /
mkdir -p ${folder}/dev
mount -t tmpfs tmpfs ${folder}/dev
cp -a /dev/null /dev/zero /dev/full /dev/random /dev/urandom /dev/tty ${folder}/dev
ln -s /proc/self/fd ${folder}/dev/fd
ln -s ${folder}/syslog.socket ${folder}/dev/log
mkdir ${folder}/dev/shm
mount --move ${folder}/dev /dev
exec "$@"`;

/** The words of a command, as it is started where /dev/log is the socket in the folder. */
export const withOwnSyslog = (folder: string, command: readonly string[]): readonly [string, ...string[]] => [
  "unshare",
  ...["-m", "sh", "-c", ownDevices(folder), "sh", ...command],
];

/** An rsyslog that writes what it is told into that file, as a Debian does. */
export async function startSyslog(folder: string, log: string): Promise<ChildProcess> {
  const socket = join(folder, "syslog.socket");
  const settings = `global(workDirectory="${folder}")
module(load="imuxsock" SysSock.Use="off")
input(type="imuxsock" Socket="${socket}" RateLimit.Interval="0" UseSysTimeStamp="off")
action(type="omfile" file="${log}" template="RSYSLOG_TraditionalFileFormat" FileCreateMode="0644")
`;
  writeFileSync(join(folder, "rsyslog.conf"), settings);
  const words = ["-n", "-f", join(folder, "rsyslog.conf"), "-i", join(folder, "rsyslog.pid")];
  const syslog = spawn("/usr/sbin/rsyslogd", words, { stdio: "ignore" });
  const missing = once(syslog, "error").then(() => {
    throw new Error("rsyslog is missing: apt-get install rsyslog");
  });
  while (!existsSync(socket)) await Promise.race([missing, new Promise((later) => setTimeout(later, 20))]);
  missing.catch(() => {});
  chmodSync(socket, 0o666);
  return syslog;
}

/** Ends a program, and waits until it has. */
export async function stopped(program: ChildProcess | undefined): Promise<void> {
  if (!program || program.exitCode !== null) return;
  const ended = once(program, "exit");
  program.kill("SIGTERM");
  await ended;
}

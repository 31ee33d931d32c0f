/** Real servers that are given mail for the hosts of all stories, so that they send bounces: one way to start each. */
import { type ChildProcess, execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../free-port.ts";
import { startExim } from "./exim.ts";
import { nameServerAddress } from "./name-server.ts";
import { startPostfix } from "./postfix.ts";
import { talk } from "./postfix-script.ts";
import { finished, inPrivateRoot, unpacked, workFolder } from "./private-root.ts";

/** One that runs; `port` takes mail, or `inject` does where it has no listener. */
export interface Bouncing {
  readonly version: string;
  readonly port?: number;
  /** Of what is tried again it gives up within seconds where this is absent; others only warn so soon, or do neither. */
  readonly waits?: "warns" | "never";
  /** It asks the name server of the test. */
  readonly asksNames?: true;
  inject?(message: string, sender: string, recipient: string): Promise<void>;
  stop(): Promise<void>;
}

/** By domain the address of its host; all are at one port. */
type Addresses = Readonly<Record<string, string>>;
export type Start = (addresses: Addresses, port: number) => Promise<Bouncing>;

const mapped = (addresses: Addresses, value: (address: string) => string) =>
  Object.fromEntries(Object.entries(addresses).map(([domain, address]) => [domain, value(address)]));

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const gone = new Promise((done) => child.once("exit", done));
  child.kill();
  await gone;
}

/** Waits until it greets; stops it, and fails with what it said, when it does not within 20 seconds. */
async function listening(
  port: number,
  daemon: ChildProcess,
  name: string,
  said: () => string,
  stop: () => Promise<void>,
): Promise<void> {
  const until = Date.now() + 20_000;
  while (!/^220 /m.test(await talk(port, ["QUIT"], "wait"))) {
    if (daemon.exitCode === null && Date.now() < until) await new Promise((later) => setTimeout(later, 200));
    else {
      await stop();
      throw new Error(`${name} does not listen:\n${said()}`);
    }
  }
}

const postfix: Start = async (addresses, port) => {
  const aliases =
    "gone@example.test=nosuch@example.test, away@example.test=bob@unknown.test, round@example.test=round@loop.test";
  const running = await startPostfix(
    mapped(addresses, (address) => `[${address}]:${port}`),
    port,
    [
      `virtual_alias_maps = inline:{${aliases}}`,
      "mynetworks = 127.0.0.0/8",
      "smtp_tls_policy_maps = inline:{[127.0.2.1]=none}",
    ],
  );
  return { version: `Postfix ${running.version}`, port: running.port, stop: running.stop };
};

const exim: Start = async (addresses, port) => {
  const running = await startExim(
    mapped(addresses, (address) => `${address}::${port}`),
    "+all",
    false,
    [
      ["* * F,1h,1s", "* * F,4s,1s"],
      ["deny !domains = +ours\n    message = relay not permitted", "accept !domains = +ours"],
    ],
  );
  const again = setInterval(() => void running.run("-qf").catch(() => {}), 3000);
  const stop = async () => {
    clearInterval(again);
    await running.stop();
  };
  return { version: `Exim ${running.version}`, port: running.port, stop };
};

/** In the namespace of a server: its questions go to the name server of the test. */
const withNameServer = `echo nameserver ${nameServerAddress} > resolv.conf
mount --bind resolv.conf /etc/resolv.conf`;

const opensmtpd: Start = async (addresses, port) => {
  const folder = workFolder("opensmtpd");
  const own = await freePort();
  const rules = Object.entries(addresses).map(
    ([domain, address]) =>
      `action "${domain}" relay host "smtp://${address}:${port}"\nmatch from any for domain "${domain}" action "${domain}"`,
  );
  const configuration = `listen on 127.0.0.1 port ${own} hostname mx.example.test
bounce warn-interval 2s
queue ttl 8s
${rules.join("\n")}
action "others" relay
match from any for any action "others"
`;
  writeFileSync(join(folder, "smtpd.conf"), configuration);
  const start = `set -e\ncd ${folder}\n${withNameServer}\nexec /usr/sbin/smtpd -d -v -f smtpd.conf`;
  const daemon = inPrivateRoot("sh", "-c", start);
  let said = "";
  for (const stream of [daemon.stderr, daemon.stdout]) stream?.on("data", (bytes) => (said += String(bytes)));
  const stop = async () => {
    await ended(daemon);
    rmSync(folder, { recursive: true, force: true });
  };
  await listening(own, daemon, "OpenSMTPD", () => said, stop);
  return {
    version: `OpenSMTPD ${/OpenSMTPD (\S+) starting/.exec(said)?.[1] ?? ""}`,
    port: own,
    waits: "warns",
    asksNames: true,
    stop,
  };
};

const sendmailMacros = (folder: string, own: number, port: number): string => `divert(0)dnl
include(\`/usr/share/sendmail/cf/m4/cf.m4')dnl
OSTYPE(\`linux')dnl
define(\`confDOMAIN_NAME', \`mx.example.test')dnl
define(\`QUEUE_DIR', \`${folder}/queue')dnl
define(\`confPID_FILE', \`${folder}/pid')dnl
define(\`STATUS_FILE', \`${folder}/statistics')dnl
define(\`HELP_FILE', \`')dnl
define(\`ALIAS_FILE', \`${folder}/aliases')dnl
define(\`confTO_QUEUERETURN', \`5s')dnl
define(\`confTO_QUEUEWARN', \`2s')dnl
define(\`confTO_IDENT', \`0')dnl
define(\`confTO_HOSTSTATUS', \`1s')dnl
define(\`confMIN_QUEUE_AGE', \`0')dnl
define(\`confDONT_BLAME_SENDMAIL', \`GroupWritableDirPathSafe')dnl
define(\`ESMTP_MAILER_ARGS', \`TCP $h ${port}')dnl
FEATURE(\`no_default_msa')dnl
FEATURE(\`nocanonify')dnl
FEATURE(\`accept_unresolvable_domains')dnl
FEATURE(\`promiscuous_relay')dnl
FEATURE(\`mailertable', \`hash -o ${folder}/mailertable.db')dnl
DAEMON_OPTIONS(\`Port=${own}, Addr=127.0.0.1, Name=MTA')dnl
MAILER(\`local')dnl
MAILER(\`smtp')dnl
`;

/** It trusts no file below a folder that everybody may write to; and sleeps for minutes where the machine's name has no domain. */
const startSendmail = (folder: string): string => `set -e
chmod 755 /var/spool
mkdir -p /var/spool/bouncing/queue
cd /var/spool/bouncing
chmod 700 queue
cp ${folder}/* .
echo "127.0.0.1 mx.example.test $(hostname) localhost" > hosts
mount --bind hosts /etc/hosts
${withNameServer}
m4 -D_CF_DIR_=/usr/share/sendmail/cf/ sendmail.mc > sendmail.cf
/usr/libexec/sendmail/makemap -C sendmail.cf hash mailertable.db < mailertable
/usr/libexec/sendmail/sendmail -bi -C/var/spool/bouncing/sendmail.cf
exec /usr/libexec/sendmail/sendmail -bD -q2s -C/var/spool/bouncing/sendmail.cf`;

const sendmail: Start = async (addresses, port) => {
  const folder = workFolder("sendmail");
  const own = await freePort();
  writeFileSync(join(folder, "sendmail.mc"), sendmailMacros("/var/spool/bouncing", own, port));
  const rows = Object.entries(addresses).map(([domain, address]) => `${domain}\tesmtp:[${address}]`);
  writeFileSync(join(folder, "mailertable"), `${rows.join("\n")}\n`);
  writeFileSync(join(folder, "aliases"), "postmaster: /dev/null\nMAILER-DAEMON: /dev/null\n");
  const daemon = inPrivateRoot("sh", "-c", startSendmail(folder));
  let said = "";
  for (const stream of [daemon.stderr, daemon.stdout]) stream?.on("data", (bytes) => (said += String(bytes)));
  const stop = async () => {
    await ended(daemon);
    rmSync(folder, { recursive: true, force: true });
  };
  await listening(own, daemon, "Sendmail", () => said, stop);
  const packed = execFileSync("ls", [join(unpacked(), "..")], { encoding: "utf8" });
  return { version: `Sendmail ${/sendmail-bin_(\d[\d.]*\d)/.exec(packed)?.[1]}`, port: own, asksNames: true, stop };
};

/** It has one host for all mail: a message, its host, a run. */
const nullmailer: Start = async (addresses, port) => {
  const folders: string[] = [];
  const inject = async (message: string, sender: string, recipient: string) => {
    const folder = workFolder("nullmailer");
    folders.push(folder);
    const address = addresses[recipient.split("@")[1] ?? ""] ?? "";
    const asMail = "setpriv --reuid mail --regid mail --clear-groups";
    const start = `set -e
cd /var/spool && mkdir -p nullmailer/queue nullmailer/tmp nullmailer/failed ${folder}/etc
mkfifo nullmailer/trigger
chown -R mail nullmailer
cd ${folder}/etc
echo ${address} smtp --port=${port} > remotes
echo mx.example.test > me
echo 1 > pausetime
mount -t overlay overlay -o lowerdir=${unpacked()}/etc:/etc /etc
mount --bind . /etc/nullmailer
cat > ../message
${asMail} /usr/bin/nullmailer-inject -f ${sender} ${recipient} < ../message
timeout 9 ${asMail} /usr/sbin/nullmailer-send 2>&1 || true`;
    const { code, said } = await finished(inPrivateRoot("sh", "-c", start), message);
    if (code !== 0) throw new Error(`nullmailer: ${said}`);
  };
  const stop = async () => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  };
  return { version: "nullmailer 2.2", waits: "never", inject, stop };
};

export const bouncing: Readonly<Record<string, Start>> = { postfix, exim, opensmtpd, sendmail, nullmailer };

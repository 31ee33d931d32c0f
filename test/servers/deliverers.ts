/**
 * What stands between a real Postfix and the mailboxes of many servers: procmail behind local(8), maildrop and dovecot-lda behind
 * pipe(8), each with mailboxes that take, are full, over quota or not to be written. Needs root: it mounts.
 */
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { freePort } from "../free-port.ts";
import { type Postfix, startPostfix } from "./postfix.ts";
import { talk } from "./postfix-script.ts";
import { workFolder } from "./private-root.ts";

const nobody = 65534;
/** The least that btrfs is made on; nothing of it is written. */
const diskBytes = 128 * 1024 * 1024;
const needed: readonly (readonly [program: string, debianPackage: string])[] = [
  ["/usr/bin/procmail", "procmail"],
  ["/usr/bin/maildrop", "maildrop"],
  ["/usr/lib/dovecot/dovecot-lda", "dovecot-core"],
  ["/usr/sbin/mkfs.btrfs", "btrfs-progs"],
];

export interface Deliverers {
  readonly postfix: Postfix;
  /** Where the programs' own logs and the mailboxes are. */
  readonly folder: string;
  /** Sends a message from `NAME@sender.example` to addresses, with a body of so many bytes, and waits until it was tried. */
  send(name: string, to: readonly string[], bodyBytes?: number): Promise<void>;
  /** What one of the programs has written. */
  log(name: string): string;
  stop(): Promise<void>;
}

/** `recipes` by the local part whose mail is filtered so; `0` behind it: the shell says that all is well, whatever procmail said. */
const recipes = (folder: string): Readonly<Record<string, string>> => ({
  inbox: `DEFAULT=${folder}/mail/inbox/\n`,
  spam: `:0\n${folder}/mail/.Junk/\n`,
  drop: ":0\n/dev/null\n",
  forward: `SENDMAIL=${folder}/sendmail\n:0\n! carol@elsewhere.example\n`,
  program: ":0\n| cat >/dev/null\n",
  copy: `DEFAULT=${folder}/mail/copy/\n:0 c\n${folder}/mail/archive/\n`,
  full: `DEFAULT=${folder}/full/mbox\nORGMAIL=${folder}/full/mbox\n`,
  quota: `DEFAULT=${folder}/disk/small/Maildir/\nORGMAIL=${folder}/disk/small/Maildir/\n`,
  closed: `DEFAULT=${folder}/closed/mbox\nORGMAIL=${folder}/closed/mbox\n`,
  host: `EXITCODE=67\nHOST\n`,
});

const rules = (folder: string): Readonly<Record<string, string>> => ({
  inbox: `to "${folder}/mail/md"`,
  drop: 'to "/dev/null"',
  forward: `SENDMAIL="${folder}/sendmail"\nto "!carol@elsewhere.example"`,
  program: 'to "|cat >/dev/null"',
  full: `to "${folder}/full/md"`,
  quota: `to "${folder}/disk/small/md"`,
  maildir: `to "${folder}/disk/small/Maildir"`,
  closed: `to "${folder}/closed/md"`,
  refuse: 'echo "not wanted here"\nEXITCODE=77\nexit',
  later: "EXITCODE=75\nexit",
  silent: "EXITCODE=0\nexit",
});

/** Dovecot's own delivery program, at the end of a pipe. */
const lda = (folder: string): string => `
base_dir = ${folder}/run
log_path = ${folder}/logs/lda.log
mail_location = maildir:${folder}/mail/lda
lda_mailbox_autocreate = yes
postmaster_address = postmaster@example.test
`;

/** A disk with room for little, and one on which a folder has a quota. */
function mountDisks(folder: string): void {
  for (const name of ["full", "disk"]) mkdirSync(join(folder, name));
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k,mode=1777", "tmpfs", join(folder, "full")]);
  writeFileSync(join(folder, "image"), "");
  truncateSync(join(folder, "image"), diskBytes);
  execFileSync("mkfs.btrfs", ["-q", join(folder, "image")], { stdio: "pipe" });
  execFileSync("mount", ["-o", "loop", join(folder, "image"), join(folder, "disk")]);
  execFileSync("btrfs", ["quota", "enable", join(folder, "disk")]);
  execFileSync("btrfs", ["subvolume", "create", join(folder, "disk/small")], { stdio: "pipe" });
  execFileSync("btrfs", ["qgroup", "limit", "256K", join(folder, "disk/small")]);
  chmodSync(join(folder, "disk/small"), 0o777);
}

function unmountDisks(folder: string): void {
  for (const name of ["full", "disk"]) execFileSync("umount", [join(folder, name)]);
}

/** Writes what the programs are told; gives the aliases that lead to procmail. */
function configure(folder: string): string {
  for (const name of ["rc", "mf", "logs"]) mkdirSync(join(folder, name));
  for (const name of ["mail", "closed"]) mkdirSync(join(folder, name));
  for (const name of ["mail", "logs"]) chownSync(join(folder, name), nobody, nobody);
  writeFileSync(join(folder, "sendmail"), "#!/bin/sh\ncat >/dev/null\n", { mode: 0o755 });
  const aliases: string[] = [];
  for (const [name, text] of Object.entries(recipes(folder))) {
    const variants = {
      [name]: `LOGFILE=${folder}/logs/procmail.log\nLOGABSTRACT=all\n`,
      [`${name}.verbose`]: `VERBOSE=yes\nLOGFILE=${folder}/logs/verbose.log\n`,
      [`${name}.brief`]: `LOGABSTRACT=no\nLOGFILE=${folder}/logs/brief.log\n`,
    };
    for (const [variant, head] of Object.entries(variants)) {
      const file = join(folder, "rc", variant);
      writeFileSync(file, `SHELL=/bin/sh\nMAILDIR=${folder}/mail\n${head}${text}`);
      const command = (options: string) => `/usr/bin/procmail ${options}-p -m ${file}`;
      aliases.push(`${variant} "|${command("")}"`, `${variant}.0 "|${command("")}; exit 0"`);
      aliases.push(`${variant}.later "|${command("-t ")}"`);
    }
  }
  for (const [name, text] of Object.entries(rules(folder))) {
    const file = join(folder, "mf", name);
    writeFileSync(file, `SHELL="/bin/sh"\nlogfile "${folder}/logs/maildrop.log"\n${text}\n`, { mode: 0o600 });
    chownSync(file, nobody, nobody);
  }
  writeFileSync(join(folder, "lda.conf"), lda(folder));
  return aliases.join("\n");
}

const services = (folder: string): readonly string[] => [
  "maildrop unix - n n - - pipe",
  `  flags=DRXhu user=nobody argv=/usr/bin/maildrop -f \${sender} ${folder}/mf/\${user}`,
  "maildrop0 unix - n n - - pipe",
  `  flags=DRXhu user=nobody argv=${folder}/maildrop0 \${sender} ${folder}/mf/\${user}`,
  "lda unix - n n - - pipe",
  `  flags=DRhu user=nobody argv=/usr/lib/dovecot/dovecot-lda -c ${folder}/lda.conf -f \${sender}`,
];

const settings = (folder: string): readonly string[] => [
  `alias_maps = texthash:${folder}/aliases`,
  "local_recipient_maps =",
  "mydestination = local.test, maildrop.test, maildrop0.test, lda.test",
  "transport_maps = inline:{maildrop.test=maildrop:, maildrop0.test=maildrop0:, lda.test=lda:}",
  "maildrop_destination_recipient_limit = 1",
  "maildrop0_destination_recipient_limit = 1",
  "lda_destination_recipient_limit = 1",
  "message_size_limit = 1000000",
];

export async function startDeliverers(): Promise<Deliverers> {
  const missing = needed.filter(([program]) => !existsSync(program)).map(([, name]) => name);
  if (missing.length > 0) throw new Error(`programs are missing: apt-get install ${missing.join(" ")}`);
  const folder = workFolder("deliverers");
  // Programs read no rules from a folder that everybody may write to.
  chmodSync(folder, 0o755);
  mountDisks(folder);
  writeFileSync(join(folder, "aliases"), configure(folder));
  writeFileSync(join(folder, "maildrop0"), '#!/bin/sh\n/usr/bin/maildrop -f "$@"\nexit 0\n', { mode: 0o755 });
  const postfix = await startPostfix({}, await freePort(), settings(folder), services(folder));
  let sent = 0;
  const send = async (name: string, to: readonly string[], bodyBytes = 100) => {
    sent += 1;
    const id = `${sent}.${name}`;
    const lines = `${"x".repeat(72)}\r\n`.repeat(Math.ceil(bodyBytes / 74));
    const header = `From: ${name} <${name}@sender.example>\r\nTo: ${to.join(", ")}\r\nSubject: a letter\r\nMessage-ID: <${id}@client.example>`;
    const envelope = [`MAIL FROM:<${name}@sender.example>`, ...to.map((address) => `RCPT TO:<${address}>`)];
    await talk(postfix.port, ["EHLO c.test", ...envelope, "DATA", `${header}\r\n\r\n${lines}.`, "QUIT"], "wait");
    const identified = new RegExp(`: (\\w+): message-id=<${id.replaceAll(".", "\\.")}@`);
    // The reply may come before syslog has the line.
    await postfix.logged(identified);
    const queueId = identified.exec(postfix.text())?.[1];
    for (const address of to)
      await postfix.logged(new RegExp(`${queueId}: to=<${address.replaceAll(".", "\\.")}>.*status=`));
  };
  return {
    postfix,
    folder,
    send,
    log: (name) => readFileSync(join(folder, "logs", name), "utf8"),
    async stop() {
      await postfix.stop();
      unmountDisks(folder);
      rmSync(folder, { recursive: true });
    },
  };
}

/** The beginning of a Dovecot line: `imap(user)<pid><session>: `, and in its own file the level. */
import { defined } from "../../base/defined.ts";
import type { Head } from "./scene.ts";

/*
 * As everywhere: what a stranger can fill has a length (a user name at most 400 characters), so that a hostile line costs time
 * in proportion to its length.
 */
const shape =
  /^([a-z][\w-]{0,40})(?:\(([^()]{0,400})\))?(?:<(\d{1,12})>)?(?:<([^<>]{0,200})>)?: (?:(Info|Warning|Error|Fatal|Panic|Debug): )?/;
/** Those whose lines `mail_log_prefix` begins. */
const mailServices = "imap|pop3|lmtp|lda|deliver|submission|managesieve|indexer-worker|doveadm|quota-status";
/** As an administrator may have it: what stands behind the service in any order, and in brackets of any kind. */
const ownShape = new RegExp(
  `^(${mailServices})((?: ?(?:\\([^()]{0,400}\\)|<[^<>]{0,200}>|\\[[^[\\]]{0,200}\\]|\\{[^{}]{0,200}\\})){1,5}): (?:(Info|Warning|Error|Fatal|Panic|Debug): )?`,
);
/** What one bracket holds, without what the administrator calls it. */
const inBrackets = /[(<[{](?:(?:user|pid|session|sid|rip|ip)[=:] ?)?([^()<>[\]{}]*)[)>\]}]/g;
const address = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-fA-F]{0,4}:[\da-fA-F:.]{2,45})$/;
/** Without service: a program that syslog calls `dovecot/imap-login`. */
const levelOnly = /^(?:(Info|Warning|Error|Fatal|Panic|Debug): )?/;
/** `deliver(bob@example.test)`: before 1.2 the name of the program itself said whose mail it is. */
const asProgram = /^(deliver)\(([^()]{1,400})\)$/;
/** Before 2.3 the session stood in the text of a delivery: `fPQ0…: msgid=`. */
const oldName = /^([\w+/]{16,40}(?::\w{1,8}){0,3}): (?=[\w.-]{1,40}=|sieve: |(?:Sent|Failed to send) message to <)/;
/** Where `lmtp` hands a message over, one process serves all its recipients. */
const handedOver = /^lmtp-server: conn \S{1,100} \[\d{1,12}\]: rcpt (\S{1,400}): <([^<>]{1,200})>: /;
/** What it replies to a command is of no recipient's process: he stands in the reply. */
const refused =
  /^lmtp-server: conn \S{1,100} \[\d{1,12}\]: command RCPT: [45]\d\d reply: Sent: [45]\d\d \S{1,12} <([^<>]{1,400})> /;
/** So much of a line is looked at for its head. */
export const headLength = 1024;

/** `lmtp(4711)`, `lmtp(4711, bob@example.test)`: a process before 2.3, with its user. */
function userAndPid(text: string | undefined): { user?: string; pid?: number } {
  if (text === undefined || text === "") return {};
  const found = /^(\d{1,12})(?:, (.*))?$/.exec(text);
  if (!found) return { user: text };
  return defined({ user: found[2], pid: Number(found[1]) });
}

/** A user, and behind a comma the address that he came from. */
const withoutAddress = (user: string | undefined): string | undefined => {
  const comma = user?.lastIndexOf(",") ?? -1;
  return comma > 0 && address.test(user?.slice(comma + 1).trim() ?? "") ? user?.slice(0, comma) : user;
};

/** A user names himself, a process is a number, a session has letters of Base64: each is told by its own form. */
function ownHeadOf(text: string): Head | undefined {
  const found = ownShape.exec(text);
  if (!found) return undefined;
  const [all, service = "", brackets = "", level] = found;
  let [user, pid, name]: [string?, number?, string?] = [];
  for (const [, held = ""] of brackets.matchAll(inBrackets)) {
    if (/^\d{1,12}$/.test(held)) pid ??= Number(held);
    else if (/^[\w+/]{16,40}(?:=|:\w{1,8}){0,3}$/.test(held) && (user !== undefined || !held.includes("@")))
      name ??= held;
    else if (held !== "" && !address.test(held)) user ??= withoutAddress(held);
  }
  return defined({ service, user, pid, name, level, textAt: all.length });
}

/** What stands before the text; undefined where no service is named. */
export function headOf(text: string, program: string): Head | undefined {
  const [, deliverer, owner] = asProgram.exec(program) ?? [];
  if (deliverer !== undefined) {
    const [all, level] = levelOnly.exec(text) ?? [""];
    return defined({ service: deliverer, user: owner, level, textAt: all.length });
  }
  const found = shape.exec(text);
  const slash = program.lastIndexOf("/");
  if (!found) {
    if (slash < 0) return ownHeadOf(text);
    const [all, level] = levelOnly.exec(text) ?? [""];
    return defined({ service: program.slice(slash + 1), level, textAt: all.length });
  }
  const [all, service = "", who, pid, name, level] = found;
  const { user: named, pid: oldPid } = userAndPid(who);
  const user = service.startsWith("auth") ? named : withoutAddress(named);
  const rest = service === "lmtp" || service === "lda" ? text.slice(all.length) : "";
  const [handed, recipient, session] = handedOver.exec(rest) ?? [];
  if (handed !== undefined)
    return defined({ service, user: recipient, pid: oldPid, name: session, level, textAt: all.length + handed.length });
  const old = oldName.exec(rest);
  return defined({
    service,
    user: user ?? refused.exec(rest)?.[1],
    pid: pid === undefined ? oldPid : Number(pid),
    name: name || old?.[1],
    level,
    textAt: all.length + (old?.[0].length ?? 0),
  });
}

const level = "(?:(?:Info|Warning|Error|Fatal|Panic|Debug): )?";
/** Whole forms: a single word of them may be anybody's. */
const own = new RegExp(
  `^(?:${[
    String.raw`(?:${mailServices})(?:\([^()]{1,400}\))?<\d{1,12}><[^<>]{0,200}>: `,
    String.raw`lmtp\(\d{1,12}\): ${level}(?:Connect|Disconnect) from \S{1,100}(?::|$)`,
    String.raw`(?:imap|pop3|submission|managesieve)-login: ${level}[A-Z](?:(?! user=<).){4,600} user=<[^<>]{0,400}>, (?:method=[\w-]{1,40}, )?rip=[\da-fA-F.:]{2,45}, lip=`,
    String.raw`auth(?:-worker)?(?:\(\d{1,12}\))?: ${level}[\w-]{1,40}\([^()<>]{1,400},<[\w+/=]{8,40}>\): `,
    String.raw`master: ${level}(?:Dovecot v\d\S{1,40} .{0,60}starting up|Killed with signal \d{1,3} \(by pid=)`,
    // Before 2.3.
    String.raw`(?:imap|pop3)\([^()]{1,400}\): ${level}(?:Disconnected|Logged out|Connection closed).{0,300}? (?:in=\d{1,15} out=\d|top=\d{1,10}\/\d{1,15}, retr=)`,
    String.raw`(?:lmtp|lda)\((?:\d{1,12}, )?[^()]{1,400}\): ${level}(?:[\w+/]{16,40}(?::\w{1,8}){0,3}: )?(?:sieve: )?msgid=.{1,500}?: (?:saved mail to|stored mail into mailbox) `,
  ].join("|")})`,
  "s",
);

/** Does no other program say so? */
export const isDovecotOwn = (text: string): boolean => own.test(text);

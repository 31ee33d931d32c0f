/** The beginning of a Dovecot line: `imap(user)<pid><session>: `, and in its own file the level. */
import { defined } from "../../base/defined.ts";
import type { Head } from "./scene.ts";

/*
 * As everywhere: what a stranger can fill has a length (a user name at most 400 characters), so that a hostile line costs time
 * in proportion to its length.
 */
const shape =
  /^([a-z][\w-]{0,40})(?:\(([^()]{0,400})\))?(?:<(\d{1,12})>)?(?:<([^<>]{0,200})>)?: (?:(Info|Warning|Error|Fatal|Panic|Debug): )?/;
/** Without service: a program that syslog calls `dovecot/imap-login`. */
const levelOnly = /^(?:(Info|Warning|Error|Fatal|Panic|Debug): )?/;
/** `deliver(bob@example.test)`: before 1.2 the name of the program itself said whose mail it is. */
const asProgram = /^(deliver)\(([^()]{1,400})\)$/;
/** Before 2.3 the session stood in the text of a delivery: `fPQ0…: msgid=`. */
const oldName = /^([\w+/]{16,40}(?::\w{1,8}){0,3}): (?=msgid=|sieve: |(?:Sent|Failed to send) message to <)/;
/** Where `lmtp` hands a message over, one process serves all its recipients. */
const handedOver = /^lmtp-server: conn \S{1,100} \[\d{1,12}\]: rcpt (\S{1,400}): <([^<>]{1,200})>: /;
/** So much of a line is looked at for its head. */
export const headLength = 1024;

/** `lmtp(4711)`, `lmtp(4711, bob@example.test)`: a process before 2.3, with its user. */
function userAndPid(text: string | undefined): { user?: string; pid?: number } {
  if (text === undefined || text === "") return {};
  const found = /^(\d{1,12})(?:, (.*))?$/.exec(text);
  if (!found) return { user: text };
  return defined({ user: found[2], pid: Number(found[1]) });
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
    if (slash < 0) return undefined;
    const [all, level] = levelOnly.exec(text) ?? [""];
    return defined({ service: program.slice(slash + 1), level, textAt: all.length });
  }
  const [all, service = "", who, pid, name, level] = found;
  const { user, pid: oldPid } = userAndPid(who);
  const rest = service === "lmtp" || service === "lda" ? text.slice(all.length) : "";
  const [handed, recipient, session] = handedOver.exec(rest) ?? [];
  if (handed !== undefined)
    return defined({ service, user: recipient, pid: oldPid, name: session, level, textAt: all.length + handed.length });
  const old = oldName.exec(rest);
  return defined({
    service,
    user,
    pid: pid === undefined ? oldPid : Number(pid),
    name: name || old?.[1],
    level,
    textAt: all.length + (old?.[0].length ?? 0),
  });
}

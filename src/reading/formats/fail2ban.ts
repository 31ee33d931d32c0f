/** Fail2ban: whom the firewall keeps out, for what its jails found in logs. */
import { normaliseIp } from "../../base/ip.ts";
import { type SinglePattern, type SingleScene, singleFormat } from "../single.ts";

/** A jail and the address that it found, banned or let in again: `[postfix-sasl] Ban 192.0.2.7`. */
function jailed([, jail = "", word = "", address = ""]: RegExpExecArray, { emit }: SingleScene): void {
  const blocked = address.includes("/") ? address : normaliseIp(address);
  if (!blocked) return;
  const verdict = word === "Found" ? "found" : word === "Unban" ? "unban" : "ban";
  emit({ kind: "decision", by: `fail2ban.${jail}`, verdict, peer: blocked, detail: `${word} ${blocked}` });
  const reason = `fail2ban jail ${jail}`;
  if (verdict === "ban") emit({ kind: "block.added", blocked, rule: jail, code: "", reason });
  if (verdict === "unban") emit({ kind: "block.ended", blocked, how: "expired" });
}

/** Real samples are of Fail2ban 1.0.2 of Debian 12, in its own file; by syslog the same stands behind the program. */
export const fail2banPatterns: readonly SinglePattern[] = [
  {
    name: "jail",
    programs: ["*"],
    queued: false,
    samples: [
      "INFO    [dovecot] Found 192.0.2.7 - 2026-11-28 07:10:59",
      "NOTICE  [dovecot] Ban 192.0.2.7",
      "NOTICE  [dovecot] Unban 2001:db8::7",
      // After its source: bans that are put up again at a start.
      "NOTICE  [dovecot] Restore Ban 192.0.2.7",
    ],
    line: /^(?:INFO|NOTICE|WARNING) {1,10}\[([^\][]{1,100})\] (Found|Ban|Unban|Restore Ban) (\S{1,60})(?: - \d.{0,30})?$/,
    events: jailed,
  },
  {
    name: "already",
    programs: ["*"],
    queued: false,
    samples: [
      // After its source.
      "NOTICE  [dovecot] 192.0.2.7 already banned",
    ],
    line: /^\w{1,10} {1,10}\[[^\][]{1,100}\] \S{1,60} already (?:un)?banned$/,
  },
  {
    name: "trouble",
    programs: ["*"],
    queued: false,
    samples: [
      // After its source.
      "ERROR   Failed to execute ban jail 'dovecot' action 'nftables' info 'ActionInfo'",
    ],
    line: /^((?:ERROR|CRITICAL|WARNING) .{1,500})/s,
    events: ([, text = ""], { emit }) => emit({ kind: "program.warned", program: "fail2ban", text }),
  },
  {
    name: "started",
    programs: ["*"],
    queued: false,
    samples: ["INFO    Starting Fail2ban v1.0.2"],
    line: /^INFO {1,10}Starting Fail2ban (v\S{1,40})/,
    events: ([, version = ""], { emit }) => emit({ kind: "service.started", title: `Fail2ban ${version}` }),
  },
  {
    name: "stopped",
    programs: ["*"],
    queued: false,
    samples: ["INFO    Exiting Fail2ban"],
    line: /^INFO {1,10}Exiting Fail2ban$/,
    events: (_, { emit }) => emit({ kind: "service.stopped", title: "Fail2ban" }),
  },
  {
    name: "chatter",
    programs: ["*"],
    queued: false,
    samples: ["INFO    Jail 'dovecot' started", "INFO      maxRetry: 2", "DEBUG   Seek to find time"],
    line: /^(?:INFO|DEBUG|NOTICE|HEAVYDEBUG|TRACEDEBUG) {1,12}(?! |\[|Starting Fail2ban|Exiting Fail2ban$)/,
  },
];

export const fail2ban = singleFormat({
  id: "fail2ban",
  title: "Fail2ban",
  docs: "https://github.com/fail2ban/fail2ban/wiki, and what Fail2ban 1.0.2 wrote",
  programs: ["fail2ban*"],
  service: "intrusion",
  patterns: fail2banPatterns,
});

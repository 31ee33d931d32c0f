/** Telling quantities: known idle timers, which a silence equals to the second, and how little content is few bytes. */
import type { EventOf } from "../events/event.ts";

/** A few full packets: what comes through before a path that drops large ones falls silent. */
export const fewBytes = 3 * 1460;

/** By the name that its server gives it, with its default in seconds. */
const defaults: readonly (readonly [name: string, seconds: number])[] = [
  ["c_system_adv_protocols_sessiontimeout", 300],
  ["smtpd_timeout", 300],
  ["smtp_receive_timeout", 300],
];

/** Names under which the asker may tell a timer (`--fact smtpd_timeout=25s`). */
const told = ["idle-timeout", "c_system_adv_protocols_sessiontimeout", "smtpd_timeout", "smtp_receive_timeout"];

/** Clocks and schedulers add a little; log stamps without fractions may add a second each. */
const slackSeconds = 2;

/**
 * The timer that the silence equals, in words; undefined where none does. What the log or the asker says comes before
 * the defaults.
 */
export function timerNamed(
  broken: EventOf<"session.broken">,
  facts: Readonly<Record<string, string>>,
): string | undefined {
  const idle = broken.idleSeconds;
  if (broken.setting) return `the setting ${broken.setting}${idle === undefined ? "" : ` = ${Math.round(idle)} s`}`;
  if (idle === undefined) return undefined;
  const fits = (seconds: number) => Math.abs(idle - seconds) <= slackSeconds;
  for (const name of told) {
    const seconds = Number.parseFloat(facts[name] ?? "");
    if (fits(seconds)) return `the setting ${name} = ${seconds} s`;
  }
  const known = defaults.filter(([, seconds]) => fits(seconds)).map(([name]) => name);
  return known.length > 0 ? `the default idle time of 300 s (${known.join(", ")})` : undefined;
}

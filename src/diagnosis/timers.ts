/** Telling quantities: known idle timers, which a silence equals to the second, and how little content is few bytes. */
import { say, type Text } from "../base/saying.ts";
import type { EventOf } from "../events/event.ts";

/** A few full packets: what comes through before a path that drops large ones falls silent. */
export const fewBytes = 3 * 1460;

/** By the names that IceWarp, Postfix and Exim give them; all are the same where nobody sets them. */
const timers = ["c_system_adv_protocols_sessiontimeout", "smtpd_timeout", "smtp_receive_timeout"];
const defaultSeconds = 300;

/** Ours for the whole of something, where the peer need not have been silent: what each says of him. */
const wholes: Readonly<Record<string, Text>> = {
  "smtp.sessionSeconds": say`the session lasted longer than smtp.sessionSeconds allows`,
  "smtp.transactionSeconds": say`the message took longer than smtp.transactionSeconds allows`,
  "smtp.leastBytesPerSecond": say`less came in a minute than smtp.leastBytesPerSecond asks for`,
};

/** What the peer did, where another limit than that of silence ended the session. */
export const overran = ({ setting }: EventOf<"session.broken">): Text | undefined =>
  setting === undefined ? undefined : wholes[setting];

/** Clocks and schedulers add a little; log stamps without fractions may add a second each. */
const slackSeconds = 2;

/**
 * The timer that the silence equals, in words; undefined where none does. What the log or the asker says comes before
 * the defaults.
 */
export function timerNamed(
  broken: EventOf<"session.broken">,
  facts: Readonly<Record<string, string>>,
): Text | undefined {
  const idle = broken.idleSeconds;
  if (overran(broken)) return undefined;
  if (broken.setting) return say`the setting ${broken.setting}${idle === undefined ? "" : ` = ${Math.round(idle)} s`}`;
  if (idle === undefined) return undefined;
  const fits = (seconds: number) => Math.abs(idle - seconds) <= slackSeconds;
  // As the asker may tell it (`--fact smtpd_timeout=25s`).
  for (const name of ["idle-timeout", ...timers]) {
    const seconds = Number.parseFloat(facts[name] ?? "");
    if (fits(seconds)) return say`the setting ${name}${` = ${seconds} s`}`;
  }
  return fits(defaultSeconds) ? say`the default idle time of ${defaultSeconds} s (${timers.join(", ")})` : undefined;
}

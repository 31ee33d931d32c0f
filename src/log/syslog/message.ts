/** One line of the log as a syslog message: RFC 5424 (`extended`), or the older form that RFC 3164 describes (`legacy`). */
import type { Zone } from "../../base/zone.ts";
import { catalogue } from "../../events/catalogue.ts";
import type { MailEvent } from "../../events/event.ts";

export interface MessageStyle {
  readonly format: "legacy" | "extended";
  /** 0 to 7: LOCAL0 to LOCAL7. */
  readonly facility: number;
  /** Absent: the receiver takes the address that it comes from. */
  readonly hostname?: string;
  readonly processId: number;
  readonly zone: Zone;
}

/** RFC 5424 §6.2.1. */
const local0 = 16;
const severities = { error: 3, warning: 4, notice: 5, info: 6, debug: 7 } as const;

function severityOf(event: MailEvent): number {
  switch (event.kind) {
    case "service.crashed":
      return severities.error;
    case "log.gap":
    case "program.warned":
      return severities.warning;
    case "system.noted":
    case "settings.changed":
    case "service.started":
    case "service.stopped":
    case "session.timeout":
      return severities.notice;
    case "smtp.reply":
      return event.code >= 400 ? severities.notice : severities.debug;
    default:
      return catalogue[event.kind].level === "summary" ? severities.info : severities.debug;
  }
}

/** The number that RFC 5612 keeps for examples: we have none of our own, and a name without one is not allowed. */
const enterprise = 32_473;
const appName = "postino";

/** RFC 5424 §6.3.3. */
const quoted = (value: string): string => `"${value.replace(/["\\\]]/g, "\\$&")}"`;

/** RFC 5424 §6.4: text that is more than ASCII says so. */
const marked = (text: string): string => (/^[ -~]*$/.test(text) ? text : `\ufeff${text}`);

/** `text` is a line as the log words it, without its head. */
export function syslogMessage(event: MailEvent, text: string, style: MessageStyle): string {
  const { hostname, processId, zone } = style;
  const priority = `<${(local0 + style.facility) * 8 + severityOf(event)}>`;
  const { session, peer, kind, at } = event;
  if (style.format === "legacy") {
    const wall = new Date(at + zone.offsetAt(at)).toUTCString();
    const [, day = "", month = ""] = /^\w+, (\d\d) (\w+)/.exec(wall) ?? [];
    // RFC 3164 §4.1.2: "Nov  4 10:00:00".
    const stamp = `${month} ${day.replace(/^0/, " ")} ${zone.timeOfDay(at).slice(0, 8)}`;
    const host = hostname === undefined ? "" : ` ${hostname}`;
    const about = [peer, session && `[${session}]`].filter((part) => part !== undefined).join(" ");
    return `${priority}${stamp}${host} ${appName}[${processId}]: ${about}${about && " "}${text}`;
  }
  const data = Object.entries({ session, peer, kind, service: event.service, node: event.node })
    .map(([name, value]) => (value === undefined ? "" : ` ${name}=${quoted(value)}`))
    .join("");
  const head = [`${priority}1`, zone.iso(at), hostname ?? "-", appName, processId, kind].join(" ");
  return `${head} [${appName}@${enterprise}${data}] ${marked(text)}`;
}

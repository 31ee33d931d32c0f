/** The host that a program hands all mail to, as its settings name it. */
import { normaliseIp } from "../../base/ip.ts";
import type { Relay } from "../../events/event.ts";

/** By its name, or by its address: `smart.example`, `192.0.2.1`. */
export function relayNamed(host: string): Relay {
  const ip = normaliseIp(host);
  return ip === undefined ? { host } : { ip };
}

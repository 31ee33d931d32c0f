/** IP addresses in their one written form. */
import { isIP, isIPv4, isIPv6 } from "node:net";

const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** RFC 5952 for IPv6, without brackets and zone; `::ffff:a.b.c.d` becomes `a.b.c.d`. Undefined if it is no address. */
export function normaliseIp(text: string): string | undefined {
  // Most are IPv4 as it is.
  if (isIPv4(text)) return text;
  const bare = text.replace(/^\[(?:IPv6:)?(.*)\]$/i, "$1").replace(/%.*$/, "");
  const four = mapped.exec(bare);
  if (four?.[1]) return isIP(four[1]) ? four[1] : undefined;
  if (!isIP(bare)) return undefined;
  return isIPv6(bare) ? new URL(`http://[${bare}]`).hostname.slice(1, -1) : bare;
}

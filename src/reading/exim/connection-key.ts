/** What tells one connection of Exim from another in its log. */
import type { Peer } from "./fields.ts";

/** Address and port, or the process, tell a connection from all others; what client and sender are called does not. */
export function keyOf(peer: Peer, pid: number | undefined, sender = ""): string {
  const { ip, port, helo = "", host = "", connectionId } = peer;
  if (connectionId !== undefined) return `Ci=${connectionId}`;
  if (port !== undefined) return `${ip}:${port}`;
  return pid === undefined ? `${ip} ${host} ${helo} ${sender}` : `#${pid}`;
}

export const isCertain = (peer: Peer, pid: number | undefined): boolean =>
  peer.connectionId !== undefined || peer.port !== undefined || pid !== undefined;

/** Networks of addresses in their one written form: "192.0.2.7", "192.0.2.0/24", "2001:db8::/64". */
import { isIPv6 } from "node:net";
import { UsageError } from "./error.ts";
import { normaliseIp } from "./ip.ts";

/** How many bits an address has. */
export const addressBits = (ip: string): number => (ip.includes(":") ? 128 : 32);

/** The network of so many leading bits around an address that is normalised already; with all bits the address itself. */
export function networkAround(ip: string, bits: number): string {
  if (bits === addressBits(ip)) return ip;
  const [words, size] = ip.includes(":") ? [groupsOf(ip), 16] : [ip.split(".").map(Number), 8];
  const kept = words.map((word, at) => {
    const own = Math.min(size, Math.max(0, bits - at * size));
    return word & (((1 << own) - 1) << (size - own));
  });
  const start = size === 8 ? kept.join(".") : normaliseIp(kept.map((group) => group.toString(16)).join(":"));
  return `${start}/${bits}`;
}

/** The leading bits that a written network shares. */
export function bitsOf(network: string): number {
  const slash = network.indexOf("/");
  return slash < 0 ? addressBits(network) : Number(network.slice(slash + 1));
}

/** Is the address, or the whole of the network, inside of that network? */
export function isWithin(inner: string, network: string): boolean {
  const [start = ""] = inner.split("/");
  const bits = bitsOf(network);
  if (addressBits(inner) !== addressBits(network) || bitsOf(inner) < bits) return false;
  return networkAround(start, bits) === network;
}

/** An address or a network as it was typed, in its written form. Throws UsageError for what is neither. */
export function parseNetwork(text: string): string {
  const [, start = "", length] = /^(.*?)(?:\/(\d{1,3}))?$/.exec(text.trim()) ?? [];
  const ip = normaliseIp(start);
  const bits = Number(length ?? (ip && addressBits(ip)));
  if (ip === undefined || bits > addressBits(ip))
    throw new UsageError(`"${text}" is no address or network; write 192.0.2.7, 192.0.2.0/24 or 2001:db8::/64`);
  return networkAround(ip, bits);
}

/** The eight groups of an IPv6 address. */
function groupsOf(ip: string): readonly number[] {
  const [head = "", tail] = ip.split("::");
  const read = (text: string) => (text === "" ? [] : text.split(":").map((group) => Number.parseInt(group, 16)));
  const [before, after] = [read(head), read(tail ?? "")];
  return tail === undefined
    ? before
    : [...before, ...new Array<number>(8 - before.length - after.length).fill(0), ...after];
}

/** What one customer of a provider has at least: an IPv4 address, or the first 64 bits of IPv6. */
export const customerNetwork = (ip: string): string => (isIPv6(ip) ? networkAround(ip, 64) : ip);

/** Who shares it is counted together, and a large sender tries again from there: a /24 of IPv4, or the first 64 bits of IPv6. */
export const neighbourhood = (ip: string): string => networkAround(ip, ip.includes(":") ? 64 : 24);

/** About what one provider has in one region, where somebody stays who moves about: a /16 of IPv4, or the first 32 bits of IPv6. */
export const wideNetwork = (ip: string): string => networkAround(ip, ip.includes(":") ? 32 : 16);

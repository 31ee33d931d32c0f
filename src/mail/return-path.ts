/** Who stands behind a return path that was rewritten on the way (SRS, VERP, BATV). */
import { normaliseAddress } from "./address.ts";

/** SRS0=hash=tt=domain=local@forwarder and SRS1=… (libsrs2 writes = + or - behind SRS0). */
const srs0 = /^srs0[=+-][^=]*=[^=]*=([^=]+)=([^@]+)@/;
const srs1 = /^srs1[=+-][^=]*=[^=]*=+[^=]*=[^=]*=([^=]+)=([^@]+)@/;
/** BATV: prvs=tag=local@domain. */
const batv = /^prvs=[^=]+=([^@]+@.+)$/;
/** VERP: list+local=domain@host, list-local=domain@host: names the recipient. */
const verp = /[+-]([^+@=]+(?:[^@=]*))=([^@=]+\.[^@=]+)@/;

/** The address inside: the first sender (SRS, BATV) or the recipient that a list named (VERP). Undefined for plain ones. */
export function senderBehind(address: string): string | undefined {
  const bare = normaliseAddress(address);
  const forwarded = srs0.exec(bare) ?? srs1.exec(bare);
  if (forwarded) return `${forwarded[2]}@${forwarded[1]}`;
  const signed = batv.exec(bare);
  if (signed?.[1]) return signed[1];
  const named = verp.exec(bare);
  return named ? `${named[1]}@${named[2]}` : undefined;
}

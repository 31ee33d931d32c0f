/** Reads the arguments of MAIL and RCPT: a path in angle brackets and its parameters (RFC 5321 §4.1.2). */
import type { Reply } from "../mail/reply.ts";

/** `address` has no brackets and no source route; parameter names are in capitals, the value is "" where none was given. */
export interface PathArgument {
  readonly address: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** Why an argument could not be read. */
export type PathProblem = "address" | "parameters" | "not-ascii";

const quoted = String.raw`"(?:[^"\\\r\n]|\\.)*"`;
const sourceRoute = String.raw`(?:@[^:,<>\s]+(?:,@[^:,<>\s]+)*:)?`;
const argument = new RegExp(String.raw`^(FROM|TO): *<${sourceRoute}((?:${quoted}|[^<>"\s])*)>(?: +(.*?))? *$`, "i");
const localPart = new RegExp(
  String.raw`^(?:${quoted}|[\w!#$%&'*+/=?^\x60{|}~-]+(?:\.[\w!#$%&'*+/=?^\x60{|}~-]+)*)$`,
  "i",
);
// Underscores are no host names, but there are mail domains of that kind on private networks.
const domain = /^(?:[\w-]{1,63}(?:\.[\w-]{1,63})*\.?|\[(?:IPv6:)?[\da-f:.]+\])$/i;
const parameter = /^([A-Z\d][A-Z\d-]*)(?:=([^=\s]+))?$/i;

/** RFC 5321 §4.5.3.1: octets of local part, domain, and both with their brackets. */
const limits = { localPart: 64, domain: 255, path: 256 } as const;

/** Is it `name@domain` in the shape and length that RFC 5321 allows? */
export function isAddress(address: string): boolean {
  const at = address.lastIndexOf("@");
  const [local, host] = [address.slice(0, at), address.slice(at + 1)];
  if (at < 1 || local.length > limits.localPart || host.length > limits.domain) return false;
  return address.length + 2 <= limits.path && localPart.test(local) && domain.test(host);
}

/** Reads `FROM:<a@b> SIZE=1`. `allowed` are addresses that need no domain: "" for MAIL, `postmaster` for RCPT. */
export function parsePath(text: string, word: "FROM" | "TO", allowed: string): PathArgument | PathProblem {
  const found = argument.exec(text);
  if (!found || found[1]?.toUpperCase() !== word) return "address";
  const address = found[2] ?? "";
  if (/[^\x00-\x7f]/.test(address)) return "not-ascii";
  if (address.toLowerCase() !== allowed && !isAddress(address)) return "address";
  const parameters = new Map<string, string>();
  for (const word of found[3]?.split(/ +/) ?? []) {
    const [, name, value] = parameter.exec(word) ?? [];
    if (!name || parameters.has(name.toUpperCase())) return "parameters";
    parameters.set(name.toUpperCase(), value ?? "");
  }
  return { address, parameters };
}

/** What was meant as the address of an argument that could not be read; for the log, cut to 256 characters. */
export const meantAddress = (text: string): string =>
  text
    .replace(/^(?:FROM|TO): *<?/i, "")
    .replace(/>.*$/, "")
    .slice(0, limits.path);

/** 555 for a parameter that EHLO did not offer (RFC 5321 §4.1.1.11). */
export const unknownParameter = (name: string): Reply => ({
  code: 555,
  enhanced: "5.5.4",
  text: `The parameter ${name.slice(0, 32)} is not offered here`,
});

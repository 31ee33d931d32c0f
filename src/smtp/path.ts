/** Reads the arguments of MAIL and RCPT: a path in angle brackets and its parameters (RFC 5321 §4.1.2, RFC 6531 §3.3). */
import { domainToASCII } from "node:url";
import { refuse, type SmtpAnswer } from "./command.ts";

/** `address` has no brackets and no source route; parameter names are in capitals, the value is "" where none was given. */
export interface PathArgument {
  readonly address: string;
  /** Has only ASCII. */
  readonly ascii: boolean;
  readonly parameters: ReadonlyMap<string, string>;
}

/** Why an argument could not be read. */
export type PathProblem = "address" | "parameters";

const quoted = String.raw`"(?:[^"\\\x00-\x1f\x7f]|\\[\x20-\x7e])*"`;
const sourceRoute = String.raw`(?:@[^:,<>\s]+(?:,@[^:,<>\s]+)*:)?`;
const argument = new RegExp(String.raw`^(FROM|TO): *<${sourceRoute}((?:${quoted}|[^<>"\s])*)>(?: +(.*?))? *$`, "i");
const atom = String.raw`[\w!#$%&'*+/=?^\x60{|}~\u0080-\u{10ffff}-]+`;
const localPart = new RegExp(String.raw`^(?:${quoted}|${atom}(?:\.${atom})*)$`, "iu");
// Underscores are no host names, but there are mail domains of that kind on private networks.
const domain = /^(?:[\w-]{1,63}(?:\.[\w-]{1,63})*\.?|\[(?:IPv6:)?[\da-f:.]+\])$/i;
const parameter = /^([A-Z\d][A-Z\d-]*)(?:=([^=\s\x00-\x1f\x7f][^\s\x00-\x1f\x7f]*))?$/i;
const nonAscii = /[^\x00-\x7f]/;

/** RFC 5321 §4.5.3.1: octets of local part, domain, and both with their brackets. */
const limits = { localPart: 64, domain: 255, path: 256 } as const;

/** Is it `name@domain` in the shape and length that RFC 5321 allows, or RFC 6531 where it is not ASCII? */
export function isAddress(address: string): boolean {
  const at = address.lastIndexOf("@");
  const [local, host] = [address.slice(0, at), address.slice(at + 1)];
  if (at < 1 || Buffer.byteLength(local) > limits.localPart || Buffer.byteLength(address) + 2 > limits.path)
    return false;
  const encoded = nonAscii.test(host) ? domainToASCII(host) : host;
  return encoded.length <= limits.domain && localPart.test(local) && domain.test(encoded);
}

/** Reads `FROM:<a@b> SIZE=1`. `allowed` are addresses that need no domain: "" for MAIL, `postmaster` for RCPT. */
export function parsePath(text: string, word: "FROM" | "TO", allowed: string): PathArgument | PathProblem {
  const found = argument.exec(text);
  if (!found || found[1]?.toUpperCase() !== word) return "address";
  const address = found[2] ?? "";
  if (address.toLowerCase() !== allowed && !isAddress(address)) return "address";
  const parameters = new Map<string, string>();
  for (const given of found[3]?.split(/ +/) ?? []) {
    const [, name, value] = parameter.exec(given) ?? [];
    if (!name || parameters.has(name.toUpperCase())) return "parameters";
    parameters.set(name.toUpperCase(), value ?? "");
  }
  return { address, ascii: !nonAscii.test(address), parameters };
}

/** What was meant as the address of an argument that could not be read; for the log, cut to 256 characters. */
export const meantAddress = (text: string): string =>
  text
    .replace(/^(?:FROM|TO): *<?/i, "")
    .replace(/>.*$/, "")
    .slice(0, limits.path);

/** What of an argument that should be an address is logged: nothing, if it is none. */
export const loggedAddress = (text: string): string => (isAddress(text.replace(/^<(.*)>$/, "$1")) ? text : "");

/** 555 for a parameter that EHLO did not offer (RFC 5321 §4.1.1.11). */
export const unknownParameter = (name: string): SmtpAnswer =>
  wrongParameter(555, `The parameter ${name.slice(0, 32)} is not offered here`);

/** 501 for a value that the parameter cannot have. */
export const wrongParameter = (code: 501 | 555, text: string): SmtpAnswer =>
  refuse("syntax.parameter", "session.protocol-error", code, "5.5.4", text);

/** 553 for an address beyond ASCII in a transaction without SMTPUTF8 (RFC 6531 §3.5). */
export const needsUtf8 = (whose: "sender" | "recipient"): SmtpAnswer =>
  refuse(`syntax.${whose}`, "mail.eai", 553, "5.6.7", "An address beyond ASCII needs SMTPUTF8 in MAIL");

const xtext = /^(?:[!-*,-<>-~]|\+[\dA-F]{2})+$/;
const encodedControl = /\+(?:[01][\dA-F]|7F)/;

/** Is it xtext (RFC 3461 §4) that hides no control character? */
export const isXtext = (value: string, maxBytes: number): boolean =>
  value.length <= maxBytes && xtext.test(value) && !encodedControl.test(value);

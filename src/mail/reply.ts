/** A reply of SMTP (RFC 5321 §4.2) with its enhanced status code (RFC 2034, RFC 3463). */

/**
 * `code` is three digits, or 0 where a program spoke and not a server (Postfix: "delivered to maildir"); `enhanced` as in
 * "5.1.1"; `text` has neither and parts its lines by LF.
 */
export interface Reply {
  readonly code: number;
  readonly enhanced?: string;
  readonly text: string;
}

/** A program's own word: no server gave a code. `enhanced` says of which class it is, and what is known beside that. */
export const ownWord = (text: string, enhanced: string): Reply => ({ code: 0, enhanced, text });

const coded = /^([2-5]\d\d)(?:([ -])|$)/;
const enhancedCode = /^([245]\.\d{1,3}\.\d{1,3})(?:[ :]|$)\s*/;

/**
 * Reads a reply as it stands in a log or on the wire: one line, several, or several folded into one
 * ("550-5.7.26 a 550 5.7.26 b"). Codes that repeat are dropped. Undefined if it does not begin with a code.
 */
export function parseReply(text: string): Reply | undefined {
  const first = coded.exec(text);
  if (!first?.[1]) return undefined;
  const code = first[1];
  const unfolded = text.replace(new RegExp(`(?<=\\S) ${code}(?=[ -](?:[245]\\.\\d|\\S))`, "g"), `\n${code}`);
  const lines = (first[2] === "-" ? unfolded : text).split(/\r?\n/);
  let enhanced: string | undefined;
  const texts = lines.map((line) => {
    const said = line.startsWith(code) ? line.slice(4) : line;
    const found = enhancedCode.exec(said);
    if (!found?.[1] || (enhanced !== undefined && found[1] !== enhanced)) return said;
    enhanced = found[1];
    return said.slice(found[0].length);
  });
  return { code: Number(code), ...(enhanced && { enhanced }), text: texts.join("\n") };
}

/** Of a program's word it says the class only, and no log may hold it (decision 0008). */
const classOnly = /^[245]\.0\.0$/;

/** One line for people and for matching: "550 5.1.1 No such user". */
export function formatReply({ code, enhanced, text }: Reply): string {
  const shown = code === 0 && classOnly.test(enhanced ?? "") ? undefined : enhanced;
  return [code || undefined, shown, text.replaceAll("\n", " ")].filter((part) => part).join(" ");
}

/** 2 success, 4 told "later", 5 refused for good: by the code, else by the enhanced code; 0 where neither is there. */
export const replyClass = ({ code, enhanced }: Reply): number =>
  code ? Math.floor(code / 100) : Number(enhanced?.[0] ?? 0);
/** Told "later" (4xx): the sender's server must try again. */
export const isTransient = (reply: Reply): boolean => replyClass(reply) === 4;

const unsafe = /[\x00-\x1f\x7f]/;

/** The lines of a reply as they go over the wire, CRLF included; control characters become spaces (nothing is injected). */
export function wireReply({ code, enhanced, text }: Reply): string {
  const status = enhanced ? `${enhanced} ` : "";
  if (!unsafe.test(text)) return `${code} ${status}${text}\r\n`;
  const lines = text.replace(/[\x00-\x09\x0b-\x1f\x7f]/g, " ").split("\n");
  const last = lines.length - 1;
  return lines.map((line, n) => `${code}${n < last ? "-" : " "}${status}${line}\r\n`).join("");
}

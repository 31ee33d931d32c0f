/** A message taken apart (RFC 2045), as far as a report is read: its header, its words, and the parts that programs wrote. */
import type { Attachment } from "postal-mime";
import { fieldValue, type HeaderField, readFields } from "./header-block.ts";
import { htmlText } from "./html-text.ts";
import { plainLetters, readableText, undoubled, unencoded, unquoted } from "./pasted.ts";

export interface MessageParts {
  /** The fields of the outer header; empty where the text begins with the body. */
  readonly fields: readonly HeaderField[];
  /** What a person reads, from all text parts. */
  readonly words: string;
  /** Parts for programs, by their type: `message/delivery-status` and its like. */
  readonly reports: Readonly<Record<string, string>>;
  /** The message that is returned, or its header. */
  readonly original?: string;
}

/** Larger headers, or deeper parts, has no honest report. */
const limits = { maxNestingDepth: 20, maxHeadersSize: 256 * 1024, forceRfc822Attachments: true } as const;
/** A report stands before what it returns: behind so much, whatever it is, nothing is looked for. */
const most = { bytes: 4 * 1024 * 1024, lines: 100_000, boundaries: 1000 } as const;
/** The beginning of a text must be as much header as this. */
const knownFields =
  /^(?:received|return-path|from|to|subject|date|message-id|mime-version|content-type|delivered-to|authentication-results|received-spf|reply-to|x-[\w-]{1,60}|arc-[\w-]{1,40}|dkim-signature)$/;
/** Fields that nobody writes but a server: one alone is a header. */
const serversFields = /^(?:received|received-spf|(?:arc-)?authentication-results|x-spam-status|x-spamd-result)$/;

/** The header at the beginning of a text, and where its body begins; undefined where it begins with something else. */
export function leadingHeader(
  text: string,
): { readonly fields: readonly HeaderField[]; readonly body: number } | undefined {
  const blank = /\n[ \t]*\n/.exec(text);
  const end = blank ? blank.index + 1 : text.length;
  const fields = readFields(`${text.slice(0, Math.min(end, limits.maxHeadersSize)).trimEnd()}\n`);
  const known = fields.filter(({ name }) => knownFields.test(name)).length;
  const named = fields.filter(({ name, text: whole }) => /^[!-9;-~]{1,76}$/.test(name) && whole.includes(":")).length;
  const isAlone = known < 2 && !serversFields.test(fields[0]?.name ?? "");
  if (known === 0 || named < fields.length * 0.8 || (isAlone && !blank)) return undefined;
  return { fields, body: blank ? blank.index + blank[0].length : text.length };
}

/** The first value of a field, unfolded. */
export function fieldNamed(fields: readonly HeaderField[], name: string): string | undefined {
  const field = fields.find((candidate) => candidate.name === name);
  return field && fieldValue(field);
}

export const fieldsNamed = (fields: readonly HeaderField[], name: string): readonly string[] =>
  fields.filter((field) => field.name === name).map(fieldValue);

/** A part of a multipart body whose header was not pasted: its first boundary makes up for it. */
function withHeader(text: string): string | undefined {
  if (leadingHeader(text)) return text;
  const found = /^--([^\s"]{1,70}(?:[ \w]{0,20}[^\s"])?)\n(?=content-[a-z-]{1,40}:)/im.exec(text.slice(0, 200_000));
  return found ? `MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="${found[1]}"\n\n${text}` : undefined;
}

/** The beginning of a message, as far as it is looked at. */
const beginning = (text: string): string =>
  text.slice(0, Math.min(most.bytes, endOf(text, "\n", most.lines), endOf(text, "\n--", most.boundaries)));

/** Where the mark stands for the so many-th time; infinite where it is rarer. */
function endOf(text: string, mark: string, count: number): number {
  let end = -1;
  for (let found = 0; found < count; found++) {
    end = text.indexOf(mark, end + 1);
    if (end < 0 || end > most.bytes) return Number.POSITIVE_INFINITY;
  }
  return end;
}

/** Takes a message apart, given a character a byte; where it is none, its words are the whole text. */
export async function messageParts(text: string): Promise<MessageParts> {
  const whole = withHeader(beginning(text));
  if (whole === undefined) return { fields: [], words: readable(unencoded(text)), reports: {} };
  const { default: PostalMime, decodeWords } = await import("postal-mime");
  const header = leadingHeader(text.slice(0, most.bytes));
  const fields = (header?.fields ?? []).map(({ name, text: raw }) => ({
    name,
    text: raw.includes("=?") ? decodeWords(raw) : readable(raw),
  }));
  const rest = readable(text.slice(header?.body ?? 0));
  // Deeper or larger than any report: it is read as the text that it is.
  const parsed = await PostalMime.parse(Buffer.from(whole, "latin1"), limits).catch(() => undefined);
  if (!parsed) return { fields, words: rest, reports: {} };
  const reports: Record<string, string> = {};
  const attached: string[] = [];
  for (const part of parsed.attachments) {
    // Some programs leave out the semicolon behind the type.
    const type = /^[^\s;]{1,100}/.exec(part.mimeType)?.[0] ?? "";
    if (/^(?:message|text)\/(?:global|rfc822)(?:-headers)?$/.test(type)) continue;
    if (type === "text/plain") attached.push(textOf(part));
    else if (/^message\//.test(type)) reports[type] ??= textOf(part);
  }
  const returned = parsed.attachments.find(({ mimeType }) =>
    /^(?:message\/(?:rfc822|global(?:-headers)?)|text\/rfc822-headers|message\/rfc822-headers)$/.test(mimeType),
  );
  const html = parsed.html ? undoubled(htmlText(parsed.html)) : "";
  const plain = [...attached, parsed.text ?? ""].join("\n").replace(/^\n/, "");
  const words = unquoted(plainLetters(plain.trim().length > 80 || html === "" ? plain : `${plain}\n${html}`));
  // Parts whose boundaries were lost on the way are no parts.
  const isLost = words.trim() === "" && Object.keys(reports).length === 0 && !returned;
  return {
    fields,
    words: isLost ? rest : words,
    reports,
    ...(returned && { original: textOf(returned) }),
  };
}

function textOf({ content }: Attachment): string {
  const bytes = typeof content === "string" ? Buffer.from(content) : Buffer.from(content as ArrayBuffer);
  return readableText(bytes).replace(/\r\n?/g, "\n");
}

const readable = (text: string): string => readableText(Buffer.from(text, "latin1"));

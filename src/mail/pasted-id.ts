/** The ids of messages as people paste them: with the field's name before, broken over two lines, in the reply that named them. */

/** A Message-ID (RFC 5322 §3.6.4), in brackets where it was; undefined for what can be none. */
export function pastedMessageId(text: string): string | undefined {
  const [, inBrackets] = /<([^<>]{1,998})>/s.exec(text) ?? [];
  const id = (inBrackets ?? text.replace(/^\s*message-?id\s*[:=]/i, "").replaceAll(/[<>]/g, "")).replaceAll(/\s+/g, "");
  const isWord = inBrackets !== undefined || !/\S[ \t]\S/.test(text.replace(/^\s*message-?id\s*[:=]\s*/i, "").trim());
  if (id === "" || !isWord || isReply.test(text)) return undefined;
  return inBrackets === undefined ? id : `<${id}>`;
}

/** What a server said: a code, and words behind it. */
const isReply = /^\s*[245]\d\d(?:[ -]|$)/;

/** Servers name the id under which they took a message in the words of their reply. */
const named = [
  /queued as ([\w.-]+)/gi,
  /\bid[= ]([\w-]{6,})/gi,
  /message id (\w+)/gi,
  /\b2\.0\.0 (\w{8,}) message accepted/gi,
  /\b(?=\w*\d)([0-9A-F]{8,}|[0-9a-zA-Z]{6}-[0-9a-zA-Z]{6,11}-[0-9a-zA-Z]{2,4})\b/g,
];

/** The queue id in what was pasted: itself, or what a reply or a line of a log names; undefined where there is none. */
export function pastedQueueId(text: string): string | undefined {
  const bare = text.trim().replace(/[.,;:]+$/, "");
  if (/^\S+$/.test(bare)) return bare;
  for (const pattern of named) {
    const id = [...bare.matchAll(pattern)].at(-1)?.[1];
    if (id !== undefined) return id;
  }
  return undefined;
}

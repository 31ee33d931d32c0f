/** Explains what somebody pasted: which kind it is, and what it says. (A log needs a reader, and is explained in app/.) */
import { say, type Text } from "../../base/saying.ts";
import { htmlText, isHtml } from "../../mail/html-text.ts";
import { leadingHeader, type MessageParts, messageParts } from "../../mail/message-parts.ts";
import { plainLines, readableText } from "../../mail/pasted.ts";
import { causes } from "../causes.ts";
import { explainAutoReply } from "./auto-reply.ts";
import { explainBounce } from "./bounce.ts";
import { bare, type ExplainOptions, type Explanation, explanationIn } from "./explanation.ts";
import { explainFeedback } from "./feedback.ts";
import { explainHeaders } from "./headers.ts";
import { explained, fateOf } from "./judge.ts";
import { programWords } from "./program-words.ts";
import { addressIn } from "./prose.ts";
import { replyWords } from "./reply-words.ts";
import { oneLine, replyApart, saidIn } from "./said.ts";

const nobodys: ExplainOptions = { ours: [] };

/**
 * Explains bytes or text. `log` is asked in between: what is no message may be lines of a log; it gives undefined where it
 * knows none of them. Never throws for what is pasted.
 */
export async function explain(
  pasted: Uint8Array | string,
  options: ExplainOptions = nobodys,
  log: (text: string) => Promise<Explanation<Text> | undefined> = async () => undefined,
): Promise<Explanation> {
  return explanationIn(await found(pasted, options, log), options.catalogue);
}

async function found(
  pasted: Uint8Array | string,
  options: ExplainOptions,
  log: (text: string) => Promise<Explanation<Text> | undefined>,
): Promise<Explanation<Text>> {
  const lines = plainLines(typeof pasted === "string" ? Buffer.from(pasted) : pasted);
  const header = leadingHeader(lines);
  const whole = await messageParts(lines);
  const parts = header === undefined && isHtml(whole.words) ? { ...whole, words: htmlText(whole.words) } : whole;
  const message =
    explainFeedback(parts, options) ??
    (isReceipt(parts.reports) ? (explainBounce(parts, options) ?? explainAutoReply(parts)) : undefined);
  if (message) return message;
  const hasReport = Object.keys(parts.reports).some((type) => type.endsWith("delivery-status"));
  if (hasReport || header) {
    const bounce = explainBounce(parts, options) ?? explainAutoReply(parts);
    if (bounce) return bounce;
  }
  if (header)
    return (
      (await explainAttached(parts, options)) ?? explainBounce(parts, options, true) ?? explainHeaders(parts.fields)
    );
  const text = readableText(Buffer.from(lines, "latin1"));
  return (
    (await log(text)) ??
    explainBounce(parts, options) ??
    explainReply(parts.words) ??
    explainAutoReply(parts) ??
    unknown
  );
}

/** Somebody sends on the notice that he got: it is the message in his. */
async function explainAttached(
  { original }: MessageParts,
  options: ExplainOptions,
): Promise<Explanation<Text> | undefined> {
  if (original === undefined) return undefined;
  const inner = await messageParts(plainLines(Buffer.from(original)));
  return explainFeedback(inner, options) ?? explainBounce(inner, options);
}

const isReceipt = (reports: Readonly<Record<string, string>>): boolean => "message/disposition-notification" in reports;

const unknown = bare("unknown", say`This is no bounce, reply, header or log that could be explained.`);

const maxSentence = 300;

/** One reply of a server, as a log, a bounce or a person quotes it; or what a program says itself where it got none. */
function explainReply(text: string): Explanation<Text> | undefined {
  const found = saidIn(text.slice(0, 64 * 1024));
  const apart = found.reply ? undefined : replyApart(text);
  const said = apart ? { ...found, reply: apart } : found;
  const address = addressIn(said.reply?.text ?? "") ?? addressIn(text.slice(0, 4000)) ?? null;
  const words = oneLine(text.slice(0, 4000));
  // A single sentence that names somebody is what a program says of him.
  const rows = address !== null && words.length < maxSentence ? [...programWords, ...replyWords] : programWords;
  const own = said.reply ? undefined : rows.find((row) => row.text.test(words));
  if (!said.reply && !own) return undefined;
  const isOver = own && causes[own.cause].kind === "permanent";
  const fate = said.reply ? fateOf(said.reply) : isOver ? "failed" : "delayed";
  const recipient = explained({ address, fate, ...said, ...(own && { words }) });
  return { ...bare("reply", recipient.sentence), recipients: [recipient] };
}

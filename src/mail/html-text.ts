/** The text of an HTML page, a block a line, as a person reads it. */

/** What ends a line. */
const blocks = new Set(["br", "p", "div", "tr", "li", "table", "h1", "h2", "h3", "h4", "hr", "pre", "blockquote"]);
const unseen = new Set(["style", "script", "head", "title"]);
const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/** Tags are left out, entities become characters. Linear in the length, whatever is left open. */
export function htmlText(html: string): string {
  let text = "";
  let at = 0;
  while (at < html.length) {
    const tag = html.indexOf("<", at);
    text += html.slice(at, tag < 0 ? undefined : tag);
    if (tag < 0) break;
    const end = html.indexOf(">", tag);
    if (end < 0) break;
    const name = /^<\/?([a-z][a-z0-9]{0,20})/i.exec(html.slice(tag, tag + 24))?.[1]?.toLowerCase() ?? "";
    if (blocks.has(name)) text += "\n";
    else if (name === "td" || name === "th") text += " ";
    // An address in angle brackets that nobody escaped is no tag.
    else if ((name === "" && html[tag + 1] !== "!") || html.slice(tag, end).includes("@"))
      text += html.slice(tag, end + 1);
    at = end + 1;
    // The line end of the source behind it is none of the text.
    if (blocks.has(name) && name !== "pre") at += /^[ \t\r]{0,100}\n?/.exec(html.slice(at, at + 102))?.[0].length ?? 0;
    if (unseen.has(name) && html[tag + 1] !== "/") {
      const close = new RegExp(`</${name}`, "gi");
      close.lastIndex = at;
      at = close.exec(html)?.index ?? html.length;
    }
  }
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, decoded);
}

function decoded(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name) return entities[name.toLowerCase()] ?? whole;
  const code = decimal ? Number(decimal) : Number.parseInt(hex ?? "", 16);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}

/** Does the text look like the source of a page, or like a piece of it with its brackets escaped? */
export const isHtml = (text: string): boolean =>
  /<(?:html|body|div|table|p|br)\b[^>]{0,400}>|&lt;[^\s<>&@]{1,64}@[^\s<>&@]{1,255}&gt;/i.test(text.slice(0, 20_000));

/** What a picture that was read, or a window that broke lines amid words, made of a text, undone where that gives a reply, a word or an address. */

/** Longer texts nobody types off or photographs. */
const maxText = 20_000;

/** A text without a header, a character a byte, as it was before. */
export const mended = (lines: string): string =>
  lines.length > maxText ? lines : unbroken(lines).split("\n").map(reread).join("\n");

/** Letters that are read for digits. */
const digits: Readonly<Record<string, string>> = { O: "0", o: "0", Q: "0", I: "1", l: "1", "|": "1", S: "5", B: "8" };
const asDigits = (text: string): string => text.replace(/[OoQIl|SB]/g, (letter) => digits[letter] ?? letter);

/** Where a reply must stand: its number, perhaps with its enhanced code, before what is said. */
const reply =
  /(?<![\w.@/-])([45S][\dOoQIlSB|]{2})([ -])(?:([245S][.,][\dOoQIl|]{1,3}[.,][\dOoQIl|]{1,3})(?=[\s);:])|(?=[<A-Z]))/g;
/** A word with digits amid its letters; no name, address or id. */
const word = /(?<![\w@.+=/:-])[A-Za-z]{1,20}(?:[01][A-Za-z]{1,20}){1,3}(?![\w@+=/-]|\.\w)/g;

/** Words are read again only beside a reply that had to be. */
function reread(line: string): string {
  let isMisread = false;
  const numbered = line.replace(reply, (all, code: string, between: string, enhanced: string | undefined) => {
    const known = asDigits(code);
    const isNumber =
      /^[45][0-7]\d$/.test(known) && /\d/.test(code) && (known === code || enhanced !== undefined || !/^S/.test(code));
    if (!isNumber) return all;
    const restored = `${known}${between}${enhanced === undefined ? "" : asDigits(enhanced).replaceAll(",", ".")}`;
    isMisread ||= restored !== all;
    return restored;
  });
  if (!isMisread) return line;
  return numbered
    .replace(word, (found) => found.replace(/0/g, "o").replace(/1/g, "l"))
    .replace(/(?<![\w@.-])I(?=o[a-z]{2})/g, "l");
}

/** An address in brackets that goes on in the next line. */
const cutAddress = /<(?:[\w.+=-]{1,64}@[\w.-]{0,253}\n[\w.-]{1,253}|[\w.+=-]{1,64}\n[\w.+=-]{0,64}@[\w.-]{1,253})>/;
/** A letter that is no word, before the rest of one. */
const cutWord = /(?:^|\s)[b-hj-z]\n[a-z]{2}/;
/** What begins a line of its own: a stamp, a field, a list, a quoted or folded line. */
const begins = /^(?:[A-Z][a-z]{2} [ \d]\d \d\d:|\d{4}-\d\d-\d\d|[\w-]{1,30}:\s|[-*>•<\s]|$)/;
/** Nobody breaks lines at fewer characters. */
const shortest = 40;

/** Lines of one length are those of a window that breaks where its width ends, if one break is amid an address or a word. */
function unbroken(text: string): string {
  const lines = text.split("\n");
  const isCut = (at: number) => {
    const pair = `${lines[at]}\n${lines[at + 1] ?? ""}`;
    return cutAddress.test(pair) || cutWord.test(pair);
  };
  const cut = Math.max(0, ...lines.map((line, at) => (isCut(at) ? line.length : 0)));
  if (cut < shortest) return text;
  const width = lines.some(({ length }) => length === cut + 1) ? cut + 1 : cut;
  return lines
    .map((line, at) => {
      const next = lines[at + 1];
      if (next === undefined) return line;
      const isFull = line.length === width || line.length === width - 1;
      if (!isFull || (begins.test(next) && !isCut(at))) return `${line}\n`;
      // A blank at the end of a line is lost on the way.
      return line.length === width || isCut(at) ? line : `${line} `;
    })
    .join("");
}

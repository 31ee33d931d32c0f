/** The words of each `` say`…` `` in a source, as they stand in catalogues; those inside a value of another, too. */

export const sayingsIn = (source: string): readonly string[] =>
  [...source.matchAll(/\bsay`/g)].map(({ index }) => wordsFrom(source, index + "say`".length));

function wordsFrom(source: string, start: number): string {
  let words = "";
  let values = 0;
  let at = start;
  while (source[at] !== "`") {
    if (at >= source.length) throw new Error(`a say\` without an end, from ${start}`);
    if (source.startsWith("${", at)) {
      words += `{${values++}}`;
      at = behindValue(source, at + 2);
    } else if (source[at] === "\\") {
      words += source[at + 1];
      at += 2;
    } else words += source[at++];
  }
  return words;
}

/** Behind the brace that ends the value; braces in strings and in templates do not count. */
function behindValue(source: string, start: number): number {
  let open = 1;
  let at = start;
  while (open > 0 && at < source.length) {
    const mark = source[at];
    if (mark === "`") at = behindTemplate(source, at + 1);
    else if (mark === '"') at = behindString(source, at + 1);
    else {
      open += mark === "{" ? 1 : mark === "}" ? -1 : 0;
      at++;
    }
  }
  return at;
}

function behindTemplate(source: string, start: number): number {
  let at = start;
  while (source[at] !== "`" && at < source.length)
    at = source.startsWith("${", at) ? behindValue(source, at + 2) : at + (source[at] === "\\" ? 2 : 1);
  return at + 1;
}

function behindString(source: string, start: number): number {
  let at = start;
  while (source[at] !== '"' && at < source.length) at += source[at] === "\\" ? 2 : 1;
  return at + 1;
}

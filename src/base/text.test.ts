import fc from "fast-check";
import { expect, test } from "vitest";
import { cut, escapeGuarded, escapeText, escapeWord, jsonLine, quote, textFromBytes, unescapeText } from "./text.ts";

/** Code points of all planes, dangerous ones often; lone surrogates too. */
const anyText = fc
  .array(fc.oneof(fc.nat(0x10ffff), fc.nat(0xff), fc.constantFrom(0x2028, 0x202e, 0x200b, 0x5c, 0xdcff)))
  .map((codes) => String.fromCodePoint(...codes));

test("what could end, hide or turn a line is written as an escape", () => {
  expect(escapeText("a\r\nb")).toBe("a\\x0D\\x0Ab");
  expect(escapeText("\x1b[31m\x7f")).toBe("\\x1B[31m\\x7F");
  expect(escapeText("\u0085\u2028\u202e\u200b\ufeff")).toBe("\\u{85}\\u{2028}\\u{202E}\\u{200B}\\u{FEFF}");
  expect(escapeText("\\x0D")).toBe("\\\\x0D");
  expect(escapeText("größe €😀")).toBe("größe €😀");
});

test("bytes that are no UTF-8 are written as bytes", () => {
  const text = textFromBytes(Buffer.from([0x61, 0xff, 0xc3, 0x28, 0xc3, 0xa4, 0xed, 0xa0, 0x80]));
  expect(escapeText(text)).toBe("a\\xFF\\xC3(ä\\xED\\xA0\\x80");
  expect(unescapeText(escapeText(text))).toBe(text);
});

test("a word has no space, bracket, comma or equals sign", () => {
  expect(escapeWord("<a b>,c=d")).toBe("\\x3Ca\\x20b\\x3E\\x2Cc\\x3Dd");
  expect(quote('say "hi"\n')).toBe('"say \\x22hi\\x22\\x0A"');
  expect(escapeGuarded("*** <a>")).toBe("\\x2A** <a>");
});

test("what was escaped comes back exactly, and stands on one printable line", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const forms = [escapeText(text), escapeWord(text), quote(text).slice(1, -1), escapeGuarded(`x${text}`).slice(4)];
      return forms.every(
        (form) => unescapeText(form) === text && !/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(form),
      );
    }),
  );
});

test("any bytes can be told from their text", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const back = Buffer.concat(
        [...textFromBytes(bytes)].map((char) => {
          const code = char.codePointAt(0) ?? 0;
          return code >= 0xdc80 && code <= 0xdcff ? Buffer.from([code & 0xff]) : Buffer.from(char);
        }),
      );
      expect(back).toEqual(Buffer.from(bytes));
    }),
  );
});

test("what is no escape of ours stays as it stands", () => {
  expect(unescapeText("C:\\users \\xZZ \\u{110000} \\")).toBe("C:\\users \\xZZ \\u{110000} \\");
});

test("a long text is cut to its limit and says how much is gone; cutting again changes nothing", () => {
  expect(cut("short", 40)).toBe("short");
  expect(cut("x".repeat(100), 40)).toBe(`${"x".repeat(25)}…(+75 bytes)`);
  fc.assert(
    fc.property(anyText, (piece) => {
      const text = piece.repeat(20);
      const once = cut(text, 60);
      expect(Buffer.byteLength(escapeText(once))).toBeLessThanOrEqual(60);
      expect(cut(once, 60)).toBe(once);
    }),
  );
});

test("as JSON nothing hides, and any text comes back", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const line = jsonLine({ text });
      expect(escapeText(line.replaceAll("\\", ""))).toBe(line.replaceAll("\\", ""));
      expect(JSON.parse(line)).toEqual({ text });
    }),
  );
});

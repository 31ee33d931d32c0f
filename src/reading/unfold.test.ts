import { expect, test } from "vitest";
import { isFolded, unfolded } from "./unfold.ts";

async function* inPieces(text: string, bytes: number): AsyncGenerator<Buffer> {
  const all = Buffer.from(text);
  for (let at = 0; at < all.length; at += bytes) yield all.subarray(at, at + bytes);
}

async function linesOf(text: string, bytes = 1 << 16) {
  const found: Buffer[] = [];
  for await (const chunk of unfolded(inPieces(text, bytes))) found.push(chunk);
  return Buffer.concat(found).toString();
}

test("a list of records in one line is cut as a printer would, but in texts, wherever its bytes are parted", async () => {
  const text = '[{"a":"x, {y} \\\\\\" [","b":[1,2]},{"a":"\\\\"},{"a":"è"}]\n';
  const lines = '[\n{\n"a":"x, {y} \\\\\\" [",\n"b":[\n1,\n2]},\n{\n"a":"\\\\"},\n{\n"a":"è"}]\n';
  for (const bytes of [12, 13, 14, 15, 16, 17, 18, 19, 1000]) expect(await linesOf(text, bytes)).toBe(lines);
  expect(JSON.parse(lines)).toEqual(JSON.parse(text));
});

test.each([
  ["records, one in a line", '{"log":"x","time":"y"}\n{"log":"x","time":"y"}\n'],
  ["a list printed over lines", '[{"log":"x"},\n{"log":"y"}]\n'],
  ["one record", '{"log":"x","tags":["a","b"]}\n'],
  ["a line of IceWarp's", "[15C0] 00:02:10 >>> 220 mail\n"],
  ["nothing", ""],
])("%s stays as it is", async (_, text) => {
  expect(isFolded(Buffer.from(text))).toBe(false);
  expect(await linesOf(text)).toBe(text);
});

/** The kept lines of a log are its bytes, in whatever pieces they came and however often the keeper was stopped. */
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { LineSplitter } from "../reading/split.ts";
import { KeptText, TextKeeper } from "./text.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "postino-kept-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const unexpected = (reason: string) => expect.unreachable(reason);

/** As a reading does: each chunk is kept before its lines are read. */
function keep(log: Buffer, pieces: readonly number[], from = 0, isSaved = true): void {
  const keeper = new TextKeeper(folder, 0);
  const splitter = new LineSplitter();
  let [number, nextAt, offset] = [0, keeper.nextAt, from];
  const each = (_bytes: Buffer, _start: number, _end: number, at: number, whole: boolean) => {
    number += 1;
    if (at < nextAt && whole) return;
    keeper.line(number, at);
    nextAt = whole ? keeper.nextAt : at;
  };
  for (const length of pieces) {
    const chunk = log.subarray(offset, offset + length);
    keeper.push(chunk, offset, number);
    splitter.push(chunk, each);
    offset += chunk.length;
  }
  if (isSaved) keeper.save();
  keeper.close();
}

const linesIn = (bytes: Buffer): readonly string[] => bytes.toString("latin1").split("\n").slice(0, -1);
const logOf = (lines: number) =>
  Buffer.from(Array.from({ length: lines }, (_, n) => `${n} ${"x".repeat((n * 37) % 300)}\n`).join(""));

function expectLines(log: Buffer, step: number): void {
  const text = new KeptText(folder, 0, unexpected);
  let offset = 0;
  for (const [index, line] of linesIn(log).entries()) {
    if (index % step === 0 && line.length < 10_000) {
      const block = text.block(text.blockOf(index + 1));
      expect(linesIn(Buffer.concat([block.bytes, Buffer.from("\n")]))[index + 1 - block.firstLine]).toBe(line);
      expect(text.bytesAt(offset, line.length)?.toString("latin1")).toBe(line);
    }
    offset += line.length + 1;
  }
}

describe("kept lines", () => {
  test("in one go, and in any pieces", () => {
    const log = logOf(8000);
    keep(log, [log.length]);
    expectLines(log, 7);
    rmSync(folder, { recursive: true });
    folder = mkdtempSync(join(tmpdir(), "postino-kept-"));
    keep(
      log,
      Array.from({ length: 2000 }, (_, n) => (n * 7919) % 3000),
    );
    expectLines(log, 7);
  });

  test("read again from the beginning, each time a little further", () => {
    const log = logOf(8000);
    for (let to = 50_000; to < log.length + 50_000; to += 171_717) keep(log.subarray(0, to), Array(40).fill(32_768));
    expectLines(log, 5);
  });

  test("what a crash left behind is no hindrance", () => {
    const log = logOf(8000);
    keep(log.subarray(0, 400_000), [400_000]);
    const rest = readFileSync(join(folder, "0.rest"));
    keep(log.subarray(0, 900_000), [900_000], 0, false);
    appendFileSync(join(folder, "0.table"), Buffer.alloc(13));
    expectLines(Buffer.from(`${linesIn(log.subarray(0, 400_000)).join("\n")}\n`), 5);
    keep(log, [log.length]);
    // Blocks were made of the rest, and it was not replaced yet.
    writeFileSync(join(folder, "0.rest"), rest);
    keep(log, [log.length]);
    expectLines(log, 5);
  });

  test("a line that is too long is torn, and those around it are whole", () => {
    const log = Buffer.concat([logOf(500), Buffer.alloc(9_000_000, "y"), Buffer.from("\n"), logOf(2000)]);
    keep(log, Array(200).fill(65_536));
    expectLines(log, 41);
    for (const length of [4_150_000, 4_190_000, 4_250_000, 8_400_000]) {
      rmSync(folder, { recursive: true });
      folder = mkdtempSync(join(tmpdir(), "postino-kept-"));
      const other = Buffer.concat([logOf(500), Buffer.alloc(length, "y"), Buffer.from("\n"), logOf(2000)]);
      keep(other, Array(20).fill(1_048_576));
      expectLines(other, 41);
    }
  });

  test("a block that a disk has changed is named, and has no lines", () => {
    const log = logOf(8000);
    keep(log, [log.length]);
    const path = join(folder, "0.text");
    const bytes = readFileSync(path);
    bytes[100] = (bytes[100] ?? 0) ^ 8;
    writeFileSync(path, bytes);
    const damage: string[] = [];
    const text = new KeptText(folder, 0, (reason, file) => damage.push(`${file}: ${reason}`));
    expect(text.block(0).bytes.length).toBe(0);
    expect(text.bytesAt(0, 10)).toBeUndefined();
    expect(text.block(1).bytes.length).toBeGreaterThan(100_000);
    expect(damage[0]).toBe(`${path}: the lines from byte 0 of the log on cannot be read`);
  });
});

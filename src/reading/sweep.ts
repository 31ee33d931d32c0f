/** Cuts a file into lines with one buffer that is used again: a long log leaves no memory behind. */
import { open } from "node:fs/promises";
import { type Each, maxLineBytes } from "./split.ts";

const bufferBytes = 2 * maxLineBytes;
const lf = 10;
const cr = 13;

/** Bytes of a file. */
interface Part {
  readonly from: number;
  readonly to: number;
}

/**
 * As `LineSplitter` does for a stream: a line that is longer than the limit is given cut. The bytes of a line are
 * valid until the next one. Throws the error of the system.
 */
export async function sweep(path: string, each: Each, { from, to }: Part = { from: 0, to: Infinity }): Promise<void> {
  const file = await open(path);
  try {
    const buffer = Buffer.allocUnsafeSlow(bufferBytes);
    let [held, offset, dropped] = [0, from, 0];
    const give = (start: number, lineEnd: number) => {
      const end = lineEnd > start && buffer[lineEnd - 1] === cr ? lineEnd - 1 : lineEnd;
      const whole = dropped === 0 && end - start <= maxLineBytes;
      each(buffer, start, Math.min(end, start + maxLineBytes), offset + start, whole);
      offset += dropped;
      dropped = 0;
    };
    for (;;) {
      const at = offset + dropped + held;
      const { bytesRead } = await file.read(buffer, held, Math.min(bufferBytes - held, to - at), at);
      if (bytesRead === 0) break;
      const filled = held + bytesRead;
      // A buffer that was full before holds bytes of an earlier round behind that.
      const bytes = buffer.subarray(0, filled);
      let start = 0;
      for (let end = bytes.indexOf(lf, held); end >= 0; end = bytes.indexOf(lf, start)) {
        give(start, end);
        start = end + 1;
      }
      held = filled - start;
      offset += start;
      if (held > maxLineBytes) {
        dropped += held;
        held = 0;
      } else buffer.copyWithin(0, start, filled);
    }
    if (held > 0 || dropped > 0) give(0, held);
  } finally {
    await file.close();
  }
}

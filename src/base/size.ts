/** Sizes as people write them: `500 MB`, `2GiB`, 1000000. */
import { UsageError } from "./error.ts";

const units: Readonly<Record<string, number>> = {
  "": 1,
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
};

/** Bytes; throws UsageError for what is no size. */
export function parseSize(text: string): number {
  const [, number, unit = ""] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text.trim()) ?? [];
  const factor = units[unit.toLowerCase()];
  if (number === undefined || factor === undefined)
    throw new UsageError(`"${text}" is no size; write 500MB, 2GiB or a number of bytes`);
  return Math.round(Number(number) * factor);
}

/** "1.5 GB" to three digits. */
export function sizeText(bytes: number): string {
  const unit = ["TB", "GB", "MB", "kB"].find((name) => bytes >= (units[name.toLowerCase()] ?? 1));
  return unit ? `${Number((bytes / (units[unit.toLowerCase()] ?? 1)).toPrecision(3))} ${unit}` : `${bytes} B`;
}

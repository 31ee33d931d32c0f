/** Sizes and times as people write them, 50MB or 2h, in the unit that a setting's name says. */
import { UsageError } from "../base/error.ts";
import { parseSize } from "../base/size.ts";
import { parseSpan } from "../base/span.ts";

const unitMilliseconds = { seconds: 1000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;
const unitShape = /(?:bytes|seconds|minutes|hours|days)$/i;

/**
 * What was written, as a number in the unit of the setting's last name (`messageBytes`, `keepDays`); a bare number is in it already.
 * Undefined for a setting whose name says no unit. Throws UsageError for what is no size, or no span of time.
 */
export function inUnitOf(path: string, written: string): number | undefined {
  const [unit = ""] = unitShape.exec(path)?.map((word) => word.toLowerCase()) ?? [];
  if (unit === "") return undefined;
  const text = written.trim();
  const bare = text === "" ? Number.NaN : Number(text);
  if (!Number.isNaN(bare)) return bare;
  try {
    return unit === "bytes"
      ? parseSize(text)
      : parseSpan(text) / unitMilliseconds[unit as keyof typeof unitMilliseconds];
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const bareToo = unit === "bytes" ? "" : `, or a number of ${unit}`;
    throw new UsageError(`${path}: ${error.message}${bareToo}`);
  }
}

/** The same in a file: sizes and times at these paths of what was read become numbers, there. What is none is left as it is. */
export function resolveUnits(read: unknown, paths: readonly string[]): void {
  for (const path of paths) {
    const keys = path.split(".");
    const section = keys
      .slice(0, -1)
      .reduce<unknown>((value, key) => (isSection(value) ? value[key] : undefined), read);
    const last = keys.at(-1) ?? "";
    const written = isSection(section) ? section[last] : undefined;
    if (!isSection(section) || typeof written !== "string") continue;
    try {
      section[last] = inUnitOf(path, written) ?? written;
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
    }
  }
}

const isSection = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

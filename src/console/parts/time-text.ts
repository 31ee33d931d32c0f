/** Instants, spans and sizes as text in the reader's language and zone. */
import { language } from "../text/t.ts";

export type Style = "full" | "day" | "clock";

const styles: Readonly<Record<Style, Intl.DateTimeFormatOptions>> = {
  full: { dateStyle: "medium", timeStyle: "medium" },
  day: { weekday: "short", day: "numeric", month: "short", year: "numeric" },
  clock: { hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3, hourCycle: "h23" },
};

/** The name of the reader's zone. */
export const zoneName = (): string => browserZone;
/** To ask for it takes as long as to write a hundred times. */
const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(tag: string, style: Style, timeZone: string): Intl.DateTimeFormat {
  const key = `${tag} ${style} ${timeZone}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat(tag, { ...styles[style], timeZone });
  formats.set(key, known);
  return known;
}

/** An instant as text; "" for none. */
export function timeText(
  at: string | number | null | undefined,
  style: Style = "full",
  zone: string = zoneName(),
): string {
  if (at === null || at === undefined) return "";
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return "";
  return formatOf(language.value === "en" ? "en-GB" : "it-IT", style, zone).format(date);
}

const units = [
  [86_400, "day"],
  [3600, "hour"],
  [60, "minute"],
  [1, "second"],
] as const;

/** A span of seconds in its largest sensible unit: "5 minutes", "1.4 seconds". */
export function spanText(seconds: number, display: "long" | "narrow" = "long"): string {
  const [size, unit] = units.find(([least]) => Math.abs(seconds) >= least) ?? [1, "second"];
  const value = seconds / size;
  const digits = value < 10 && value % 1 !== 0 ? 1 : 0;
  return new Intl.NumberFormat(language.value, {
    style: "unit",
    unit,
    unitDisplay: display,
    maximumFractionDigits: digits,
  }).format(value);
}

/** 1536 as "1.5 kB". */
export function bytesText(bytes: number): string {
  const names = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
  const step = Math.min(3, Math.max(0, Math.floor(Math.log2(Math.max(1, bytes)) / 10)));
  return new Intl.NumberFormat(language.value, {
    style: "unit",
    unit: names[step] ?? "byte",
    unitDisplay: "short",
    maximumFractionDigits: 1,
  }).format(bytes / 1024 ** step);
}

/** The order of files whose first lines bear the same stamp: the one that was rotated away longest ago is first. */

/** "mail.log.2.gz", "mail.log-20261127", "mail.log": the name without what rotation put behind it, and how old the file is. */
function rotated(path: string): { readonly name: string; readonly age: number } {
  const found = /^(.*?)(?:\.(\d{1,4})|-(\d{8}))?(?:\.(?:gz|bz2|xz|zst))?$/s.exec(path);
  const [, name = path, number, date] = found ?? [];
  // The files of a later day are younger; the one without any mark is the youngest.
  return { name, age: number === undefined ? (date === undefined ? -1 : 99_999_999 - Number(date)) : Number(number) };
}

/** Were both files of one log, of which the second came later? */
export const isRotatedFrom = (older: string, younger: string): boolean => {
  const [one, other] = [rotated(older), rotated(younger)];
  return one.name === other.name && one.age > other.age;
};

/** Compares two paths; files of different logs are in the order of their names. */
export function byRotation(a: string, b: string): number {
  const [one, other] = [rotated(a), rotated(b)];
  if (one.name === other.name && one.age !== other.age) return other.age - one.age;
  return a.localeCompare(b, "en", { numeric: true });
}

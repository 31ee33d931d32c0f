/** Counts by key that take no memory for what is not there. */

/** Changes a count, and gives what it is now; one that comes to nothing is forgotten. */
export function changeCount<K>(counts: Map<K, number>, key: K, by: number): number {
  const count = (counts.get(key) ?? 0) + by;
  if (count > 0) counts.set(key, count);
  else counts.delete(key);
  return count;
}

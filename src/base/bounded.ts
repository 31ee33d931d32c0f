/** Maps that remember so much and no more. */

/** Sets a value; of more than so many the one that was set first is forgotten, and given back. */
export function setBounded<K, V>(map: Map<K, V>, key: K, value: V, most: number): V | undefined {
  map.set(key, value);
  const [oldest] = map.size > most ? map : [];
  if (oldest) map.delete(oldest[0]);
  return oldest?.[1];
}

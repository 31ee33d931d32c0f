/** Names that lead to each other: finds the way back to where one began. */

/** The names on the way from `start` back to itself, it first and last; undefined where there is none. */
export function findCircle(
  start: string,
  targetsOf: (name: string) => readonly string[],
): readonly string[] | undefined {
  const cameFrom = new Map<string, string>();
  const names = [start];
  for (const name of names) {
    for (const target of targetsOf(name)) {
      if (cameFrom.has(target)) continue;
      cameFrom.set(target, name);
      if (target === start) return wayBack(start, cameFrom);
      names.push(target);
    }
  }
  return undefined;
}

function wayBack(start: string, cameFrom: ReadonlyMap<string, string>): readonly string[] {
  const way = [start];
  let at = start;
  do {
    at = cameFrom.get(at) ?? start;
    way.unshift(at);
  } while (at !== start);
  return way;
}

/** Work that is done when its result is needed first. */
export function once<T>(work: () => T): () => T {
  let result: { readonly is: T } | undefined;
  return () => {
    result ??= { is: work() };
    return result.is;
  };
}

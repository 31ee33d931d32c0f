/** What the rows of the benchmark have in common: a figure of ours beside a peer's, several rounds in turn, and its bar. */

export interface Compared {
  readonly what: string;
  readonly ours: readonly number[];
  readonly peer: readonly number[];
  /** Ours divided by the peer's must be at most this, or at least. */
  readonly bar: { readonly most: number } | { readonly least: number };
}

export interface Row {
  readonly id: string;
  readonly title: string;
  readonly run: () => Promise<readonly Compared[]>;
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** "1.72 (1.65-1.81)", the figures, and whether the bar is met. */
export function told({ what, ours, peer, bar }: Compared): string {
  const ratios = ours.map((value, n) => value / (peer[n] ?? Number.NaN));
  const ratio = median(ratios);
  const met = "most" in bar ? ratio <= bar.most : ratio >= bar.least;
  const wanted = "most" in bar ? `at most ${bar.most}` : `at least ${bar.least}`;
  const range = `${Math.min(...ratios).toFixed(2)}-${Math.max(...ratios).toFixed(2)}`;
  return `| ${what} | ${median(ours).toPrecision(3)} | ${median(peer).toPrecision(3)} | ${ratio.toFixed(2)} (${range}) | ${wanted} | ${met ? "met" : "missed"} |`;
}

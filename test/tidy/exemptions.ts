/** What may break a tidy rule, each with its reason. The list may only shrink: a test fails for an entry that is not needed. */

/** Tables: data, as long as what they tell. They count apart in docs/reference/size.md. */
export const tables = {
  "src/config/variables.ts": "table of the API variables that have no setting",
  "src/diagnosis/causes.ts": "table of all causes",
  "src/diagnosis/code-causes.ts": "table of the causes that a code may mean",
  "src/diagnosis/replies/providers/google.ts": "table of what Google says",
  "src/diagnosis/italian/remedies.ts": "table of what to do, in Italian",
  "src/diagnosis/replies/rows.ts": "table of the phrases in replies",
  "src/events/catalogue.ts": "table of the kinds of events",
  "src/reading/postfix/queue.ts": "table of the lines that Postfix writes about its queue",
  "src/reading/postino/shapes.ts": "table of the lines of our own log",
  "src/mail/status-codes.ts": "table of all status codes",
} as const satisfies Readonly<Record<string, string>>;

/** By rule, then by path (or id), with the reason. */
export const exemptions = {
  /** Beside the tables, which have no end. */
  size: {},
  /** Edges, where the clock, chance and the environment come in. Whole folders end with a slash. */
  world: {
    "src/api/questions/thread.ts": "the edge of a thread, which no function can be handed to",
    "src/cli/main.ts": "the edge of the program",
    "src/reading/logs.ts": "default of a parameter",
  },
  /** Pieces that have no case yet. */
  pieces: {},
  layers: {},
  writes: {},
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

export type Rule = keyof typeof exemptions;

/** Findings that are not exempt, and exemptions that nothing needs. A finding begins with the path it is about. */
export function withoutExempt(rule: Rule, findings: readonly string[]): readonly string[] {
  const paths = Object.keys(exemptions[rule]);
  const covers = (path: string, finding: string) => finding.startsWith(path.endsWith("/") ? path : `${path}:`);
  return [
    ...findings.filter((finding) => !paths.some((path) => covers(path, finding))),
    ...paths
      .filter((path) => !findings.some((finding) => covers(path, finding)))
      .map((path) => `${path}: is exempt from "${rule}" without need; take it out of test/tidy/exemptions.ts`),
  ];
}

/** What the server's answers hold, as the pages read them; times are ISO 8601 in UTC. */

export type Role = "admin" | "helpdesk" | "user";

export interface Me {
  readonly address: string;
  readonly fullName: string | null;
  readonly role: Role;
  /** The addresses whose mail he may ask about, where his role is `user`. */
  readonly addresses: readonly string[];
  readonly secondFactor: boolean;
  readonly version: string;
  readonly hostname: string;
}

export interface Reply {
  readonly code: number | null;
  readonly enhanced?: string;
  readonly text: string;
}

export interface EvidenceLine {
  readonly file: string | null;
  readonly line: number | null;
  readonly node: string;
  readonly role: string;
  readonly at: string | null;
  readonly text: string;
}

export interface Attempt {
  readonly at: string | null;
  readonly session: string;
  readonly peer: string | null;
  readonly recipient: string | null;
  readonly stage: string;
  readonly reply: Reply | null;
  readonly status: string;
}

export interface TimelineEntry {
  readonly at: string | null;
  readonly text: string;
  /** Places in `evidence`. */
  readonly evidence: readonly number[];
}

export interface Answer {
  readonly recipient: string;
  readonly askedAs: string;
  readonly outcome: string;
  readonly final: boolean;
  readonly stage: string | null;
  readonly cause: string;
  readonly title?: string;
  readonly party: string;
  readonly us: boolean;
  readonly confidence: number;
  readonly sentence: string;
  readonly where: { readonly mailbox: string; readonly folder?: string } | null;
  readonly message: {
    readonly messageId: string | null;
    readonly sender: string | null;
    readonly subject: string | null;
    readonly sizeBytes: number | null;
    readonly queueIds: readonly string[];
    readonly sessions: readonly string[];
  };
  readonly reply: Reply | null;
  readonly attempts: readonly Attempt[];
  readonly evidence: readonly EvidenceLine[];
  readonly timeline: readonly TimelineEntry[];
  readonly remedy: readonly string[];
  readonly sideways: readonly string[];
  readonly alternatives: readonly {
    readonly cause: string;
    readonly title?: string;
    readonly confidence: number;
    readonly because: string;
  }[];
  readonly missing: readonly string[];
}

export interface OtherMessage {
  readonly at: string | null;
  readonly sender: string | null;
  readonly recipient: string | null;
  readonly messageId: string | null;
  readonly outcome: string;
  readonly cause: string;
  readonly title?: string;
}

export interface Searched {
  readonly files: readonly string[];
  readonly from: string | null;
  readonly to: string | null;
  readonly lines: number;
  readonly unread: number;
  readonly gaps: readonly { readonly from: string | null; readonly to: string | null; readonly why: string }[];
}

/** `why --json`. */
export interface WhyDocument {
  readonly question: { readonly side: string };
  readonly answers: readonly Answer[];
  readonly others: readonly OtherMessage[];
  readonly searched: Searched;
}

export interface Ask {
  readonly to: readonly string[] | string | null;
  readonly from: string | null;
  readonly about: string | null;
  readonly messageId: string | null;
}

/** `explain --json`, with the question that the pasted text suggests. */
export interface ExplainDocument {
  readonly kind: string;
  readonly sentence: string;
  readonly recipients: readonly {
    readonly address: string | null;
    readonly cause: string | null;
    readonly party: string | null;
    readonly confidence: number;
    readonly status: string | null;
    readonly reply: Reply | null;
    readonly remoteHost: string | null;
    readonly sentence: string;
    readonly remedy: readonly string[];
  }[];
  readonly about: { readonly sentence: string | null } | null;
  readonly madeBy: { readonly sentence: string } | null;
  readonly headers: {
    readonly hops: readonly {
      readonly from: string | null;
      readonly by: string | null;
      readonly with: string | null;
      /** Milliseconds since the epoch. */
      readonly at: number | null;
      readonly delaySeconds: number | null;
    }[];
    readonly totalSeconds: number | null;
    readonly authentication: readonly {
      readonly method: string;
      readonly result: string;
      readonly of: string | null;
    }[];
    readonly spam: readonly string[];
  } | null;
  readonly ask: Ask | null;
}

export interface Transaction {
  readonly sender: string | null;
  readonly recipients: readonly { readonly address: string; readonly reply: Reply | null }[];
  readonly queueId: string | null;
  readonly messageId: string | null;
  readonly sizeBytes: number | null;
  readonly status: string;
}

export interface SessionRow {
  readonly id: string;
  readonly partial: string | null;
  readonly service: string;
  readonly role: string;
  readonly node: string;
  readonly peer: string | null;
  readonly peerHost: string | null;
  readonly local: { readonly ip?: string; readonly port?: number } | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly ended: string;
  readonly helo: string | null;
  readonly tls: string | null;
  readonly user: string | null;
  readonly status: string;
  readonly transactions: readonly Transaction[];
  readonly verdict: { readonly benign: boolean; readonly cause: string | null; readonly title?: string | null };
}

export interface TranscriptLine {
  readonly at: string | null;
  /** Since the line before. */
  readonly pauseSeconds: number;
  readonly file: string | null;
  readonly line: number | null;
  readonly text: string;
  readonly kind: string;
  readonly who: "peer" | "local" | "note";
}

export interface SessionDocument {
  readonly session: SessionRow;
  readonly lines: readonly TranscriptLine[];
}

export interface Block {
  readonly blocked: string;
  readonly rule: string;
  readonly code: string;
  readonly reason: string;
  readonly count: number | null;
  readonly limit: number | null;
  readonly since: string;
  readonly until: string | null;
  readonly session: string | null;
  readonly by: string | null;
  readonly note: string | null;
  readonly times: number;
  readonly refused: number;
  readonly refusedAt: string | null;
}

export interface BlockStory {
  readonly block: Block;
  readonly cause: SessionRow | null;
  readonly refused: readonly SessionRow[];
  readonly mail: readonly {
    readonly at: string;
    readonly sender: string | null;
    readonly recipient: string | null;
    readonly subject?: string | null;
  }[];
  /** What is known of the address, a sentence each. */
  readonly known: readonly string[];
}

export interface LogFile {
  readonly name: string;
  readonly service: string;
  readonly bytes: number;
  readonly from: string | null;
  readonly to: string | null;
}

export interface TailLine {
  readonly file: string;
  readonly line: number;
  readonly at: string | null;
  readonly text: string;
}

export interface ServiceLevel {
  readonly service: string;
  readonly level: string;
  /** Milliseconds since the epoch. */
  readonly until?: number;
  readonly afterwards?: string;
}

export interface DroppedLog {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly at?: string;
}

export interface ReadProgress {
  readonly bytes: number;
  readonly of: number;
  readonly lines: number;
}

export interface ReadEnd {
  readonly format: string | null;
  readonly lines: number;
  readonly read: number;
  readonly unread: number;
  readonly sessions: number;
}

export interface Setting {
  readonly path: string;
  readonly description: string;
  readonly type: "boolean" | "number" | "string" | "enum" | "list" | "parts";
  readonly unit?: string;
  readonly words?: readonly string[];
  readonly value: unknown;
  readonly default: unknown;
  readonly variable: { readonly name: string; readonly value: string } | null;
  readonly restart: boolean;
}

export interface JournalEntry {
  readonly at: string;
  readonly by: string;
  readonly what: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface Token {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly until: string | null;
}

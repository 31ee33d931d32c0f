/** The waist of the house: everything that can happen to a session or a message, live or in anybody's log. */
import type { Reply } from "../mail/reply.ts";

/** The part of a mail system that speaks; it also chooses the log file (`catalogue.ts`). */
export type Service = "smtp" | "pop3" | "imap" | "web" | "antispam" | "intrusion" | "journal" | "system";

/** Our part in a session: `server` (a peer connected to us), `client` (we connected), `queue` (one queue entry's life). */
export type Role = "server" | "client" | "queue" | "mailbox";

/** Where a message stood when something happened to it, in the order of SMTP. */
export type Stage = "connect" | "tls" | "helo" | "auth" | "mail" | "rcpt" | "data" | "eod" | "queue" | "store";

/** What became of a message for one recipient (the closed list of the command line's contract). */
export type Outcome =
  | "delivered"
  | "relayed"
  | "forwarded"
  | "expanded"
  | "queued"
  | "deferred"
  | "refused"
  | "aborted"
  | "bounced"
  | "expired"
  | "quarantined"
  | "discarded"
  | "held"
  | "removed"
  | "lost"
  | "nothing-offered"
  | "never-seen"
  | "unknown";

/** How a session came to its end; `open` while it lasts, `unknown` where the log does not say. */
export type Ended =
  | "quit"
  | "timeout"
  | "peer-closed"
  | "peer-reset"
  | "local-closed"
  | "refused"
  | "blocked"
  | "tls-failed"
  | "shutdown"
  | "error"
  | "open"
  | "unknown";

/** One raw line of a log: `line` counts from 1, `offset` and `bytes` (without the line end) are in the unpacked file. */
export interface Source {
  readonly file: string;
  readonly line: number;
  readonly offset: number;
  readonly bytes: number;
  /** When the line was written, where that is not the time of the event that it is evidence of. */
  readonly at?: number;
  /** The further lines of an event that takes several (a multi-line reply). */
  readonly also?: readonly Source[];
}

/** The host that a message was handed to. */
export interface Relay {
  readonly host?: string;
  readonly ip?: string;
  readonly port?: number;
}

/** What another host answered, and to what. */
export interface Said {
  readonly reply: Reply;
  readonly stage?: Stage;
  readonly relay?: Relay;
}

/** Where a delivered message lies, as far as the log says. */
export interface Place {
  readonly mailbox: string;
  readonly folder?: string;
  readonly uid?: number;
}

export interface EventBase {
  /** Milliseconds since the epoch, UTC; and how exact the source is (a log line without fractions: 1). */
  readonly at: number;
  readonly atPrecisionSeconds: number;
  /** The machine that speaks. */
  readonly node: string;
  readonly service: Service;
  /** Absent only for live events that the level kept from the file. */
  readonly source?: Source;
  /** Session id, 16 hex digits. At least one of session, queueId, messageId is there, but for events of the log itself. */
  readonly session?: string;
  readonly queueId?: string;
  /** The Message-ID header, with its angle brackets. */
  readonly messageId?: string;
  /** IP address of the other side. */
  readonly peer?: string;
}

/** What was said on the wire, and the lines that frame it. */
export type Dialogue = EventBase &
  (
    | {
        readonly kind: "session.opened";
        readonly role: Role;
        readonly peerHost?: string;
        readonly peerPort?: number;
        readonly local?: { readonly ip?: string; readonly port?: number };
        /** The proxy that brought the peer. */
        readonly proxy?: string;
        /** Encrypted from the first byte. */
        readonly tls?: true;
      }
    /** The session is encrypted from here on. `version` as in "TLSv1.3"; `serverName` is what the client asked for. */
    | {
        readonly kind: "tls.started";
        readonly version: string;
        readonly cipher: string;
        readonly serverName?: string;
        readonly resumed?: true;
      }
    /** A command as it was typed: `MAIL` and `FROM:<a@b> SIZE=10`. Secrets are already gone. */
    | { readonly kind: "smtp.command"; readonly verb: string; readonly argument: string }
    /** A whole reply; the text holds its lines, parted by LF, without codes. */
    | { readonly kind: "smtp.reply"; readonly code: number; readonly enhanced?: string; readonly text: string }
    /** All content up to and with the final dot has come (bytes as on the wire). */
    | { readonly kind: "data.ended"; readonly receivedBytes: number; readonly bytesPerSecond?: number }
    /** Our idle timer ran out. `setting` is the timer's name where the log gives it, `waitingFor` in words. */
    | {
        readonly kind: "session.timeout";
        readonly afterSeconds?: number;
        readonly setting?: string;
        readonly waitingFor?: string;
        readonly receivedBytes?: number;
      }
    /** The summary line of a transaction, or of a session that had none (then sender is "" and recipients are empty). */
    | {
        readonly kind: "transaction.ended";
        readonly sender: string;
        readonly recipients: readonly string[];
        readonly count: number;
        readonly sizeBytes: number;
        readonly durationSeconds: number;
        /** The log's own word: OK, INCOMPLETE-SESSION, REJECT, … kept as it stands. */
        readonly status: string;
        readonly id?: string;
        /** `key=value` pairs behind the id, by their names in the log (transid, helo, refused, cause, …). */
        readonly keys: Readonly<Record<string, string>>;
      }
    /** Further lines that explain, kept as they stand (DNS, connect, processing, filters). */
    | { readonly kind: "session.noted"; readonly text: string }
    | { readonly kind: "session.closed"; readonly ended: Ended }
  );

/** What a log says without the dialogue, or what `sessions/facts` derives from the dialogue. Diagnosis reads only these. */
export type Fact = EventBase & {
  /** Number of the transaction in its session, from 1. */
  readonly transaction?: number;
} & (
    | {
        /** An attempt was refused: for one recipient, or (recipient absent) for the whole session or transaction so far. */
        readonly kind: "rcpt.refused";
        readonly stage: Stage;
        readonly sender?: string;
        readonly recipient?: string;
        readonly helo?: string;
        /** Its name, where that was not known when the session was opened. */
        readonly peerHost?: string;
        readonly sizeBytes?: number;
        readonly reply: Reply;
        /** Id of our own decision (`recipient.unknown`), or the product's word where its log says who decided. */
        readonly decidedBy?: string;
      }
    /** A command outside of a transaction, or out of order or shape, was refused. */
    | { readonly kind: "command.refused"; readonly verb: string; readonly argument?: string; readonly reply: Reply }
    /** A transaction got its queue id; the message is not accepted yet. */
    | { readonly kind: "transaction.opened"; readonly sender?: string }
    /** The queue id and the Message-ID belong together (both stand in the base). */
    | {
        readonly kind: "message.identified";
        readonly subject?: string;
        /** The address in its field From, which the sender knows himself by; the envelope may have another. */
        readonly headerFrom?: string;
      }
    /** 250 after the final dot, or the queue took the message in charge. */
    | {
        readonly kind: "message.accepted";
        readonly sender: string;
        readonly recipients?: readonly string[];
        readonly recipientCount?: number;
        readonly sizeBytes?: number;
        readonly helo?: string;
        readonly transid?: string;
        readonly reply?: Reply;
      }
    /** One try to bring a message to one recipient came to its end. */
    | {
        readonly kind: "attempt.ended";
        readonly sender?: string;
        readonly recipient: string;
        /** The address as it was before aliases. */
        readonly originalRecipient?: string;
        readonly status: Outcome;
        readonly stage?: Stage;
        readonly reply?: Reply;
        readonly relay?: Relay;
        /** The id under which the next host took it ("queued as …"). */
        readonly remoteId?: string;
        readonly delaySeconds?: number;
        readonly sizeBytes?: number;
        readonly where?: Place;
        readonly decidedBy?: string;
        /** It was taken, and whoever brought it was gone before he heard so: he may bring it again (RFC 1047). */
        readonly unheard?: true;
      }
    /** Two queue ids are one story. */
    | {
        readonly kind: "message.linked";
        readonly from: string;
        readonly to: string;
        readonly why: "requeued" | "expanded" | "forwarded" | "bounce" | "delay-notice";
      }
    /** The queue let go of a message. */
    | {
        readonly kind: "message.ended";
        readonly how: "removed" | "expired" | "deleted" | "held";
        readonly sender?: string;
        /** Who did it, where that was not the queue itself: a program, or a user of the system. */
        readonly by?: string;
      }
    /** How often each verb was used in a session, and how often with success. */
    | {
        readonly kind: "session.counted";
        readonly verbs: Readonly<Record<string, { readonly ok: number; readonly all: number }>>;
        /** Messages that a visit by POP3 left in the mailbox. */
        readonly remaining?: number;
      }
    /** A session ended otherwise than by QUIT. `after`: the last verb before it, CONNECT and DATA included. */
    | {
        readonly kind: "session.broken";
        readonly how: "timeout" | "peer-closed" | "peer-reset" | "too-many-errors" | "local-closed" | "tls-failed";
        readonly after: string;
        readonly receivedBytes?: number;
        readonly idleSeconds?: number;
        readonly setting?: string;
        /** What the TLS library said, where the handshake failed; the last command, where it was one too many that nobody knows. */
        readonly reason?: string;
        readonly sender?: string;
        readonly recipients?: readonly string[];
        /** As in `rcpt.refused`. */
        readonly peerHost?: string;
        readonly helo?: string;
      }
    /** Somebody decided, with the id of the decision; `cause` where the decider names the cause itself. */
    | {
        readonly kind: "decision";
        readonly by: string;
        readonly verdict: string;
        readonly cause?: string;
        /** Who sends, as a policy server was told. */
        readonly sender?: string;
        readonly recipient?: string;
        readonly detail?: string;
      }
    /** What the antispam engine said of a message: numeric parts add up to the score, letters add nothing. */
    | {
        readonly kind: "message.scored";
        readonly sender: string;
        readonly recipient: string;
        readonly count: number;
        readonly score: number;
        readonly parts: Readonly<Record<string, number>>;
        readonly letters: Readonly<Record<string, string>>;
        readonly action: string;
      }
    /** Something was done to a message that lies in a mailbox, by a client or a filter of its owner; the base has its Message-ID. */
    | {
        readonly kind: "mailbox.changed";
        /** `moved` and `copied` go to another folder, `trashed` is only marked as deleted, `expunged` is gone. */
        readonly how: "appended" | "moved" | "copied" | "trashed" | "restored" | "expunged" | "read";
        readonly where: Place;
        /** The folder that it was moved or copied to. */
        readonly to?: string;
        readonly sizeBytes?: number;
      }
    /** A program warned of something that may explain a refusal; `said`: by another host. */
    | { readonly kind: "program.warned"; readonly program: string; readonly text: string; readonly said?: Said }
  );

/** Why a log file is stamped: it begins (start of the program, a new day, full), or what the lines mean has changed. */
export type StampReason = "start" | "day" | "size" | "offset" | "clock" | "level" | "settings";

/** What happened to a service or to the log itself; belongs to no session. */
export type SystemEvent = EventBase &
  (
    | { readonly kind: "service.started"; readonly title: string }
    | { readonly kind: "service.stopped"; readonly title: string }
    /** Intrusion prevention, or an administrator, keeps an address or a network out. `session` of the base is the one that caused it. */
    | {
        readonly kind: "block.added";
        /** An address, a network as "192.0.2.0/24", or an account of ours that is suspended. */
        readonly blocked: string;
        /** Id of the rule, or "manual". */
        readonly rule: string;
        /** The letter that the peer is told (I, M, R, P, U, Y, L …). */
        readonly code: string;
        /** "exceeding RSET command count". */
        readonly reason: string;
        /** What was counted, and how much is allowed; absent where nothing is counted. */
        readonly count?: number;
        readonly limit?: number;
        /** When it ends by itself, in milliseconds since the epoch; absent: never. */
        readonly until?: number;
        /** Who did it, where it was no rule. */
        readonly by?: string;
      }
    | {
        readonly kind: "block.ended";
        readonly blocked: string;
        readonly how: "expired" | "removed";
        readonly by?: string;
      }
    /** Found at a start: the run before ended without a word. The last that it wrote, and when, where its log tells. */
    | { readonly kind: "service.crashed"; readonly lastAt?: number; readonly lastLine?: string }
    | { readonly kind: "system.noted"; readonly text: string }
    /** An administrator changed something; values as text, secrets never; absent where there was or is none. */
    | {
        readonly kind: "settings.changed";
        readonly by: string;
        /** "smtp.sessionTimeoutSeconds", "account alice@example.org quota". */
        readonly what: string;
        readonly before?: string;
        readonly after?: string;
      }
    | {
        readonly kind: "log.opened";
        readonly zone: string;
        readonly level: string;
        readonly version: string;
        /** The file before it. */
        readonly continues?: string;
        /** Why it is stamped; absent in logs of earlier versions. */
        readonly because?: StampReason;
        /** How far the clock of the machine was set, in seconds (negative: back), where that is the reason. */
        readonly stepSeconds?: number;
      }
    | { readonly kind: "log.heartbeat" }
    | { readonly kind: "log.gap"; readonly from: number; readonly to: number; readonly lostLines: number }
  );

export type MailEvent = Dialogue | Fact | SystemEvent;
export type EventKind = MailEvent["kind"];
/** The event of one kind. */
export type EventOf<K extends EventKind> = Extract<MailEvent, { readonly kind: K }>;
/** An event as its maker writes it, before `session`, `node` and the like are filled in. */
export type Emit = (event: MailEvent) => void;

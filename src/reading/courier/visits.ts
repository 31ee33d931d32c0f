/** The lines of Courier's imapd and pop3d: who came to read, what was deleted, and how the visit ended. */
import { normaliseIp } from "../../base/ip.ts";
import type { Ended, Service } from "../../events/event.ts";
import type { Draft, Pattern } from "../pattern.ts";

/** One connection of a mail program. */
export interface Visit {
  readonly key: string;
  readonly session: string;
  readonly service: Service;
  readonly node: string;
  readonly peer: string | undefined;
  /** Messages, as far as deletions are logged. */
  deleted: number;
}

/** What a pattern may use. */
export interface VisitScene {
  /** Last part of the program's name: `imapd-ssl`. */
  readonly program: string;
  came(ip: string, port: string | undefined): void;
  /** That of the line; it begins here where nothing was said of its beginning. */
  visit(ip: string, port: string | undefined): Visit;
  left(visit: Visit, ended: Ended): void;
  /** What knows the passwords does not answer that program. */
  unanswered(text: string): void;
  /** What it last said so, a moment ago. */
  whyUnanswered(): string | undefined;
  emit(draft: Draft, owner?: Visit): void;
}

export type VisitPattern = Pattern<VisitScene>;

const bare = { programs: ["*"], queued: false } as const;
/** Without a port before 2012, and without a user who failed until 2018. */
const peer = String.raw`ip=\[([^\]\s]{1,60})\](?:, port=\[(\d{1,5})\])?`;
const user = "user=(.{1,300}?), ";

const endings: Readonly<Record<string, Ended>> = { LOGOUT: "quit", TIMEOUT: "timeout", DISCONNECTED: "peer-closed" };

function notLoggedIn(visit: Visit, detail: string | undefined, scene: VisitScene): void {
  const why = scene.whyUnanswered();
  if (why !== undefined) {
    scene.emit({ kind: "program.warned", program: scene.program, text: why }, visit);
    const cause = "submission.auth-backend";
    scene.emit({ kind: "decision", by: "login.unavailable", verdict: "reject", cause, detail: why }, visit);
    scene.left(visit, "local-closed");
  } else if (detail !== undefined) {
    scene.emit({ kind: "decision", by: "login.failed", verdict: "reject", cause: "client.auth", detail }, visit);
  }
}

/** Real samples are of Courier 1.0.16 (Courier-IMAP 5.0.13) of Debian 12. */
export const visitPatterns: readonly VisitPattern[] = [
  {
    ...bare,
    name: "connection",
    samples: [
      "Connection, ip=[::ffff:192.0.2.1], port=[42192]",
      // After logs in public.
      "Connection, ip=[::ffff:192.0.2.1]",
    ],
    line: new RegExp(`^Connection, ${peer}`),
    events: ([, ip = "", port], scene) => scene.came(ip, port),
  },
  {
    ...bare,
    name: "login",
    samples: [
      "LOGIN, user=anna, ip=[::ffff:192.0.2.1], port=[42192], protocol=IMAP",
      "LOGIN, user=bernd, ip=[::ffff:192.0.2.1], port=[54306]",
      // After logs in public.
      "LOGIN, user=anna@kestrel.example, ip=[::ffff:192.0.2.1], protocol=IMAP",
    ],
    line: new RegExp(`^LOGIN, ${user}${peer}`, "s"),
    events: ([, detail = "", ip = "", port], scene) =>
      scene.emit({ kind: "decision", by: "login.accepted", verdict: "accept", detail }, scene.visit(ip, port)),
  },
  {
    ...bare,
    name: "login-failed",
    samples: [
      "LOGIN FAILED, user=anna, ip=[::ffff:192.0.2.1], port=[42196]",
      // After logs in public: before 2018, and of a way to log in that tells no name.
      "LOGIN FAILED, ip=[::ffff:192.0.2.1]",
      "LOGIN FAILED, method=CRAM-MD5, ip=[::ffff:192.0.2.1], port=[42196]",
    ],
    line: new RegExp(`^(LOGIN FAILED, (?:method=[\\w-]{1,40}, )?(?:${user})?${peer})`, "s"),
    events: ([, text = "", detail, ip = "", port], scene) => {
      const visit = scene.visit(ip, port);
      if (detail === undefined) scene.emit({ kind: "session.noted", text }, visit);
      notLoggedIn(visit, detail, scene);
    },
  },
  {
    ...bare,
    name: "deleted",
    // With POP3_LOG_DELETIONS and IMAP_LOG_DELETIONS.
    samples: [
      "DELETED, user=bernd, ip=[::ffff:192.0.2.1], port=[54306], filename=cur/1796077650.M198156P2030V0000000000000029I0000000000000771_1.mx1.kestrel.example,S=407:2,S",
      "EXPUNGED, user=anna, ip=[::ffff:192.0.2.1], port=[42192], old_name=./cur/1796077650.M179278P2024V0000000000000029I000000000000076D_1.mx1.kestrel.example,S=406:2,ST",
      // After the source.
      "EXPUNGED, user=anna, ip=[::ffff:192.0.2.1], port=[42192], old_name=./cur/1796077650.M1P2V3I4_1.mx1,S=406:2,ST, new_name=./.Trash/cur/1796077650.M1P2V3I4_1.mx1,S=406:2,ST: only new_name will be left",
    ],
    line: new RegExp(`^((?:DELETED|EXPUNGED), user=.{1,300}?, ${peer}, (?:filename|old_name)=.{1,2000})$`, "s"),
    // Which message a file holds nobody says.
    events: ([, text = "", ip = "", port], scene) => {
      const visit = scene.visit(ip, port);
      visit.deleted++;
      scene.emit({ kind: "session.noted", text }, visit);
    },
  },
  {
    ...bare,
    name: "left",
    samples: [
      "LOGOUT, user=anna, ip=[::ffff:192.0.2.1], port=[42192], headers=0, body=812, rcvd=136, sent=1519, time=0",
      "LOGOUT, user=bernd, ip=[::ffff:192.0.2.1], port=[54306], top=0, retr=407, rcvd=22, sent=490, time=0",
      "DISCONNECTED, user=bernd, ip=[::ffff:192.0.2.1], port=[40310], headers=0, body=407, rcvd=44, sent=781, time=0, starttls=1",
      "LOGOUT, ip=[::ffff:192.0.2.1], port=[60182], rcvd=10, sent=325",
      "Disconnected, ip=[::ffff:192.0.2.1], port=[34534], time=5",
      "Disconnected, ip=[::ffff:192.0.2.1], port=[44154]",
      // After the source.
      "TIMEOUT, user=anna, ip=[::ffff:192.0.2.1], port=[42192], headers=0, body=0, rcvd=136, sent=1519, time=1800",
      "Disconnected during shutdown by signal, user=anna, ip=[::ffff:192.0.2.1], port=[42192], headers=0, body=812, rcvd=136, sent=1519, time=0",
    ],
    line: new RegExp(
      `^(LOGOUT|DISCONNECTED|TIMEOUT|Disconnected(?: during shutdown by signal)?), (?:user=.{1,300}?, )?${peer}(?:, (.{0,300}))?$`,
      "s",
    ),
    events: ([, how = "", ip = "", port, counts], scene) => {
      const visit = scene.visit(ip, port);
      // Of what was fetched the bytes are counted, not the messages: it was one at least.
      const fetched = Number(/\bretr=(\d{1,15})/.exec(counts ?? "")?.[1] ?? 0) > 0 ? 1 : 0;
      const { deleted } = visit;
      const verbs = { RETR: { ok: fetched, all: fetched }, DELE: { ok: deleted, all: deleted } };
      if (visit.service === "pop3" && deleted > 0) scene.emit({ kind: "session.counted", verbs }, visit);
      if (counts !== undefined && /body=|retr=/.test(counts))
        scene.emit({ kind: "session.noted", text: counts }, visit);
      scene.left(visit, how.includes("shutdown") ? "shutdown" : (endings[how.toUpperCase()] ?? "unknown"));
    },
  },
  {
    ...bare,
    name: "connection-limit",
    samples: ["Maximum connection limit reached for ::ffff:192.0.2.1"],
    line: /^(Maximum connection limit reached for (\S{1,60}))$/,
    events: ([, text = "", ip = ""], scene) => {
      if (normaliseIp(ip) === undefined) return scene.emit({ kind: "program.warned", program: scene.program, text });
      const visit = scene.visit(ip, "");
      scene.emit({ kind: "session.noted", text }, visit);
      scene.left(visit, "refused");
    },
  },
  {
    ...bare,
    name: "unanswered",
    samples: ["authdaemon: s_connect() failed: Connection refused"],
    line: /^(authdaemon: .{1,300})$/s,
    events: ([, text = ""], scene) => scene.unanswered(text),
  },
];

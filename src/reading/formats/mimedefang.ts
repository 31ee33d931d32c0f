/** MIMEDefang, the milter whose filter an administrator writes: what the filter noted of a message, and what was done about it. */
import { defined } from "../../base/defined.ts";
import { trouble } from "../chatter.ts";
import { type SinglePattern, type SingleScene, singleFormat } from "../single.ts";

/** "R%C3%BCckfrage": so it writes what is no plain letter, and a comma. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const bare = (address: string): string => decoded(address).replace(/^<|>$/g, "");

/** Nothing but that a message came. */
const plain: ReadonlySet<string> = new Set(["mail_in", "mail_out"]);

/** What the filter that it comes with notes by these names; any other is an administrator's own. */
function noted(event: string, value: string) {
  if (event === "virus") return { score: 0, letters: { INFECTED: value }, action: "infected" };
  if (event === "bad_filename") return { score: 0, letters: { BANNED: value }, action: "banned" };
  return event === "spam" && Number.isFinite(Number(value))
    ? { score: Number(value), letters: {}, action: "spam" }
    : undefined;
}

function logged(groups: RegExpExecArray, { emit }: SingleScene): void {
  const [, id = "", event = "", first = "", second = "", from = "", to = "", subject = ""] = groups;
  const queueId = id === "NOQUEUE" ? undefined : id;
  const sender = bare(from);
  const recipient = /^<?rcpts=\d/.test(to) ? "" : bare(to);
  const word = noted(event, decoded(first));
  emit(defined({ kind: "message.identified", queueId, subject: decoded(subject) || undefined }));
  if (plain.has(event)) return;
  if (word) emit(defined({ kind: "message.scored", queueId, sender, recipient, count: 1, parts: {}, ...word }));
  else {
    const detail = [event, first, second].filter(Boolean).map(decoded).join(" ");
    const who = { sender, recipient: recipient || undefined, queueId };
    emit(defined({ kind: "decision", by: "mimedefang", verdict: "noted", ...who, detail }));
  }
}

/** "discard=1 quarantine_entire_message=1": what decides about the message comes first; "bounce" is a refusal while the client waits. */
const deeds: readonly (readonly [word: RegExp, verdict: string])[] = [
  [/\bquarantine_entire_message=/, "quarantine"],
  [/\bdiscard=/, "discard"],
  [/\bbounce=/, "reject"],
  [/\btempfail=/, "defer"],
];

const instructed: Readonly<Record<string, string>> = {
  Bouncing: "reject",
  Discarding: "discard",
  Tempfailing: "defer",
};

/** Real samples are of MIMEDefang 3.3 of Debian 12. */
export const mimedefangPatterns: readonly SinglePattern[] = [
  {
    name: "noted",
    programs: ["*"],
    queued: false,
    samples: [
      "3519B192AE3: MDLOG,3519B192AE3,mail_in,,,<post@client.example>,<bob@example.test>,Nachtrag 7111",
      "2EB681924E4: MDLOG,2EB681924E4,bad_filename,rechnung.exe,application/octet-stream,<info@other.example>,<bob@example.test>,Rechnung 99",
      "BCF4819242F: MDLOG,BCF4819242F,spam,1002.301,198.51.100.22,<info@other.example>,<bob@example.test>,Urlaub 7181",
      "16176192AE3: MDLOG,16176192AE3,gewinnspiel,Gewinnspiel fuer alle,,<info@sender.example>,<alice@example.test>,Gewinnspiel fuer alle",
      // After its manual: an older one, and one that does not name recipients.
      "MDLOG,h07HjG8w018234,virus,Eicar-Test-Signature,192.0.2.7,<>,rcpts=3,R%C3%BCckfrage%2C 2",
    ],
    line: /^(?:[\w-]{1,40}: )?MDLOG,([\w-]{1,40}),([^,]{1,200}),([^,]{0,500}),([^,]{0,500}),([^,]{0,500}),([^,]{0,500}),(.{0,1000})$/s,
    events: logged,
  },
  {
    name: "filter",
    programs: ["*"],
    queued: false,
    samples: [
      "D36B2192AEB: filter:  discard=1",
      "2959A19242A: filter:  discard=1 quarantine_entire_message=1",
      "16176192AE3: filter:  bounce=1",
    ],
    line: /^([\w-]{1,40}): filter: {1,2}((?:\w{1,40}=\d{1,6} ){0,20}(?:quarantine_entire_message|discard|bounce|tempfail)=\d.{0,200})$/s,
    events: ([, queueId, detail = ""], { emit }) => {
      const verdict = deeds.find(([word]) => word.test(detail))?.[1] ?? "changed";
      emit(defined({ kind: "decision", by: "mimedefang", verdict, queueId, detail }));
    },
  },
  {
    name: "done",
    programs: ["*"],
    queued: false,
    samples: [
      "16176192AE3: Bouncing because filter instructed us to",
      "D36B2192AEB: Discarding because filter instructed us to",
      // After its texts.
      "D36B2192AEB: Tempfailing because filter instructed us to",
    ],
    line: /^([\w-]{1,40}): (Bouncing|Discarding|Tempfailing) because filter instructed us to$/,
    events: ([text = "", queueId, deed = ""], { emit }) => {
      const detail = text.slice(text.indexOf(": ") + 2);
      emit(defined({ kind: "decision", by: "mimedefang", verdict: instructed[deed] ?? deed, queueId, detail }));
    },
  },
  trouble(
    /^(?:[\w-]{1,40}: )?((?:MXCommand: |\w{1,20}: Error communicating with multiplexor|Error (?:from|communicating with) multiplexor|Filter (?:did not|failed)|RESULTS file |Worker \d{1,4} (?:died|ran out)|Killing busy worker|Reap: Killed worker|All workers are busy|No free workers|Could not |Cannot |Clamd returned error|Timeout (?:reading|writing)).{0,500})/s,
    [
      "NOQUEUE: MXCommand: connect: No such file or directory: Is multiplexor running?",
      "mfconnect: Error communicating with multiplexor",
      // After its texts.
      "D36B2192AEB: Error from multiplexor: error: No free workers",
      "D36B2192AEB: Filter did not create RESULTS file",
      "Worker 0 died prematurely -- check your filter rules and use the '-l' flag on mimedefang-multiplexor to see Perl error messages",
      "Killing busy worker 1 (pid 429) req=3 age=120 req_age=120: Busy timeout",
      "D36B2192AEB: Could not connect to clamd daemon at /var/run/clamav/clamd.ctl",
    ],
  ),
  {
    name: "chatter",
    programs: ["*"],
    queued: false,
    samples: [
      "2EB681924E4: filter:  drop_with_warning=1",
      'stats 1795764368.654 StartWorker worker=0 nworkers=1 nbusy=0 reason="Bringing workers up to minWorkers (2)"',
      "Starting worker 0 (pid 410) (1 running): Bringing workers up to minWorkers (2)",
      "Multiplexor alive - entering main loop",
      "Received SIGTERM: Stopping workers and terminating",
      "Reap: worker 1 (pid 429) exited normally with status 0",
      "Worker 1 resource usage: req=0, scans=0, user=0.204, sys=0.048, nswap=0",
    ],
    line: /^(?!(?:[\w-]{1,40}: )?(?:MDLOG,|(?:Bouncing|Discarding|Tempfailing) because filter instructed|filter: .{0,900}\b(?:quarantine_entire_message|discard|bounce|tempfail)=|MXCommand: |\w{1,20}: Error communicating with multiplexor|Error (?:from|communicating with) multiplexor|Filter (?:did not|failed)|RESULTS file |Worker \d{1,4} (?:died|ran out)|Killing busy worker|Reap: Killed worker|All workers are busy|No free workers|Could not |Cannot |Clamd returned error|Timeout (?:reading|writing)))/s,
  },
];

export const mimedefang = singleFormat({
  id: "mimedefang",
  title: "MIMEDefang",
  docs: "https://mimedefang.org/documentation/, and what MIMEDefang 3.3 wrote",
  programs: ["mimedefang", "mimedefang.pl", "mimedefang-multiplexor"],
  service: "antispam",
  patterns: mimedefangPatterns,
});

/** Rspamd: its score of a message and what it advised to do. */
import { defined } from "../../base/defined.ts";
import { normaliseIp } from "../../base/ip.ts";
import { type SinglePattern, type SingleScene, singleFormat } from "../single.ts";

/** So many symbols are kept: hundreds may stand there. */
const maxSymbols = 100;
const symbol = /([A-Z][A-Z0-9_]{1,80})\((-?\d{1,6}(?:\.\d{1,6})?)\)/g;
/** A field of the line, in its angle brackets. */
const bracketed = (text: string, name: string): string | undefined =>
  new RegExp(`(?:^|, | )${name}: <([^<>]{1,2000})>`).exec(text)?.[1];

/** "NONE" is ours; the other words are the program's own: the mail server decides what to do about them. */
const actionOf = (word: string): string => (word === "no action" ? "NONE" : word);

/** The mark of a word that no score led to: a rule of the site (multimap, force_actions) or a check of its own said so at once. */
const forced = "FORCED";
const isForced = (action: string, score: number, most: number): boolean => action === "reject" && score < most;

function scored(
  [, id = "", before = "", action = "", score = "", most = "", symbols = "", after = ""]: RegExpExecArray,
  { emit }: SingleScene,
): void {
  const recipients = (bracketed(after, "rcpts") ?? "").split(",").filter((recipient) => recipient !== "");
  const found = [...symbols.matchAll(symbol)].slice(0, maxSymbols);
  const queueId = bracketed(before, "qid");
  const known = {
    queueId: queueId === "undef" ? undefined : queueId,
    messageId: id === "undef" || id === "" ? undefined : `<${id}>`,
    peer: normaliseIp(/(?:^|, )ip: ([^,\s]{1,60}),/.exec(before)?.[1] ?? ""),
  };
  const sender = bracketed(before, "from") ?? "";
  const word = {
    count: recipients.length,
    score: Number(score),
    parts: Object.fromEntries(found.map(([, name = "", value]) => [name, Number(value)])),
    letters: isForced(action, Number(score), Number(most)) ? { [forced]: "" } : {},
    action: actionOf(action),
  };
  for (const recipient of recipients.length > 0 ? recipients : [""])
    emit(defined({ kind: "message.scored", ...known, sender, recipient, ...word }));
}

/** Real samples are of rspamd 3.4 of Debian 12; by syslog the same stands behind the program. */
export const rspamdPatterns: readonly SinglePattern[] = [
  {
    name: "task",
    programs: ["*"],
    queued: false,
    samples: [
      "<f357ab>; task; rspamd_task_write_log: id: <spam1@client.example>, qid: <4A78F20C0EC>, ip: 192.0.2.7, from: <a@sender.example>, (default: S (reject): [15.00/15.00] [GTUBE(0.00){}]), len: 160, time: 0.233ms, dns req: 0, digest: <9cb801454a59df2f2ee0baf32295fa12> rcpts: <bob@example.test,ann@example.test>,  mime_rcpt: <bob@example.test>, ",
      "<07c596>; proxy; rspamd_task_write_log: id: <29.spam.milter-reject@client.example>, qid: <040BA44A891>, ip: 127.0.0.1, from: <s29@sender.example>, (default: S (reject): [15.00/15.00] [GTUBE(0.00){}]), len: 248, time: 0.628ms, dns req: 0, digest: <49bd1f931e63bdb0cb7cecd0512f411e> rcpts: <alice@example.test,bob@example.test>,  mime_rcpt: <alice@example.test>, ",
      "<3953b1>; proxy; rspamd_task_write_log: id: <offer@client.example>, qid: <6593F41859B>, ip: 127.0.0.1, from: <eve@sender.example>, (default: T (reject): [0.00/15.00] [FROM_EQ_ENVFROM(0.00){},FROM_NO_DN(0.00){},SITE_OFFERS(0.00){An offer;}]), len: 157, time: 0.919ms, dns req: 0, digest: <65047df9111abcf5468cdc848682c6be> rcpts: <alice@example.test>,  mime_rcpt: <alice@example.test>, ",
      "<7bc9ea>; task; rspamd_task_write_log: id: <ham1@client.example>, (default: F (no action): [0.00/15.00] []), len: 144, time: 0.209ms, dns req: 0, digest: <c3dde1d1f0ba6241378aac547bceea54> mime_rcpt: <bob@example.test>, ",
    ],
    line: /^<\w{1,40}>; (?:task|proxy); rspamd_task_write_log: id: <([^<>]{0,500})>,((?: (?!\(default)[a-z]{1,20}: [^,]{0,500},){0,10}) \(default: [A-Z] \(([a-z ]{1,40})\): \[(-?[\d.]{1,20})\/(-?[\d.]{1,20}|nan|inf)\] \[(.{0,20000}?)\]\),(.*)$/s,
    events: scored,
  },
  {
    name: "trouble",
    programs: ["*"],
    queued: false,
    samples: [
      // After rspamd's source.
      "<f357ab>; task; rspamd_worker_error_handler: abnormally closing connection from: 127.0.0.1, error: IO read error",
    ],
    line: /^(<\w{1,40}>; \w{1,40}; [\w.:]{1,80}: (?:.{0,60}\b(?:cannot connect|failed to|error|abnormally)\b).{0,400})/s,
    events: ([, text = ""], { program, emit }) => emit({ kind: "program.warned", program, text }),
  },
  {
    name: "chatter",
    programs: ["*"],
    queued: false,
    samples: [
      "<f357ab>; task; rspamd_message_parse: loaded message; id: <spam1@client.example>; queue-id: <4A78F20C0EC>; size: 160; checksum: <9cb801454a59df2f2ee0baf32295fa12>",
      "<d09786>; main; main: rspamd 3.4 is loading configuration, build id: release",
      "rspamd_url_init: start compiling of 9628 TLD suffixes; it might take a long time",
    ],
    line: /^(?!<\w{1,40}>; (?:task|proxy); rspamd_task_write_log: |<\w{1,40}>; \w{1,40}; [\w.:]{1,80}: .{0,60}\b(?:cannot connect|failed to|error|abnormally)\b)/s,
  },
];

export const rspamd = singleFormat({
  id: "rspamd",
  title: "Rspamd",
  docs: "https://docs.rspamd.com/configuration/logging/, and what rspamd 3.4 wrote",
  programs: ["rspamd*"],
  service: "antispam",
  patterns: rspamdPatterns,
});

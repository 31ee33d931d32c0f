/** SQLgrey: who was told to come again, and who was let through. */
import { defined } from "../../base/defined.ts";
import { normaliseIp } from "../../base/ip.ts";
import { trouble } from "../chatter.ts";
import { type SinglePattern, singleFormat } from "../single.ts";

/** What it says of a client, and what it tells Postfix then; throttled is a client that has too many waiting. */
const verdicts: Readonly<Record<string, string>> = {
  new: "greylist",
  "early reconnect": "greylist",
  throttling: "greylist",
  "reconnect ok": "pass",
};

/** So it writes the address of whom a bounce is from. */
const nobody = "-undef-@-undef-";

/** Real samples are of SQLgrey 1.8.0 of Debian 12. */
export const sqlgreyPatterns: readonly SinglePattern[] = [
  {
    name: "greylist",
    programs: ["*"],
    queued: false,
    samples: [
      "grey: new: 198.51.100(198.51.100.10), info@client.example -> anna@example.test",
      "grey: early reconnect: 198.51.100(198.51.100.25), office@other.example -> eva@example.test",
      "grey: reconnect ok: 198.51.100(198.51.100.10), info@client.example -> anna@example.test (400)",
      // After its source.
      "grey: throttling: 192.0.2.7(192.0.2.7), -undef-@-undef- -> anna@example.test",
      "grey: reconnect ok: 2001:db8:0:7(2001:db8:0:7::1), info@client.example -> anna@example.test (00:06:40)",
    ],
    line: /^grey: (new|early reconnect|throttling|reconnect ok): [^(\s]{1,60}\(([^)\s]{1,60})\), (\S{1,500}) -> (\S{1,500})(?: \(([\d:. ]{1,40})\))?$/,
    events: ([, word = "", address = "", from = "", recipient, delay], { emit }) => {
      const sender = from === nobody ? "" : from;
      const detail = delay === undefined ? word : `${word}, after ${delay}${delay.includes(":") ? "" : " s"}`;
      const said = { by: "sqlgrey", verdict: verdicts[word] ?? word, sender, recipient, detail };
      emit(defined({ kind: "decision", ...said, peer: normaliseIp(address) }));
    },
  },
  {
    name: "whitelisted",
    programs: ["*"],
    queued: false,
    samples: [
      // After its source.
      "whitelist: info@client.example, 192.0.2.7(mail.client.example) -> anna@example.test",
    ],
    line: /^whitelist: (\S{1,500}), ([^(\s]{1,60})\([^)\s]{0,300}\) -> (\S{1,500})$/,
    events: ([, from = "", address = "", recipient], { emit }) => {
      const said = { sender: from === nobody ? "" : from, recipient, detail: "whitelist" };
      emit(defined({ kind: "decision", by: "sqlgrey", verdict: "pass", ...said, peer: normaliseIp(address) }));
    },
  },
  {
    name: "known",
    programs: ["*"],
    queued: false,
    samples: [
      "grey: domain awl match: updating 198.51.100(198.51.100.10), client.example",
      "grey: from awl match: updating 198.51.100(198.51.100.10), info@client.example(info@client.example)",
    ],
    // It names no recipient, and of a domain no sender.
    line: /^grey: ((?:domain|from) awl) match: updating [^(\s]{1,60}\(([^)\s]{1,60})\), \S{1,1000}$/,
    events: ([, detail = "", address = ""], { emit }) =>
      emit(defined({ kind: "decision", by: "sqlgrey", verdict: "pass", detail, peer: normaliseIp(address) })),
  },
  trouble(/^((?:dbaccess|system|mail|conf): (?:error: |couldn't |can't |failed ).{1,500})/s, [
    // After its source.
    "dbaccess: error: couldn't access connect table: no such table: connect",
    "dbaccess: can't connect to DB: could not connect to server: Connection refused",
  ]),
  {
    name: "chatter",
    programs: ["*"],
    queued: false,
    samples: [
      "grey: from awl: 198.51.100, info@client.example added",
      "perf: spent 0s cleaning: from_awl (0) domain_awl (0) connect (0)",
      "conf: warning: /etc/sqlgrey/clients_ip_whitelist.local not found or unreadable",
      "Process Backgrounded",
    ],
    line: /^(?!grey: (?:new|early reconnect|throttling|reconnect ok|(?:domain|from) awl match): |whitelist: \S+, |(?:dbaccess|system|mail|conf): (?:error: |couldn't |can't |failed ))/,
  },
];

export const sqlgrey = singleFormat({
  id: "sqlgrey",
  title: "SQLgrey",
  docs: "http://sqlgrey.sourceforge.net/, and what SQLgrey 1.8.0 wrote",
  programs: ["sqlgrey"],
  service: "antispam",
  patterns: sqlgreyPatterns,
});

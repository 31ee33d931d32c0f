/** What the rest of Dovecot writes: it starts and stops, indexes, counts; little of it concerns a message. */
import { readAgain } from "../pattern.ts";
import type { DovecotPattern } from "./scene.ts";

export const upkeepPatterns: readonly DovecotPattern[] = [
  {
    name: "started",
    programs: ["master"],
    queued: false,
    samples: ["master: Info: Dovecot v2.3.19.1 (9b53102964) starting up for imap, pop3, lmtp (core dumps disabled)"],
    line: /^Dovecot v(\S{1,40}) .{0,60}starting up/,
    events: ([, version = ""], scene) => scene.emit({ kind: "service.started", title: `Dovecot ${version}` }),
  },
  {
    name: "stopped",
    programs: ["master"],
    queued: false,
    samples: ["master: Warning: Killed with signal 15 (by pid=27017 uid=0 code=kill)"],
    line: /^Killed with signal \d{1,3}/,
    events: (_, scene) => scene.emit({ kind: "service.stopped", title: "Dovecot" }),
  },
  {
    name: "reloaded",
    programs: ["master"],
    queued: false,
    samples: ["master: Warning: SIGHUP received - reloading configuration"],
    line: /^SIGHUP received /,
    events: (_, scene) => scene.emit({ kind: "settings.changed", by: "Dovecot", what: readAgain }),
  },
  {
    name: "administration",
    programs: ["doveadm"],
    queued: false,
    samples: ["doveadm(bob@example.test)<28734><M2LbK8p1Cms+cAAAg+zDdQ>: Info: Mailbox created: Archive"],
    line: /^(?!(?:Mailbox .{1,300}?: )?(?:save|copy|delete|undelete|expunge)(?: from .{0,300}?)?: (?:box=|uid=|msgid=)).*$/s,
  },
  {
    name: "service-chatter",
    programs: [
      "indexer-worker",
      "indexer",
      "anvil",
      "config",
      "stats",
      "log",
      "ssl-params",
      "replicator",
      "managesieve",
      "managesieve-login",
      "quota-status",
      "dict",
    ],
    queued: false,
    samples: [
      // After Dovecot's source.
      "indexer-worker(bob@example.test)<28734><M2LbK8p1Cms+cAAAg+zDdQ>: Info: Indexed 3 messages in INBOX (UIDs 1..3)",
      "ssl-params: Info: SSL parameters regeneration completed",
      "managesieve-login: Info: Login: user=<bob@example.test>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.25, mpid=1, TLS, session=<M2LbK8p1Cms+cAAAg+zDdQ>",
    ],
    line: /^.*$/s,
  },
];

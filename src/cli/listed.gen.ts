/** What the list of commands says of each. Made by `npm run gen`; do not edit. */
export const listed: Readonly<Record<string, { readonly words: string; readonly summary: string }>> = {
  "account.add": {
    words: "<address>",
    summary: "add an account",
  },
  "account.app-password": {
    words: "<address> <device>",
    summary: "make a password for one device of an account, or take it away",
  },
  "account.change": {
    words: "<address>",
    summary: "change quota, name or forwarding of an account",
  },
  "account.list": {
    words: "[domain]",
    summary: "list the accounts, of one domain or of all",
  },
  "account.password": {
    words: "<address>",
    summary: "set the password of an account",
  },
  "account.remove": {
    words: "<address>",
    summary: "remove an account with its app passwords; its mail stays on the disk",
  },
  "account.resume": {
    words: "<address>",
    summary: "let an account log in and receive again",
  },
  "account.show": {
    words: "<address>",
    summary: "show an account, its aliases and app passwords, and how full it is",
  },
  "account.suspend": {
    words: "<address>",
    summary: "let nobody log in to an account; its mail still comes",
  },
  "alias.add": {
    words: "<address>",
    summary: "add another name for one address, or for several (a group)",
  },
  "alias.change": {
    words: "<address>",
    summary: "change where an alias leads",
  },
  "alias.list": {
    words: "[domain]",
    summary: "list the aliases and groups, of one domain or of all",
  },
  "alias.remove": {
    words: "<address>",
    summary: "remove an alias or a group",
  },
  "alias.show": {
    words: "<address>",
    summary: "show where an alias leads, and which of its targets reach nobody",
  },
  "blocks.add": {
    words: "<address>",
    summary: "block an address or a network by hand",
  },
  "blocks.expire": {
    words: "",
    summary: "end the blocks whose time is over; a running server does it each second",
  },
  "blocks.list": {
    words: "[address]",
    summary: "list who is blocked or suspended, why and until when",
  },
  "blocks.nftables": {
    words: "",
    summary: "print the blocks as sets for nftables",
  },
  "blocks.remove": {
    words: "<address>",
    summary: "end the block of an address or a network, or let a suspended account in again",
  },
  "blocks.replay": {
    words: "<log...>",
    summary: "try the rules on a past log, ours or another's: who would have been blocked",
  },
  "blocks.show": {
    words: "<address>",
    summary: "show a block: why, the session that caused it, and the mail that it cost",
  },
  "config.check": {
    words: "",
    summary: "check the configuration file",
  },
  "config.describe": {
    words: "",
    summary: "print a sample configuration file that explains every setting",
  },
  "config.show": {
    words: "",
    summary: "print the configuration in force, with the defaults that the file leaves out",
  },
  "domain.add": {
    words: "<domain>",
    summary: "receive mail for a domain",
  },
  "domain.change": {
    words: "<domain>",
    summary: "change, suspend or resume a domain",
  },
  "domain.list": {
    words: "",
    summary: "list the domains that mail is received for",
  },
  "domain.remove": {
    words: "<domain>",
    summary: "receive no more mail for a domain; its mail stays on the disk",
  },
  "domain.show": {
    words: "<domain>",
    summary: "show a domain",
  },
  explain: {
    words: "<what>",
    summary: "explain what is pasted (a bounce, reply, header, log lines): cause, who must act, what to do",
  },
  get: {
    words: "[variable]",
    summary: "print a setting, by our name or by its API variable",
  },
  import: {
    words: "[log...]",
    summary: "bring logs into the records of a data folder: each line once, also after rotation",
  },
  "log.levels": {
    words: "[service=level...]",
    summary: "show how much the log of each service says, or change it, also for a time",
  },
  "log.stat": {
    words: "<log...>",
    summary: "account for every line of a log: read, ignored, unread",
  },
  "log.tail": {
    words: "",
    summary: "show the end of the log and follow it, each line with date and offset; or one session, whole",
  },
  reload: {
    words: "",
    summary: "have the running server read its configuration file, as SIGHUP does",
  },
  serve: {
    words: "",
    summary: "run the mail server; the first start makes a data folder with a sample domain",
  },
  sessions: {
    words: "[log...]",
    summary: "list sessions, with --transcript line by line",
  },
  set: {
    words: "<variable> <value>",
    summary: "change a setting, by our name or by its API variable",
  },
  trace: {
    words: "[log...]",
    summary: "list every delivery attempt and refusal",
  },
  why: {
    words: "[log...]",
    summary: "say why a message was not received, with the lines that prove it",
  },
};
